import type { Clock } from '../../ports/clock.ts';

export const systemClock: Clock = {
  monotonicMs: () => performance.now(),
  wallMs: () => Date.now(),
  // Timers hold 32 bits; a limit beyond 24 days is none.
  deadline: (ms) => AbortSignal.timeout(Math.min(Math.max(0, Math.ceil(ms)), 2 ** 31 - 1)),
};
