import { addConsidered, nothingConsidered, type Considered } from './considered.ts';
import { addCost } from './cost.ts';
import type { Evidence, Verdict } from './evidence.ts';
import type { Cost, Counts, Repeats } from './run.ts';

export const noCost: Cost = { inputTokens: 0, outputTokens: 0, requests: 0, dollars: 0 };

export const noCounts: Counts = {
  proposed: 0,
  duplicates: 0,
  run: 0,
  survived: 0,
  verdicts: { passed: 0, failed: 0, timedOut: 0, crashed: 0, rejected: 0 },
  considered: nothingConsidered,
};

/** Reasons that are told apart; servers word theirs as they like. */
const reasonsMost = 16;
const otherReasons = 'other reasons';

/** The running totals of a run. A candidate counts once, under the verdict that ended its climb. */
export class Tally {
  #proposed: number;
  #duplicates: number;
  #repeats: Repeats | undefined;
  #run: number;
  #survived: number;
  readonly #verdicts: Record<Verdict, number>;
  #considered: Considered;
  readonly #missing: Map<string, number>;
  readonly #silent: Map<string, string>;
  #cost: Cost;

  constructor(counts: Counts = noCounts, cost: Cost = noCost) {
    this.#proposed = counts.proposed;
    this.#duplicates = counts.duplicates;
    this.#repeats = counts.repeats;
    this.#run = counts.run;
    this.#survived = counts.survived;
    this.#verdicts = { ...counts.verdicts };
    this.#considered = counts.considered;
    this.#missing = new Map(Object.entries(counts.missing ?? {}));
    this.#silent = new Map(Object.entries(counts.silent ?? {}));
    this.#cost = cost;
  }

  proposed(drafts: number, duplicates: number): void {
    this.#proposed += drafts;
    this.#duplicates += duplicates;
  }

  repeated({ exact, normalised, behaviour }: Repeats): void {
    const before = this.#repeats ?? { exact: 0, normalised: 0, behaviour: 0 };
    this.#repeats = {
      exact: before.exact + exact,
      normalised: before.normalised + normalised,
      behaviour: before.behaviour + behaviour,
    };
  }

  climbed(last: Evidence, survived: boolean): void {
    this.#run++;
    if (survived) this.#survived++;
    this.#verdicts[last.verdict]++;
  }

  considered(more: Considered): void {
    this.#considered = addConsidered(this.#considered, more);
  }

  missed(more: ReadonlyMap<string, number>): void {
    for (const [said, samples] of more) {
      const isKnown = this.#missing.has(said) || this.#missing.size < reasonsMost;
      const reason = isKnown ? said : otherReasons;
      this.#missing.set(reason, (this.#missing.get(reason) ?? 0) + samples);
    }
  }

  /** A model is asked no longer. */
  silenced(model: string, why: string): void {
    this.#silent.set(model, why);
  }

  /** All are asked again. */
  unsilenced(): void {
    this.#silent.clear();
  }

  paid(more: Cost): void {
    this.#cost = addCost(this.#cost, more);
  }

  get counts(): Counts {
    return {
      proposed: this.#proposed,
      duplicates: this.#duplicates,
      ...(this.#repeats === undefined ? {} : { repeats: this.#repeats }),
      run: this.#run,
      survived: this.#survived,
      verdicts: { ...this.#verdicts },
      considered: this.#considered,
      ...(this.#missing.size === 0 ? {} : { missing: Object.fromEntries(this.#missing) }),
      ...(this.#silent.size === 0 ? {} : { silent: Object.fromEntries(this.#silent) }),
    };
  }

  get cost(): Cost {
    return this.#cost;
  }
}
