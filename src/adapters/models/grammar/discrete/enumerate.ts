import { Applier, none } from './apply.ts';
import { Bank, columnSeed, mix } from './bank.ts';
import type { Goal } from './goal.ts';
import type { Listener } from './listener.ts';
import type { Memo } from './memo.ts';
import type { Meter } from './meter.ts';
import type { ValueTable } from './values.ts';
import type { Variant, Vocabulary } from './vocabulary.ts';

const chunk = 1024;

/**
 * Cost-ordered enumeration of programs over columns of value numbers, with observational
 * equivalence. Once a bank is full its programs are fused: run and compared with the goal, but no
 * longer kept.
 */
export class Enumerator {
  readonly banks: readonly Bank[];
  /** The level that is being enumerated. */
  cost = 0;
  readonly #vocabulary: Vocabulary;
  readonly #applier: Applier;
  readonly #memo: Memo;
  readonly #meter: Meter;
  readonly #goal: Goal;
  readonly #leaves: readonly Int32Array[];
  readonly #listener: Listener;
  readonly #everyCase: boolean;
  readonly #width: number;
  readonly #column: Int32Array;
  readonly #first: Int32Array;
  readonly #second: Int32Array;
  readonly #seeds: Int32Array;

  constructor(parts: {
    vocabulary: Vocabulary;
    values: ValueTable;
    memo: Memo;
    meter: Meter;
    goal: Goal;
    /** The column of each variant that takes no arguments, by the variant's index. */
    leaves: readonly Int32Array[];
    capacity: number;
    listener: Listener;
    /** Whether the active examples are all there are. */
    everyCase: boolean;
  }) {
    this.#vocabulary = parts.vocabulary;
    this.#applier = new Applier(parts.values);
    this.#memo = parts.memo;
    this.#meter = parts.meter;
    this.#goal = parts.goal;
    this.#leaves = parts.leaves;
    this.#listener = parts.listener;
    this.#everyCase = parts.everyCase;
    this.#width = parts.goal.width;
    this.banks = parts.vocabulary.types.map((type) => new Bank(type, this.#width, parts.capacity));
    this.#column = new Int32Array(this.#width);
    this.#first = new Int32Array(this.#width);
    this.#second = new Int32Array(this.#width);
    this.#seeds = new Int32Array(this.#width);
  }

  /** Enumerates the next level; yields whenever the meter says so. */
  *level(): Generator<void, void> {
    this.cost += 1;
    for (const bank of this.banks) bank.openLevel(this.cost);
    for (const variant of this.#vocabulary.variants) {
      const rest = this.cost - variant.cost;
      if (this.banks[variant.result]!.saturated) continue;
      switch (variant.params.length) {
        case 0:
          if (rest === 0) this.#leaf(variant);
          break;
        case 1:
          yield* this.#rows(variant, none, none, rest, 0);
          break;
        case 2:
          yield* this.#pairs(variant, rest);
          break;
        default:
          yield* this.#triples(variant, rest);
      }
    }
  }

  /** Whether a level above `cost` can still be made of the entries there are. */
  get exhausted(): boolean {
    const dearest = Math.max(
      ...this.banks.map((bank) => (bank.size > 0 ? bank.costs[bank.size - 1]! : 0)),
    );
    const reach = Math.max(
      ...this.#vocabulary.variants.map((variant) => variant.cost + variant.params.length * dearest),
    );
    return this.cost >= Math.min(reach, 250);
  }

  *#pairs(variant: Variant, rest: number): Generator<void, void> {
    const bank = this.banks[variant.params[0]!]!;
    const least = variant.commutative ? Math.ceil(rest / 2) : 1;
    for (let cost = least; cost < rest; cost++) {
      const tie = variant.commutative && cost * 2 === rest;
      const end = bank.from(cost + 1);
      for (let first = bank.from(cost); first < end; first++) {
        yield* this.#rows(variant, first, none, rest - cost, tie ? first : 0);
      }
    }
  }

  *#triples(variant: Variant, rest: number): Generator<void, void> {
    const left = this.banks[variant.params[0]!]!;
    const right = this.banks[variant.params[1]!]!;
    for (let cost = 1; cost < rest - 1; cost++) {
      const end = left.from(cost + 1);
      for (let next = 1; next < rest - cost; next++) {
        if (variant.commutative && next > cost) break;
        const nextEnd = right.from(next + 1);
        for (let first = left.from(cost); first < end; first++) {
          const ties = variant.commutative && next === cost;
          const from = ties ? first : right.from(next);
          for (let second = from; second < nextEnd; second++) {
            yield* this.#rows(variant, first, second, rest - cost - next, 0);
          }
        }
      }
    }
  }

  /** All programs with the given leading arguments whose last one costs `cost`. */
  *#rows(
    variant: Variant,
    first: number,
    second: number,
    cost: number,
    from: number,
  ): Generator<void, void> {
    if (cost < 1) return;
    const bank = this.banks[variant.params.at(-1)!]!;
    const end = bank.from(cost + 1);
    let start = Math.max(from, bank.from(cost));
    if (start >= end) return;
    this.#prepare(variant, first, second);
    while (start < end) {
      const stop = Math.min(end, start + chunk);
      this.#run(variant, first, second, start, stop);
      start = stop;
      if (this.#meter.due) {
        yield;
        if (start < end) this.#prepare(variant, first, second);
      }
    }
  }

  #leaf(variant: Variant): void {
    this.#column.set(this.#leaves[variant.index]!);
    this.#count(1, 1);
    this.#offer(variant, none, none, none);
  }

  /** Mixes what does not change along a row. */
  #prepare(variant: Variant, first: number, second: number): void {
    const width = this.#width;
    const left = this.banks[variant.params[0]!]!.columns;
    const right = second >= 0 ? this.banks[variant.params[1]!]!.columns : left;
    for (let index = 0; index < width; index++) {
      const a = first >= 0 ? left[first * width + index]! : none;
      const b = second >= 0 ? right[second * width + index]! : none;
      this.#first[index] = a;
      this.#second[index] = b;
      this.#seeds[index] = mix(mix(variant.index, a), b);
    }
  }

  /** Runs the programs of a row whose last argument is one of `start` … `stop` − 1. */
  #run(variant: Variant, first: number, second: number, start: number, stop: number): void {
    const width = this.#width;
    const last = this.banks[variant.params.at(-1)!]!.columns;
    const column = this.#column;
    const fixed = this.#first;
    const middle = this.#second;
    const seeds = this.#seeds;
    const memo = this.#memo;
    const applier = this.#applier;
    let complete = 0;
    for (let entry = start; entry < stop; entry++) {
      let index = 0;
      for (; index < width; index++) {
        const x = last[entry * width + index]!;
        const a = fixed[index]!;
        const b = middle[index]!;
        let id = memo.find(seeds[index]!, variant.index, a, b, x);
        if (id === memo.unknown) {
          id = applier.apply(variant, a, b, x);
          memo.keep(seeds[index]!, variant.index, a, b, x, id);
        }
        if (id === none) break;
        column[index] = id;
      }
      if (index < width) continue;
      complete += 1;
      if (first < 0) this.#offer(variant, entry, none, none);
      else if (second < 0) this.#offer(variant, first, entry, none);
      else this.#offer(variant, first, second, entry);
    }
    this.#count(stop - start, complete);
  }

  #offer(variant: Variant, a: number, b: number, c: number): void {
    const bank = this.banks[variant.result]!;
    const column = this.#column;
    let hash = columnSeed;
    for (let index = 0; index < column.length; index++) hash = mix(hash, column[index]!);
    const known = bank.find(column, hash);
    if (known >= 0) {
      if (this.#listener.wantsAnother(variant.result, known, this.cost)) {
        const again = { variant: variant.index, args: [a, b, c], cost: this.cost } as const;
        this.#listener.hearAnother(variant.result, known, again);
      }
      if (this.#goal.has(variant.result, known)) this.#tell(variant, a, b, c, this.#goal.all);
      return;
    }
    const goal = this.#goal.accepts(variant.result);
    const mask = goal ? this.#goal.maskOf(column, 0) : 0;
    if (!bank.full) {
      if (this.#everyCase) this.#meter.new += 1;
      const entry = bank.add(column, hash, this.cost, variant.index, a, b, c);
      if (goal) this.#goal.note(variant.result, entry, mask);
    }
    if (mask !== 0) this.#tell(variant, a, b, c, mask);
  }

  #tell(variant: Variant, a: number, b: number, c: number, mask: number): void {
    if (!this.#listener.wants(mask, this.cost)) return;
    this.#listener.hear({ variant: variant.index, args: [a, b, c], cost: this.cost }, mask);
  }

  #count(tried: number, complete: number): void {
    this.#meter.countRow(tried, this.#everyCase ? complete : 0);
  }
}
