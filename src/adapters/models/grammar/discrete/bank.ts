import type { ValueType } from '../../../../domain/value.ts';

/** Mixes one value number into the hash of a column. */
export function mix(hash: number, id: number): number {
  const mixed = Math.imul(hash ^ id, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

export const columnSeed = 0x2545f491;

/** How a program was put together: a variant applied to entries of the banks it reads (−1: none). */
export interface Application {
  readonly variant: number;
  readonly args: readonly [number, number, number];
  readonly cost: number;
}

const firstRoom = 1024;

/**
 * Programs of one type in order of cost, one for every column of results that was seen
 * (observational equivalence; Albarghouthi, Gulwani and Kincaid 2013, Udupa et al. 2013). An
 * entry is a row of typed arrays: `width` value numbers, and the production and entries that it
 * was made of.
 */
export class Bank {
  readonly type: ValueType;
  readonly width: number;
  size = 0;
  /** `size × width` value numbers. */
  columns: Int32Array;
  costs: Uint8Array;
  variants: Uint16Array;
  /** `size × 3` entries of the banks that the variant reads. */
  args: Int32Array;
  #hashes: Int32Array;
  /** Open addressing: entry + 1, or 0 where free. */
  #slots: Int32Array;
  /** `#levels[c]`: how many entries cost less than `c`. */
  readonly #levels: number[] = [0, 0];
  readonly #capacity: number;

  constructor(type: ValueType, width: number, capacity: number) {
    this.type = type;
    this.width = width;
    this.#capacity = capacity;
    this.columns = new Int32Array(firstRoom * width);
    this.costs = new Uint8Array(firstRoom);
    this.variants = new Uint16Array(firstRoom);
    this.args = new Int32Array(firstRoom * 3);
    this.#hashes = new Int32Array(firstRoom);
    this.#slots = new Int32Array(firstRoom * 4);
  }

  get full(): boolean {
    return this.size >= this.#capacity;
  }

  /** Every column that two-valued results can form is here: no more can be new. */
  get saturated(): boolean {
    return this.type === 'boolean' && this.size >= 2 ** this.width;
  }

  /** The first entry that costs `cost` or more. */
  from(cost: number): number {
    return this.#levels[cost] ?? this.size;
  }

  /** Marks that every entry added from here on costs `cost` or more. */
  openLevel(cost: number): void {
    while (this.#levels.length <= cost) this.#levels.push(this.size);
  }

  /** The entry whose column is `column`, or −1. */
  find(column: Int32Array, hash: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = this.#slots[slot]! - 1;
      if (entry < 0) return -1;
      if (this.#hashes[entry] === hash && this.#equals(entry, column)) return entry;
    }
  }

  /** Adds a column that `find` does not know. */
  add(
    column: Int32Array,
    hash: number,
    cost: number,
    variant: number,
    a: number,
    b: number,
    c: number,
  ): number {
    const entry = this.size;
    if (entry === this.costs.length) this.#makeRoom();
    this.size += 1;
    this.columns.set(column, entry * this.width);
    this.costs[entry] = cost;
    this.variants[entry] = variant;
    this.args[entry * 3] = a;
    this.args[entry * 3 + 1] = b;
    this.args[entry * 3 + 2] = c;
    this.#hashes[entry] = hash;
    this.#place(entry);
    return entry;
  }

  /** How an entry was first made. */
  derivationOf(entry: number): Application {
    const at = entry * 3;
    return {
      variant: this.variants[entry]!,
      args: [this.args[at]!, this.args[at + 1]!, this.args[at + 2]!],
      cost: this.costs[entry]!,
    };
  }

  #equals(entry: number, column: Int32Array): boolean {
    const start = entry * this.width;
    for (let index = 0; index < this.width; index++) {
      if (this.columns[start + index] !== column[index]) return false;
    }
    return true;
  }

  #place(entry: number): void {
    const mask = this.#slots.length - 1;
    let slot = this.#hashes[entry]! & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = entry + 1;
  }

  #makeRoom(): void {
    const room = this.costs.length * 2;
    this.columns = enlarged(this.columns, new Int32Array(room * this.width));
    this.costs = enlarged(this.costs, new Uint8Array(room));
    this.variants = enlarged(this.variants, new Uint16Array(room));
    this.args = enlarged(this.args, new Int32Array(room * 3));
    this.#hashes = enlarged(this.#hashes, new Int32Array(room));
    this.#slots = new Int32Array(room * 4);
    for (let entry = 0; entry < this.size; entry++) this.#place(entry);
  }
}

function enlarged<A extends Int32Array | Uint16Array | Uint8Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
