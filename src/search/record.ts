import type { RunEvent, RunId } from '../domain/run.ts';
import type { Clock } from '../ports/clock.ts';
import type { Reply } from '../ports/correspondence.ts';
import type { Ledger } from '../ports/ledger.ts';

/** How long what happened may wait for the ledger. */
const flushEveryMs = 250;

/** Everything that happens in a run, on its way to the ledger in batches. */
export class RunRecord {
  readonly #run: RunId;
  readonly #place: { readonly ledger: Ledger };
  readonly #clock: Clock;
  #events: RunEvent[] = [];
  #replies: Reply[] = [];
  #flushedMs = 0;
  #flushing: Promise<void> | undefined;

  /** `place`: asked for its ledger when there is something to record, and not before. */
  constructor(run: RunId, place: { readonly ledger: Ledger }, clock: Clock) {
    this.#run = run;
    this.#place = place;
    this.#clock = clock;
  }

  add(...events: readonly RunEvent[]): void {
    this.#events.push(...events);
    if (this.#clock.monotonicMs() - this.#flushedMs >= flushEveryMs) this.flush();
  }

  /** What was added is on record when this returns; where it throws, it waits for the next time. */
  flush(): void {
    if (this.#events.length === 0 && this.#replies.length === 0) return;
    this.#place.ledger.append(this.#run, this.#events, this.#replies);
    this.#events = [];
    this.#replies = [];
    this.#flushedMs = this.#clock.monotonicMs();
  }

  /** The same, in one batch with all that is added in this turn of the event loop. */
  flushed(): Promise<void> {
    this.#flushing ??= (async () => {
      await new Promise((resolve) => setImmediate(resolve));
      this.#flushing = undefined;
      this.flush();
    })();
    return this.#flushing;
  }

  /** Keeps what a model has answered; it is on record when this returns. */
  keep(reply: Reply): Promise<void> {
    this.#replies.push(reply);
    return this.flushed();
  }
}
