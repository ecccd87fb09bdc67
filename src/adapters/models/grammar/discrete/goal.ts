import { sameValue, type Value } from '../../../../domain/value.ts';
import type { ValueTable } from './values.ts';

/** The results that are wanted on the active examples, at most 31 of them, as one column. */
export class Goal {
  readonly results: readonly Value[];
  readonly width: number;
  /** One bit for every active example. */
  readonly all: number;
  readonly ids: Int32Array;
  readonly #types: readonly number[];
  readonly #values: ValueTable;
  readonly #tolerance: number;
  readonly #exact: boolean;
  /** By type: the entries that hit the goal. */
  readonly #hits = new Map<number, Set<number>>();

  constructor(
    results: readonly Value[],
    types: readonly number[],
    tolerance: number,
    exact: boolean,
    values: ValueTable,
  ) {
    this.results = results;
    this.width = results.length;
    this.all = 2 ** results.length - 1;
    this.ids = Int32Array.from(results, (result) => values.intern(result));
    this.#types = types;
    this.#values = values;
    this.#tolerance = tolerance;
    this.#exact = exact;
    for (const type of types) {
      this.#hits.set(type, new Set());
    }
  }

  /** The banks that hold programs of the goal's type. */
  get types(): readonly number[] {
    return this.#types;
  }

  accepts(type: number): boolean {
    return this.#types.includes(type);
  }

  /** On which active examples a column is right, as bits. */
  maskOf(columns: Int32Array, offset: number): number {
    let mask = 0;
    for (let index = 0; index < this.width; index++) {
      const id = columns[offset + index]!;
      if (id === this.ids[index] || (!this.#exact && this.#near(id, index))) mask |= 1 << index;
    }
    return mask;
  }

  /** Records what an entry of a bank is worth. */
  note(type: number, entry: number, mask: number): void {
    if (mask === this.all) this.#hits.get(type)!.add(entry);
  }

  /** Whether an entry hits the goal on every active example. */
  has(type: number, entry: number): boolean {
    return this.#hits.get(type)?.has(entry) === true;
  }

  #near(id: number, index: number): boolean {
    return sameValue(this.#values.valueOf(id), this.results[index]!, this.#tolerance);
  }
}
