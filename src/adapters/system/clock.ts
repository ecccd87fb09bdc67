import type { Clock } from '../../ports/clock.ts';

export const systemClock: Clock = {
  monotonicMs: () => performance.now(),
  busyMs: () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  },
  wallMs: () => Date.now(),
  // Timers hold 32 bits; a limit beyond 24 days is none.
  deadline: (ms) => AbortSignal.timeout(Math.min(Math.max(0, Math.ceil(ms)), 2 ** 31 - 1)),
};
