import type { Recipe } from './recipe.ts';

/** A program that is right on the active examples of `mask`. */
export interface Term {
  readonly mask: number;
  /** In whole halves, as in the enumeration. */
  readonly cost: number;
  readonly recipe: Recipe;
}

/** A search that takes the goal apart into what the banks hold. */
export interface Join {
  /**
   * Up to `count` programs that are right on the examples of `mask`, cheapest first, with at most
   * about so much work; yields whenever the meter says so.
   */
  search(mask: number, work: number, count: number): Generator<void, Term[]>;
}
