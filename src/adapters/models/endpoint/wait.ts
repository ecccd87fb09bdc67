import type { Clock } from '../../../ports/clock.ts';

/** Any time will do: what it is for is that it is there. */
const anyMs = 60_000;

/** Waits `ms` milliseconds of the clock; throws the signal's reason once it is aborted. */
export async function wait(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  const either = AbortSignal.any([clock.deadline(ms), signal]);
  if (!either.aborted) {
    // A deadline keeps no process alive, and between two requests nothing else may.
    const alive = setInterval(() => undefined, anyMs);
    await new Promise((resolve) => either.addEventListener('abort', resolve, { once: true }));
    clearInterval(alive);
  }
  signal.throwIfAborted();
}
