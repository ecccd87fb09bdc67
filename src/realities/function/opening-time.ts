import { basename } from 'node:path';

import { SluiceError } from '../../domain/errors.ts';
import type { Trying } from '../../ports/trying.ts';

/** So long a specification's own code may take to be tried, however few the seconds of its run. */
const leastMs = 5000;

/** What a run that begins leaves for trying the code that its specification brings. */
export class OpeningTime {
  /** Ends with that time, and with whatever else ends the opening. */
  readonly signal: AbortSignal;
  readonly #outer: AbortSignal;
  readonly #trying: Trying | undefined;
  readonly #mostMs: number;
  #what = 'its own code';

  constructor(trying: Trying | undefined, outer: AbortSignal) {
    const { clock, mostMs } = trying ?? {};
    this.#outer = outer;
    this.#trying = trying;
    this.#mostMs = Math.max(leastMs, mostMs ?? 0);
    this.signal =
      clock === undefined || mostMs === undefined
        ? outer
        : AbortSignal.any([outer, clock.deadline(this.#mostMs)]);
  }

  /** Takes note of what is tried from now on. */
  tell(what: string): void {
    this.#what = what;
    this.#trying?.tell(what);
  }

  /** Whether it is this time that is over, and nothing else that went wrong. */
  hasEnded(error: unknown): boolean {
    return this.signal.aborted && !this.#outer.aborted && error === this.signal.reason;
  }

  tooLong(path: string): SluiceError {
    return new SluiceError({
      fault: 'input',
      place: basename(path),
      found: `${this.#what}: no end of it after ${this.#mostMs / 1000} s`,
      wanted: 'code that is tried before the search within the seconds of the run',
      mend: 'See whether it ever ends; what takes so long needs more --seconds.',
    });
  }
}
