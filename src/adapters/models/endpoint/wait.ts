import type { Clock } from '../../../ports/clock.ts';

/** Waits `ms` milliseconds of the clock; throws the signal's reason once it is aborted. */
export async function wait(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  const either = AbortSignal.any([clock.deadline(ms), signal]);
  if (!either.aborted) {
    await new Promise((resolve) => either.addEventListener('abort', resolve, { once: true }));
  }
  signal.throwIfAborted();
}
