import type { Value } from '../../../../domain/value.ts';
import { mix } from './bank.ts';

type List = readonly Value[];

const firstSlots = 4096;
/** Of a string only so many characters at either end go into its hash. */
const charactersHashed = 8;

/** The numbers of lists by what they hold, without a text as the key: open addressing. */
export class ListIndex {
  readonly #listOf: (id: number) => List;
  /** List number + 1, or 0 where free. */
  #slots = new Int32Array(firstSlots);
  #hashes = new Int32Array(firstSlots);
  #size = 0;

  constructor(listOf: (id: number) => List) {
    this.#listOf = listOf;
  }

  /** The number of an equal list, or −1. */
  find(list: List): number {
    const hash = hashOf(list);
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const id = this.#slots[slot]! - 1;
      if (id < 0) return -1;
      if (this.#hashes[slot] === hash && isSame(list, this.#listOf(id))) return id;
    }
  }

  /** Adds a list that `find` does not know. */
  add(list: List, id: number): void {
    if (this.#size * 2 >= this.#slots.length) this.#makeRoom();
    this.#size += 1;
    this.#place(id, hashOf(list));
  }

  #place(id: number, hash: number): void {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = id + 1;
    this.#hashes[slot] = hash;
  }

  #makeRoom(): void {
    const slots = this.#slots;
    const hashes = this.#hashes;
    this.#slots = new Int32Array(slots.length * 2);
    this.#hashes = new Int32Array(slots.length * 2);
    for (const [slot, held] of slots.entries()) {
      if (held !== 0) this.#place(held - 1, hashes[slot]!);
    }
  }
}

function hashOf(list: List): number {
  let hash = list.length;
  for (const item of list) {
    if (typeof item === 'number') hash = mix(hash, Math.trunc(item * 4096));
    else if (typeof item === 'string') hash = hashOfText(item, hash);
    else hash = mix(hash, item === true ? 1 : 0);
  }
  return hash;
}

function hashOfText(text: string, seed: number): number {
  let hash = mix(seed, text.length);
  const ends = Math.min(text.length, charactersHashed);
  for (let index = 0; index < ends; index++) {
    hash = mix(hash, text.charCodeAt(index));
    hash = mix(hash, text.charCodeAt(text.length - 1 - index));
  }
  return hash;
}

/** `-0` is the same as `0`, and `NaN` the same as `NaN`. */
function isSame(left: List, right: List): boolean {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index++) {
    const item = left[index];
    const other = right[index];
    // eslint-disable-next-line no-self-compare
    if (item !== other && (item === item || other === other)) return false;
  }
  return true;
}
