import type { Outcome, Trial } from '../../../ports/sandbox.ts';
import type { Job } from './worker.ts';

/** The trials of one run: they are settled in any order, and read in theirs. */
export class Batch {
  readonly jobs: readonly Job[];
  readonly #outcomes: (Outcome | undefined)[] = [];
  /** Who waits, and for which. One at a time: a promise for each would cost as much as the trial. */
  #reader: { readonly at: number; readonly wake: () => void } | undefined;
  #failure: { readonly reason: unknown } | undefined;

  constructor(trials: readonly Trial[], onSettled: (outcome: Outcome) => void) {
    this.jobs = trials.map((trial, at) => ({
      trial,
      deaths: 0,
      dropped: false,
      settle: (outcome) => {
        this.#outcomes[at] = outcome;
        onSettled(outcome);
        if (this.#reader?.at === at) this.#reader.wake();
      },
    }));
  }

  /** Those without an outcome. */
  get open(): readonly Job[] {
    return this.jobs.filter((_, at) => this.#outcomes[at] === undefined);
  }

  /** What has no outcome yet will have none: whoever reads it is told why. */
  fail(reason: unknown): void {
    this.#failure ??= { reason };
    this.#reader?.wake();
  }

  async outcome(at: number): Promise<Outcome> {
    for (;;) {
      const outcome = this.#outcomes[at];
      if (outcome !== undefined) return outcome;
      if (this.#failure !== undefined) throw this.#failure.reason;
      await new Promise<void>((wake) => {
        this.#reader = { at, wake };
      });
    }
  }
}
