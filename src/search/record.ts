import type { RunEvent, RunId } from '../domain/run.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';

/** How long what happened may wait for the ledger. */
const flushEveryMs = 250;

/** Everything that happens in a run, on its way to the ledger in batches. */
export class RunRecord {
  readonly #run: RunId;
  readonly #ledger: Ledger;
  readonly #clock: Clock;
  readonly #waiting: RunEvent[] = [];
  #flushedMs = 0;

  constructor(run: RunId, ledger: Ledger, clock: Clock) {
    this.#run = run;
    this.#ledger = ledger;
    this.#clock = clock;
  }

  add(...events: readonly RunEvent[]): void {
    this.#waiting.push(...events);
    if (this.#clock.monotonicMs() - this.#flushedMs >= flushEveryMs) this.flush();
  }

  /** What was added is on record when this returns. */
  flush(): void {
    if (this.#waiting.length === 0) return;
    this.#ledger.append(this.#run, this.#waiting.splice(0));
    this.#flushedMs = this.#clock.monotonicMs();
  }
}
