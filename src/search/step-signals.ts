import type { Clock } from '../ports/clock.ts';
import { cutOff } from './cut-off.ts';
import type { Spending } from './spending.ts';
import type { Signals } from './steps.ts';

/** How long what is judged may take to end once the run is interrupted. */
const interruptedGraceMs = 500;

/** The end of the search is another where it has moved by more than this. */
const sameEndMs = 50;

/** What ends the steps of a search. It moves as trials turn out to take longer than was kept for. */
export class StepSignals {
  readonly #spending: Spending;
  readonly #clock: Clock;
  readonly #interrupt: AbortSignal;
  readonly #isAnybody: () => boolean;
  readonly #over = new AbortController();
  #current: Signals | undefined;
  #endsMs = NaN;

  constructor(spending: Spending, clock: Clock, interrupt: AbortSignal, isAnybody: () => boolean) {
    this.#spending = spending;
    this.#clock = clock;
    this.#interrupt = interrupt;
    this.#isAnybody = isAnybody;
  }

  /** For a step that begins now. */
  get now(): Signals {
    const { searchMsLeft, answeringMsLeft, graceMs, elapsedMs } = this.#spending;
    const endsMs = elapsedMs + searchMsLeft + graceMs;
    if (this.#current === undefined || Math.abs(endsMs - this.#endsMs) > sameEndMs) {
      this.#endsMs = endsMs;
      this.#current = {
        answering: this.#after(answeringMsLeft, interruptedGraceMs / 2),
        judging: this.#after(searchMsLeft + graceMs, interruptedGraceMs),
        late: () => this.#late(),
        isAnybody: this.#isAnybody,
      };
    }
    return this.#current;
  }

  /** Nobody waits for any of them any more. */
  end(): void {
    this.#over.abort();
  }

  /** Whoever interrupts a run has waited long enough. */
  #late(): AbortSignal {
    if (this.#interrupt.aborted) return AbortSignal.abort(this.#interrupt.reason);
    return this.#after(this.#spending.lateMs, interruptedGraceMs);
  }

  #after(afterMs: number, graceMs: number): AbortSignal {
    return cutOff({ afterMs, graceMs }, this.#clock, this.#interrupt, this.#over.signal);
  }
}
