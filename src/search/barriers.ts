import type { RunHeader } from '../domain/run.ts';

/** Steps between two barriers, where their number decides. */
const regularSteps = 16;

/** Where the clock decides, a barrier comes no sooner after the last: each costs a step's time. */
const apartMs = 2000;

/**
 * Before which steps nothing may be in flight, so that the run can be resumed there. A run that is
 * repeated rests where the recorded one did. One that is to come out the same for the same seed
 * rests by the count of its steps alone. Where that is not to be had, for the clock ends it and no
 * seed decides what its models answer, quick steps rest less often: a resumed run judges again
 * what two seconds brought, and pays for nothing twice.
 */
export class Barriers {
  readonly #rests: ReadonlySet<number> | undefined;
  readonly #apartMs: number;
  readonly #elapsedMs: () => number;
  #restedMs: number;

  constructor(
    { budget, replay }: Pick<RunHeader, 'budget' | 'replay'>,
    isRepeatable: boolean,
    elapsedMs: () => number,
  ) {
    this.#rests = replay && new Set(replay.rests);
    this.#apartMs = budget.seconds === undefined || isRepeatable ? 0 : apartMs;
    this.#elapsedMs = elapsedMs;
    this.#restedMs = elapsedMs();
  }

  /** Whether the step is a barrier; once it is one, it stays one until the run has rested. */
  has(step: number): boolean {
    if (this.#rests !== undefined) return this.#rests.has(step);
    return isRegular(step) && this.#elapsedMs() - this.#restedMs >= this.#apartMs;
  }

  /** Nothing is in flight, and what was taken is on record. */
  rested(): void {
    this.#restedMs = this.#elapsedMs();
  }
}

/** Whether a run that rests by the count of its steps rests before this one. */
export function isRegular(step: number): boolean {
  return step % regularSteps === 0;
}
