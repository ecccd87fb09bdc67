import type { Bank } from './bank.ts';
import { bitCount } from './bits.ts';
import type { Meter } from './meter.ts';
import type { Term } from './term.ts';

interface Condition {
  readonly mask: number;
  readonly cost: number;
  readonly entry: number;
}

/** A decision tree over terms. */
export type Tree =
  | { readonly kind: 'leaf'; readonly term: Term; readonly cost: number }
  | {
      readonly kind: 'branch';
      readonly condition: number;
      readonly yes: Tree;
      readonly no: Tree;
      readonly cost: number;
    };

const branchCost = 4;
const mostTerms = 3000;
/** How many of the cheapest conditions are tried at the root of a tree with so many leaves. */
const conditionsFor = [0, 0, 8192, 600, 80, 24, 12, 8, 6];

/**
 * Divide and conquer (Alur, Radhakrishna and Udupa 2017): terms that are right on some examples,
 * conditions that tell these from the others, smallest decision trees first. Sets of examples are
 * bit masks.
 */
export class Split {
  readonly #all: number;
  readonly #conditionBank: Bank;
  readonly #meter: Meter;
  readonly #terms: Term[] = [];
  readonly #termCosts = new Map<number, number>();
  readonly #conditions: Condition[] = [];
  readonly #conditionMasks = new Set<number>();
  #absorbed = 0;
  readonly #best = new Map<number, Tree | undefined>();
  readonly #leaves = new Map<number, Term | undefined>();
  #limit = 0;

  constructor(all: number, conditionBank: Bank, meter: Meter) {
    this.#all = all;
    this.#conditionBank = conditionBank;
    this.#meter = meter;
  }

  wants(mask: number, cost: number): boolean {
    const known = this.#termCosts.get(mask);
    return known === undefined ? this.#terms.length < mostTerms : cost < known;
  }

  add(term: Term): void {
    const { mask, cost } = term;
    if (mask === 0 || !this.wants(mask, cost)) return;
    this.#termCosts.set(mask, cost);
    const at = this.#terms.findIndex((other) => other.cost > cost);
    this.#terms.splice(at < 0 ? this.#terms.length : at, 0, term);
  }

  /** Sets of examples worth a join of their own: what cheap conditions and broad terms leave over. */
  subsets(count: number): number[] {
    this.#absorb();
    const broad = this.#terms.filter(({ mask }) => mask !== this.#all);
    broad.sort(
      (left, right) => bitCount(right.mask) - bitCount(left.mask) || left.cost - right.cost,
    );
    const found = new Set<number>();
    for (const { mask } of broad.slice(0, count / 4)) found.add(this.#all & ~mask);
    for (const { mask } of this.#conditions.slice(0, count)) {
      found.add(mask);
      found.add(this.#all & ~mask);
    }
    return [...found].slice(0, count);
  }

  /** Trees with `leaves` leaves, cheapest first; gives up after `work`. */
  search(leaves: number, work: number, count: number): Tree[] {
    this.#absorb();
    this.#best.clear();
    this.#leaves.clear();
    this.#limit = this.#meter.work + work;
    const trees: Tree[] = [];
    this.#each(this.#all, leaves, (tree) => trees.push(tree));
    return trees.toSorted((left, right) => left.cost - right.cost).slice(0, count);
  }

  #absorb(): void {
    const { width, columns, costs } = this.#conditionBank;
    for (; this.#absorbed < this.#conditionBank.size; this.#absorbed++) {
      const entry = this.#absorbed;
      let mask = 0;
      for (let index = 0; index < width; index++) {
        if (columns[entry * width + index] === 1) mask |= 1 << index;
      }
      const other = this.#all & ~mask;
      if (mask === 0 || other === 0) continue;
      if (this.#conditionMasks.has(mask) || this.#conditionMasks.has(other)) continue;
      this.#conditionMasks.add(mask);
      this.#conditions.push({ mask, cost: costs[entry]!, entry });
    }
  }

  #each(set: number, leaves: number, found: (tree: Tree) => void): void {
    const most = Math.min(this.#conditions.length, conditionsFor[leaves] ?? 4);
    for (let index = 0; index < most; index++) {
      if (this.#meter.work > this.#limit) return;
      const { mask, cost, entry } = this.#conditions[index]!;
      const inside = set & mask;
      const outside = set & ~mask;
      if (inside === 0 || outside === 0) continue;
      this.#meter.covered += 1;
      this.#meter.work += 1 / 8;
      for (let left = 1; left < leaves; left++) {
        const yes = this.#tree(inside, left);
        if (yes === undefined) continue;
        const no = this.#tree(outside, leaves - left);
        if (no === undefined) continue;
        found({
          kind: 'branch',
          condition: entry,
          yes,
          no,
          cost: branchCost + cost + yes.cost + no.cost,
        });
      }
    }
  }

  /** The cheapest tree with exactly so many leaves that is right on `set`. */
  #tree(set: number, leaves: number): Tree | undefined {
    if (leaves === 1) {
      const term = this.#leaf(set);
      return term === undefined ? undefined : { kind: 'leaf', term, cost: term.cost };
    }
    const key = set * 16 + leaves;
    if (this.#best.has(key)) return this.#best.get(key);
    let best: Tree | undefined;
    this.#each(set, leaves, (tree) => {
      if (best === undefined || tree.cost < best.cost) best = tree;
    });
    this.#best.set(key, best);
    return best;
  }

  #leaf(set: number): Term | undefined {
    if (this.#leaves.has(set)) return this.#leaves.get(set);
    const term = this.#terms.find(({ mask }) => (mask & set) === set);
    this.#leaves.set(set, term);
    this.#meter.work += 1;
    return term;
  }
}
