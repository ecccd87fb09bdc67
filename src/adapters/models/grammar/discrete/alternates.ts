import type { Value } from '../../../../domain/value.ts';
import type { Application, Bank } from './bank.ts';
import type { ValueTable } from './values.ts';
import type { Vocabulary } from './vocabulary.ts';

const alternatesPerEntry = 3;
const attemptsPerEntry = 12;
/** Only cheap entries stand in many programs, so only these are worth another derivation. */
const entriesServed = 4000;
const slack = 4;

interface Alternatives {
  readonly kept: Application[];
  readonly columns: string[];
  attempts: number;
}

/**
 * Other ways to the column of an entry which the active examples cannot tell from the first, and
 * the probes can.
 */
export class Alternates {
  readonly #vocabulary: Vocabulary;
  readonly #banks: readonly Bank[];
  readonly #values: ValueTable;
  /** By variant: what a leaf is on each probe. */
  readonly #leaves: readonly Int32Array[];
  readonly #columns: readonly Map<number, Int32Array>[];
  readonly #alternatives: readonly Map<number, Alternatives>[];
  readonly #width: number;

  constructor(
    vocabulary: Vocabulary,
    banks: readonly Bank[],
    values: ValueTable,
    leaves: readonly Int32Array[],
    width: number,
  ) {
    this.#vocabulary = vocabulary;
    this.#banks = banks;
    this.#values = values;
    this.#leaves = leaves;
    this.#width = width;
    this.#columns = banks.map(() => new Map<number, Int32Array>());
    this.#alternatives = banks.map(() => new Map<number, Alternatives>());
  }

  of(type: number, entry: number): readonly Application[] {
    return this.#alternatives[type]!.get(entry)?.kept ?? [];
  }

  /** Whether another derivation of this cost may be worth an `offer`. */
  wants(type: number, entry: number, cost: number): boolean {
    if (entry >= entriesServed || cost > this.#banks[type]!.costs[entry]! + slack) return false;
    const known = this.#alternatives[type]!.get(entry);
    if (known === undefined) return true;
    return known.kept.length < alternatesPerEntry && known.attempts < attemptsPerEntry;
  }

  offer(type: number, entry: number, application: Application): void {
    const all = this.#alternatives[type]!;
    let known = all.get(entry);
    if (known === undefined) {
      known = { kept: [], columns: [this.#columnOf(type, entry).join()], attempts: 0 };
      all.set(entry, known);
    }
    known.attempts += 1;
    const column = this.#columnFor(application).join();
    if (known.columns.includes(column)) return;
    known.columns.push(column);
    known.kept.push(application);
  }

  #columnOf(type: number, entry: number): Int32Array {
    const known = this.#columns[type]!.get(entry);
    if (known !== undefined) return known;
    const column = this.#columnFor(this.#banks[type]!.derivationOf(entry));
    this.#columns[type]!.set(entry, column);
    return column;
  }

  #columnFor({ variant, args }: Application): Int32Array {
    const { params, production } = this.#vocabulary.variants[variant]!;
    if (params.length === 0) return this.#leaves[variant]!;
    const columns = params.map((type, index) => this.#columnOf(type, args[index]!));
    return Int32Array.from({ length: this.#width }, (_, probe) => {
      const values: Value[] = [];
      for (const column of columns) {
        if (column[probe]! < 0) return -1;
        values.push(this.#values.valueOf(column[probe]!));
      }
      const value = production.apply(values);
      return value === undefined ? -1 : this.#values.intern(value);
    });
  }
}
