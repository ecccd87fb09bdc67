import { sameValue } from '../../../../domain/value.ts';
import type { Operator } from '../language/operator.ts';
import { integerAdd, integerMultiply } from '../language/operators/integer.ts';
import { numberAdd, numberMultiply } from '../language/operators/number.ts';
import type { Bank } from './bank.ts';
import { bitCount } from './bits.ts';
import type { Goal } from './goal.ts';
import type { Meter } from './meter.ts';
import type { Recipe } from './recipe.ts';
import type { Term } from './term.ts';
import type { ValueTable } from './values.ts';

/** How many of the cheapest entries are tried as the variable of a line. */
const mostEntries = 60;
/** A line through two examples is no news. */
const leastExamples = 3;
const digitsKept = 6;
const literalCost = 4;

/**
 * Constants by fitting: the lines `a × f + b` that go through three or more of the active
 * examples, for each cheap program f. They are the cases of rules such as tariffs and taxes.
 */
export class Lines {
  readonly #types: readonly number[];
  readonly #banks: readonly Bank[];
  readonly #goal: Goal;
  readonly #values: ValueTable;
  readonly #meter: Meter;
  readonly #tolerance: number;
  readonly #whole: boolean;

  constructor(parts: {
    types: readonly number[];
    banks: readonly Bank[];
    goal: Goal;
    values: ValueTable;
    meter: Meter;
    tolerance: number;
    /** Whether slope and intercept must be whole numbers. */
    whole: boolean;
  }) {
    this.#types = parts.types;
    this.#banks = parts.banks;
    this.#goal = parts.goal;
    this.#values = parts.values;
    this.#meter = parts.meter;
    this.#tolerance = parts.tolerance;
    this.#whole = parts.whole;
  }

  *terms(): Generator<void, Term[]> {
    const found: Term[] = [];
    for (const type of this.#types) {
      const count = Math.min(this.#banks[type]!.size, mostEntries);
      for (let entry = 0; entry < count; entry++) {
        found.push(...this.#through(type, entry));
        if (this.#meter.due) yield;
      }
    }
    return found;
  }

  /** The lines over one entry, by the examples that they go through. */
  #through(type: number, entry: number): Term[] {
    const { columns, width, costs } = this.#banks[type]!;
    const xs = this.#goal.results.map(
      (_, index) => this.#values.valueOf(columns[entry * width + index]!) as number,
    );
    const ys = this.#goal.results as readonly number[];
    const lines = new Map<number, Term>();
    for (let i = 0; i < width; i++) {
      for (let j = i + 1; j < width; j++) {
        const slope = this.#tidy((ys[j]! - ys[i]!) / (xs[j]! - xs[i]!));
        if (!Number.isFinite(slope) || slope === 0) continue;
        const intercept = this.#tidy(ys[i]! - slope * xs[i]!);
        const mask = this.#maskOf(xs, ys, slope, intercept);
        if (bitCount(mask) < leastExamples || lines.has(mask)) continue;
        const cost = costs[entry]! + 2 * literalCost + 4;
        lines.set(mask, { mask, cost, recipe: this.#recipe(type, entry, slope, intercept) });
      }
    }
    this.#meter.covered += (width * (width - 1)) / 2;
    this.#meter.work += (width * width) / 16;
    return [...lines.values()];
  }

  #tidy(value: number): number {
    return this.#whole ? Math.round(value) : Number(value.toPrecision(digitsKept));
  }

  #maskOf(xs: readonly number[], ys: readonly number[], slope: number, intercept: number): number {
    return ys.reduce(
      (mask, y, index) =>
        sameValue(slope * xs[index]! + intercept, y, this.#tolerance) ? mask | (1 << index) : mask,
      0,
    );
  }

  #recipe(type: number, entry: number, slope: number, intercept: number): Recipe {
    const [add, multiply]: [Operator, Operator] = this.#whole
      ? [integerAdd, integerMultiply]
      : [numberAdd, numberMultiply];
    const result = this.#whole ? 'integer' : 'number';
    const scaled: Recipe = {
      kind: 'call',
      operator: multiply,
      args: [
        { kind: 'literal', value: slope, type: result },
        { kind: 'entry', type, entry },
      ],
    };
    return {
      kind: 'call',
      operator: add,
      args: [scaled, { kind: 'literal', value: intercept, type: result }],
    };
  }
}
