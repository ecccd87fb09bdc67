import type { Bank } from './bank.ts';
import type { ValueTable } from './values.ts';

const nowhere = 0;

/** Where values stand in one wanted string: a bit for every position. Value 0 stands nowhere. */
class Occurrences {
  readonly #wanted: string;
  readonly #blocks: number;
  readonly #indices = new Map<number, number>();
  #bits: Int32Array;
  #lengths: Int32Array;
  #count = 1;

  constructor(wanted: string) {
    this.#wanted = wanted;
    this.#blocks = Math.floor(wanted.length / 32) + 1;
    this.#bits = new Int32Array(256 * this.#blocks);
    this.#lengths = new Int32Array(256);
  }

  /** The index of a value here, `nowhere` where the string does not hold it. */
  indexOf(id: number, text: string): number {
    const known = this.#indices.get(id);
    if (known !== undefined) return known;
    const index = this.#wanted.includes(text) ? this.#add(text) : nowhere;
    this.#indices.set(id, index);
    return index;
  }

  standsAt(index: number, position: number): boolean {
    const block = this.#bits[index * this.#blocks + (position >> 5)]!;
    return ((block >>> (position & 31)) & 1) === 1;
  }

  lengthOf(index: number): number {
    return this.#lengths[index]!;
  }

  #add(text: string): number {
    const index = this.#count;
    this.#count += 1;
    if (this.#count > this.#lengths.length) {
      this.#lengths = doubled(this.#lengths);
      this.#bits = doubled(this.#bits);
    }
    this.#lengths[index] = text.length;
    for (let at = this.#wanted.indexOf(text); at >= 0; at = this.#wanted.indexOf(text, at + 1)) {
      this.#bits[index * this.#blocks + (at >> 5)]! |= 1 << (at & 31);
      if (at === this.#wanted.length) break;
    }
    return index;
  }
}

/** The entries of a bank of strings that occur in the goal on at least one active example. */
export class Pieces {
  readonly #bank: Bank;
  readonly #values: ValueTable;
  readonly #occurrences: readonly Occurrences[];
  readonly entries: number[] = [];
  /** By piece: the examples in whose goal it occurs, as bits. */
  readonly #masks: number[] = [];
  /** `pieces × width` indices among the occurrences. */
  readonly #cells: number[] = [];
  #absorbed = 0;

  constructor(bank: Bank, wanted: readonly string[], values: ValueTable) {
    this.#bank = bank;
    this.#values = values;
    this.#occurrences = wanted.map((text) => new Occurrences(text));
  }

  /** Takes in what the bank has got since the last time. */
  absorb(): void {
    const { width, columns } = this.#bank;
    for (; this.#absorbed < this.#bank.size; this.#absorbed++) {
      const cells: number[] = [];
      let mask = 0;
      for (let example = 0; example < width; example++) {
        const id = columns[this.#absorbed * width + example]!;
        const text = this.#values.valueOf(id) as string;
        const index = this.#occurrences[example]!.indexOf(id, text);
        if (index !== nowhere) mask |= 1 << example;
        cells.push(index);
      }
      if (mask === 0) continue;
      this.entries.push(this.#absorbed);
      this.#masks.push(mask);
      this.#cells.push(...cells);
    }
  }

  /**
   * Up to `most` of the cheapest pieces that occur wherever `mask` says, in groups that have one
   * value on `example`.
   */
  groups(mask: number, example: number, most: number): Int32Array[] {
    const groups = new Map<number, number[]>();
    let count = 0;
    for (let piece = 0; piece < this.entries.length && count < most; piece++) {
      if ((this.#masks[piece]! & mask) !== mask) continue;
      count += 1;
      const index = this.#cells[piece * this.#bank.width + example]!;
      const group = groups.get(index);
      if (group === undefined) groups.set(index, [piece]);
      else group.push(piece);
    }
    return [...groups.values()].map((group) => Int32Array.from(group));
  }

  /** Whether a piece stands at a position of an example's goal. */
  standsAt(piece: number, example: number, position: number): boolean {
    const index = this.#cells[piece * this.#bank.width + example]!;
    return this.#occurrences[example]!.standsAt(index, position);
  }

  lengthOf(piece: number, example: number): number {
    return this.#occurrences[example]!.lengthOf(this.#cells[piece * this.#bank.width + example]!);
  }

  costOf(piece: number): number {
    return this.#bank.costs[this.entries[piece]!]!;
  }

  /** What a piece is on an example, whether that occurs in the goal or not. */
  textOf(piece: number, example: number): string {
    const id = this.#bank.columns[this.entries[piece]! * this.#bank.width + example]!;
    return this.#values.valueOf(id) as string;
  }
}

function doubled(from: Int32Array): Int32Array {
  const to = new Int32Array(from.length * 2);
  to.set(from);
  return to;
}
