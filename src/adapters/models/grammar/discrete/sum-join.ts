import type { Value } from '../../../../domain/value.ts';
import type { Operator } from '../language/operator.ts';
import { columnSeed, mix, type Bank } from './bank.ts';
import { examplesOf } from './bits.ts';
import type { Goal } from './goal.ts';
import type { Inverse } from './inverses.ts';
import type { Meter } from './meter.ts';
import type { Join, Term } from './term.ts';
import type { ValueTable } from './values.ts';

/** How many of the cheapest entries may stand on either side. */
const mostEntries = 4000;

interface Operand {
  readonly type: number;
  readonly entry: number;
}

/**
 * The goal join for numbers: for each program f, the column that g must have for `f + g`,
 * `f − g`, … to be the goal is looked up among the columns there are.
 */
export class SumJoin implements Join {
  readonly #types: readonly number[];
  readonly #banks: readonly Bank[];
  readonly #goal: Goal;
  readonly #values: ValueTable;
  readonly #meter: Meter;
  readonly #inverses: readonly Inverse[];

  constructor(parts: {
    types: readonly number[];
    banks: readonly Bank[];
    goal: Goal;
    values: ValueTable;
    meter: Meter;
    inverses: readonly Inverse[];
  }) {
    this.#types = parts.types;
    this.#banks = parts.banks;
    this.#goal = parts.goal;
    this.#values = parts.values;
    this.#meter = parts.meter;
    this.#inverses = parts.inverses;
  }

  *search(mask: number, work: number, count: number): Generator<void, Term[]> {
    const examples = examplesOf(mask, this.#goal.width);
    const operands = this.#operands(Math.min(Math.ceil(work / 10), mostEntries));
    const byColumn = this.#index(operands, examples);
    const found: Term[] = [];
    for (const known of operands) {
      for (const inverse of this.#inverses) {
        const other = this.#partner(known, inverse, examples, byColumn);
        if (other !== undefined) found.push(this.#pair(known, other, inverse));
      }
      this.#meter.covered += operands.length * this.#inverses.length;
      this.#meter.work += this.#inverses.length / 2;
      if (found.length >= count) break;
      if (this.#meter.due) yield;
    }
    return found;
  }

  #operands(most: number): Operand[] {
    return this.#types.flatMap((type) =>
      Array.from({ length: Math.min(this.#banks[type]!.size, most) }, (_, entry) => ({
        type,
        entry,
      })),
    );
  }

  /** The cheapest operand for each column of values on the examples. */
  #index(operands: readonly Operand[], examples: readonly number[]): Map<number, Operand> {
    const byColumn = new Map<number, Operand>();
    for (const operand of operands) {
      let hash = columnSeed;
      for (const example of examples) hash = mix(hash, this.#idOf(operand, example));
      if (!byColumn.has(hash)) byColumn.set(hash, operand);
    }
    return byColumn;
  }

  #partner(
    known: Operand,
    { missing }: Inverse,
    examples: readonly number[],
    byColumn: ReadonlyMap<number, Operand>,
  ): Operand | undefined {
    let hash = columnSeed;
    const wanted: number[] = [];
    for (const example of examples) {
      const own = this.#values.valueOf(this.#idOf(known, example)) as number;
      const value = missing(this.#goal.results[example] as number, own);
      const id = Number.isFinite(value) ? this.#values.find(value) : -1;
      if (id < 0) return undefined;
      wanted.push(id);
      hash = mix(hash, id);
    }
    const other = byColumn.get(hash);
    if (other === undefined) return undefined;
    return examples.every((example, index) => this.#idOf(other, example) === wanted[index])
      ? other
      : undefined;
  }

  #pair(known: Operand, other: Operand, { operator, knownFirst }: Inverse): Term {
    const [first, second] = knownFirst ? [known, other] : [other, known];
    const cost = [first, second].reduce(
      (sum, { type, entry }) => sum + this.#banks[type]!.costs[entry]!,
      0,
    );
    return {
      recipe: {
        kind: 'call',
        operator,
        args: [
          { kind: 'entry', ...first },
          { kind: 'entry', ...second },
        ],
      },
      cost: cost + Math.round(operator.cost * 2),
      mask: this.#maskOf(first, second, operator),
    };
  }

  #maskOf(first: Operand, second: Operand, operator: Operator): number {
    const apply = operator.apply as (left: Value, right: Value) => Value;
    return this.#goal.results.reduce<number>((mask, wanted, example) => {
      const left = this.#values.valueOf(this.#idOf(first, example));
      const right = this.#values.valueOf(this.#idOf(second, example));
      return apply(left, right) === wanted ? mask | (1 << example) : mask;
    }, 0);
  }

  #idOf({ type, entry }: Operand, example: number): number {
    const bank = this.#banks[type]!;
    return bank.columns[entry * bank.width + example]!;
  }
}
