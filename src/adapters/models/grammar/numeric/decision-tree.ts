import { costOf } from '../language/cost.ts';
import type { Expression } from '../language/expression.ts';
import { choice } from './condition.ts';
import type { Condition } from './condition.ts';
import { both, includes, isEmpty, keyOfSet, sizeOf, without } from './cover.ts';
import type { CaseSet } from './cover.ts';

/** A program that is right for some of the cases. */
export interface Piece {
  readonly expression: Expression;
  readonly cases: CaseSet;
}

/** How many ways to settle one part of the cases are followed up. */
const beam = 8;

/**
 * Trees of conditions with a piece at each leaf that is right for all the cases that come there,
 * as in divide-and-conquer synthesis (Alur, Radhakrishna, Udupa 2017); the smallest first.
 */
export class DecisionTrees {
  readonly #pieces: readonly Piece[];
  readonly #conditions: readonly Condition[];
  readonly #single = new Map<string, Expression | undefined>();
  readonly #trees = new Map<string, readonly Expression[]>();
  /** How many pairs of a condition and a piece were decided. */
  decided = 0;

  /** @param pieces in order of cost; conditions likewise. */
  constructor(pieces: readonly Piece[], conditions: readonly Condition[]) {
    this.#pieces = pieces;
    this.#conditions = conditions;
  }

  /** Trees that settle all of `cases` with at most `depth` conditions in a row, a few. */
  settle(cases: CaseSet, depth: number): readonly Expression[] {
    const single = this.#pieceFor(cases);
    if (single !== undefined) return [single];
    if (depth === 0) return [];
    const key = `${depth}/${keyOfSet(cases)}`;
    const known = this.#trees.get(key);
    if (known !== undefined) return known;
    const trees = this.#split(cases, depth);
    this.#trees.set(key, trees);
    return trees;
  }

  #pieceFor(cases: CaseSet): Expression | undefined {
    const key = keyOfSet(cases);
    if (this.#single.has(key)) return this.#single.get(key);
    const piece = this.#pieces.find((each) => includes(each.cases, cases))?.expression;
    this.decided += this.#pieces.length;
    this.#single.set(key, piece);
    return piece;
  }

  #split(cases: CaseSet, depth: number): readonly Expression[] {
    const whole: Expression[] = [];
    const partial: { settled: number; complete: () => readonly Expression[] }[] = [];
    for (const { expression, cases: truth } of this.#conditions) {
      const yes = both(cases, truth);
      const no = without(cases, truth);
      if (isEmpty(yes) || isEmpty(no)) continue;
      const [chosen, otherwise] = [this.#pieceFor(yes), this.#pieceFor(no)];
      if (chosen !== undefined && otherwise !== undefined) {
        whole.push(choice(expression, chosen, otherwise));
      } else if (chosen !== undefined) {
        const complete = () =>
          this.settle(no, depth - 1).map((rest) => choice(expression, chosen, rest));
        partial.push({ settled: sizeOf(yes), complete });
      } else if (otherwise !== undefined) {
        const complete = () =>
          this.settle(yes, depth - 1).map((rest) => choice(expression, rest, otherwise));
        partial.push({ settled: sizeOf(no), complete });
      }
    }
    if (whole.length > 0 || depth === 1) return smallest(whole);
    partial.sort((left, right) => right.settled - left.settled);
    return smallest(partial.slice(0, beam).flatMap(({ complete }) => complete()));
  }
}

function smallest(trees: readonly Expression[]): readonly Expression[] {
  return trees.toSorted((left, right) => costOf(left) - costOf(right)).slice(0, 3);
}
