import type { Clock } from '../ports/clock.ts';

/** When something ends, whoever is still at it. */
export interface CutOff {
  /** From now on. */
  readonly afterMs: number;
  /** From an interruption on, if that is sooner. */
  readonly graceMs: number;
}

/** A signal for it; `over` says that nobody is at it any more. */
export function cutOff(
  { afterMs, graceMs }: CutOff,
  clock: Clock,
  interrupt: AbortSignal,
  over: AbortSignal,
): AbortSignal {
  const interrupted = new AbortController();
  const inGrace = (): void =>
    clock.deadline(graceMs).addEventListener('abort', () => interrupted.abort());
  interrupt.addEventListener('abort', inGrace, { once: true, signal: over });
  return AbortSignal.any([interrupted.signal, clock.deadline(afterMs)]);
}
