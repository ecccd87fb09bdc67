import { addConsidered, nothingConsidered, type Considered } from './considered.ts';
import { addCost } from './cost.ts';
import type { Evidence, Verdict } from './evidence.ts';
import type { Cost, Counts } from './run.ts';

export const noCost: Cost = { inputTokens: 0, outputTokens: 0, requests: 0, dollars: 0 };

export const noCounts: Counts = {
  proposed: 0,
  duplicates: 0,
  run: 0,
  survived: 0,
  verdicts: { passed: 0, failed: 0, timedOut: 0, crashed: 0, rejected: 0 },
  considered: nothingConsidered,
};

/** The running totals of a run. A candidate counts once, under the verdict that ended its climb. */
export class Tally {
  #proposed: number;
  #duplicates: number;
  #run: number;
  #survived: number;
  readonly #verdicts: Record<Verdict, number>;
  #considered: Considered;
  #cost: Cost;

  constructor(counts: Counts = noCounts, cost: Cost = noCost) {
    this.#proposed = counts.proposed;
    this.#duplicates = counts.duplicates;
    this.#run = counts.run;
    this.#survived = counts.survived;
    this.#verdicts = { ...counts.verdicts };
    this.#considered = counts.considered;
    this.#cost = cost;
  }

  proposed(drafts: number, duplicates: number): void {
    this.#proposed += drafts;
    this.#duplicates += duplicates;
  }

  climbed(last: Evidence, survived: boolean): void {
    this.#run++;
    if (survived) this.#survived++;
    this.#verdicts[last.verdict]++;
  }

  considered(more: Considered): void {
    this.#considered = addConsidered(this.#considered, more);
  }

  paid(more: Cost): void {
    this.#cost = addCost(this.#cost, more);
  }

  get counts(): Counts {
    return {
      proposed: this.#proposed,
      duplicates: this.#duplicates,
      run: this.#run,
      survived: this.#survived,
      verdicts: { ...this.#verdicts },
      considered: this.#considered,
    };
  }

  get cost(): Cost {
    return this.#cost;
  }
}
