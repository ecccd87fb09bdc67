import type { Plan } from '../domain/plan.ts';

/**
 * Hands out plans in turn, so that questions of one step have different ones, as far as there are
 * enough, and each is sampled as often as the others: samples of distinct plans differ by more than
 * samples of one prompt do (PlanSearch, arXiv 2409.03733).
 */
export class Plans {
  readonly #plans: readonly Plan[];
  #taken: number;

  /** `taken`: how many were handed out before. */
  constructor(plans: readonly Plan[], taken = 0) {
    this.#plans = plans;
    this.#taken = taken;
  }

  /** The next one; `undefined` where there are none. */
  take(): Plan | undefined {
    if (this.#plans.length === 0) return undefined;
    return this.#plans[this.#taken++ % this.#plans.length];
  }

  get taken(): number {
    return this.#taken;
  }
}
