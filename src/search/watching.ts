import type { Observer, Progress } from '../domain/progress.ts';
import type { RunHeader } from '../domain/run.ts';
import type { Clock } from '../ports/clock.ts';
import type { Selection } from './selection.ts';
import type { Spending } from './spending.ts';

/** How often whoever watches is told. */
const tellEveryMs = 100;

/** Tells whoever watches where a run stands: a few times a second, and of every new phase. */
export class Watching {
  readonly #header: Pick<RunHeader, 'intent' | 'scoreUnit'>;
  readonly #observe: Observer;
  readonly #clock: Clock;
  #toldMs = Number.NEGATIVE_INFINITY;

  constructor(header: Pick<RunHeader, 'intent' | 'scoreUnit'>, observe: Observer, clock: Clock) {
    this.#header = header;
    this.#observe = observe;
    this.#clock = clock;
  }

  tell(phase: Progress['phase'], spending: Spending, selection: Selection): void {
    const now = this.#clock.monotonicMs();
    if (phase === 'searching' && now - this.#toldMs < tellEveryMs) return;
    this.#toldMs = now;
    const { best } = selection;
    const { intent, scoreUnit } = this.#header;
    this.#observe({
      intent,
      ...(scoreUnit === undefined ? {} : { scoreUnit }),
      phase,
      elapsedMs: spending.elapsedMs,
      budgetShare: spending.share,
      counts: spending.tally.counts,
      ...(best === undefined ? {} : { best }),
      leaders: selection.survivors(3).map(({ candidate }) => candidate.source),
      admitted: selection.admitted,
    });
  }
}
