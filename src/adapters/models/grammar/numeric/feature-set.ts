import type { Expression } from '../language/expression.ts';
import type { Bank } from './bank.ts';
import type { CaseTable } from './cases.ts';
import type { Goal } from './goal.ts';
import type { Kernel } from './kernel.ts';
import type { Space } from './space.ts';

/** Of which columns a family's members are combined besides the features: none, or these. */
export interface Family {
  readonly space: Space;
  readonly basis: readonly Expression[];
}

/** Directions nearer to each other than this count as one. */
const resolution = 1e7;
/** A feature that the basis explains all but this share of says nothing reliable. */
const leastShare = 1e-6;

/** The cases in memory of the kernel: padded to whole tiles, and which lanes are cases. */
export class Lanes {
  readonly kernel: Kernel;
  readonly cases: CaseTable;
  readonly padded: number;
  readonly mask: number;

  constructor(kernel: Kernel, cases: CaseTable) {
    this.kernel = kernel;
    this.cases = cases;
    this.padded = Math.ceil(cases.count / 8) * 8;
    this.mask = kernel.allocate(8 * this.padded);
    new BigInt64Array(kernel.memory.buffer, this.mask, this.padded)
      .fill(0n)
      .fill(-1n, 0, cases.count);
  }

  /** Room for a column; what is put in the lanes beyond the cases is their first case. */
  column(values?: Float64Array): number {
    const at = this.kernel.allocate(8 * this.padded);
    if (values !== undefined) this.write(at, values);
    return at;
  }

  /** @param values one an example of the problem. */
  write(at: number, values: Float64Array): void {
    const column = new Float64Array(this.kernel.memory.buffer, at, this.padded);
    for (let lane = 0; lane < this.padded; lane++) {
      column[lane] = values[this.cases.examples[lane] ?? this.cases.examples[0]!]!;
    }
  }

  read(at: number): Float64Array {
    return new Float64Array(this.kernel.memory.buffer, at, this.padded);
  }
}

/**
 * Entries of a bank as features of a linear family, without those that are combinations of its
 * basis and those that differ from another only by such.
 */
export class FeatureSet {
  readonly family: Family;
  readonly #lanes: Lanes;
  readonly #set: number;
  readonly #most: number;
  readonly #basis: number;
  readonly #rank: number;
  readonly #features: number;
  readonly #products: number;
  readonly #bars: number;
  readonly #goals: readonly Float64Array[];
  readonly #ids: number[] = [];
  readonly #seen = new Set<string>();
  #next = 0;

  /**
   * @param set the kernel's number for it, from 0 to 7.
   * @param most features.
   */
  constructor(lanes: Lanes, family: Family, goals: readonly Goal[], set: number, most: number) {
    const { kernel, padded } = lanes;
    this.family = family;
    this.#lanes = lanes;
    this.#set = set;
    this.#most = most;
    this.#basis = kernel.allocate(8 * padded * (family.basis.length + 1));
    this.#features = kernel.allocate(8 * padded * most);
    this.#products = kernel.allocate(8 * most * goals.length);
    this.#bars = kernel.allocate(8 * goals.length);
    this.#rank = this.#orthonormalise(goals[0]!);
    this.#goals = goals.map((goal) => this.#restOf(lanes.column(goal.target)).direction);
  }

  #define(rank: number, count = this.#ids.length): void {
    const { kernel } = this.#lanes;
    const logarithms = Number(this.family.space.hasLogarithms);
    kernel.defineSet(this.#set, this.#basis, rank, this.#features, count, logarithms);
  }

  /** Gram-Schmidt over the constant and the basis; how many of them are independent. */
  #orthonormalise(goal: Goal): number {
    const { kernel, padded } = this.#lanes;
    const e = new Float64Array(goal.target.length).fill(Math.E);
    let rank = 0;
    for (const values of [e, ...this.family.basis.map((each) => goal.values(each))]) {
      this.#define(rank);
      const { direction, share } = this.#restOf(this.#lanes.column(values));
      if (!(share > leastShare)) continue;
      new Float64Array(kernel.memory.buffer, this.#basis + 8 * padded * rank, padded).set(
        direction,
      );
      rank++;
    }
    this.#define(rank);
    return rank;
  }

  /** What is left of a column of the kernel's without the basis; zeros where nothing is. */
  #restOf(column: number): { direction: Float64Array; share: number } {
    const { kernel } = this.#lanes;
    const share = kernel.project(this.#set, column, this.#lanes.mask);
    const direction = this.#lanes.read(kernel.restAt()).slice();
    return { direction: share > 0 ? direction : direction.fill(0), share };
  }

  /** Whether the cases are enough to tell a fit of two features from chance. */
  get isDetermined(): boolean {
    return this.#rank + 4 <= this.#lanes.cases.count;
  }

  get size(): number {
    return this.#ids.length;
  }

  /** The bank's entry that a feature is. */
  id(feature: number): number {
    return this.#ids[feature]!;
  }

  /** Whether the goal needs no feature at all. */
  spans(goal: number): boolean {
    return this.#goals[goal]!.every((value) => value === 0);
  }

  /** The share of a goal's rest that one feature explains. */
  explained(feature: number, goal: number): number {
    return this.#lanes.read(this.#products + 8 * this.#most * goal)[feature]! ** 2;
  }

  /** Takes the bank's next entry; the number of the new feature, if it makes one. */
  add(bank: Bank): number | undefined {
    const id = this.#next++;
    const { kernel, padded } = this.#lanes;
    const { direction, share } = this.#restOf(kernel.columnAt(id));
    if (!(share > leastShare)) return undefined;
    const signature = signatureOf(direction);
    if (this.#seen.has(signature)) return undefined;
    this.#seen.add(signature);
    const feature = this.#ids.push(id) - 1;
    const { buffer } = bank.kernel.memory;
    new Float64Array(buffer, this.#features + 8 * padded * feature, padded).set(direction);
    for (const [goal, rest] of this.#goals.entries()) {
      const products = new Float64Array(buffer, this.#products + 8 * this.#most * goal, this.#most);
      products[feature] = dot(direction, rest);
    }
    this.#define(this.#rank);
    return feature;
  }

  /** Whether there is an entry to take, and room for it. */
  hasNext(bank: Bank): boolean {
    return this.#next < bank.size && this.#ids.length < this.#most;
  }

  /** The pairs of a feature with one before it that explain a goal to more than its bar. */
  pairsWith(left: number, bars: Float64Array): { right: number; goal: number; share: number }[] {
    const { kernel } = this.#lanes;
    const { buffer } = kernel.memory;
    new Float64Array(buffer, this.#bars, bars.length).set(bars);
    kernel.pairRow(this.#set, left, this.#products, this.#most, this.#bars, bars.length);
    const hits = new DataView(buffer, kernel.hitAt());
    return Array.from({ length: kernel.hitCount.value }, (_, hit) => ({
      right: hits.getInt32(16 * hit, true),
      goal: hits.getInt32(16 * hit + 4, true),
      share: hits.getFloat64(16 * hit + 8, true),
    }));
  }

  /**
   * Asks of each way to part a goal by an entry, and of functions of that part, whether the basis
   * and one of the first features explain it; the kernel holds the hits.
   */
  explainParted(goal: number, entry: number, maps: number, mapCount: number): void {
    const { kernel, mask } = this.#lanes;
    kernel.explainRow(this.#set, goal, entry, entry + 1, maps, mapCount, mask);
  }

  /** Restricts `explainParted` to the first features. */
  limit(count: number): void {
    this.#define(this.#rank, Math.min(count, this.#ids.length));
  }
}

/** Equal for directions that are equal but for their sign and rounding. */
function signatureOf(direction: Float64Array): string {
  const sign = Math.sign(direction.find((value) => Math.abs(value) > 1e-4) ?? 1);
  return [...direction.subarray(0, 12)]
    .map((value) => Math.round(sign * value * resolution))
    .join();
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < left.length; at++) sum += left[at]! * right[at]!;
  return sum;
}
