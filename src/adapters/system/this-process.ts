import { hostname } from 'node:os';
import { statOf } from './processes.ts';

/** This process among others, and whether one of this machine is still there. */
export const thisProcess = {
  host: hostname(),
  process: process.pid,
  startedAtMs: Math.round(performance.timeOrigin),
  isRunning: (pid: number): boolean => isThere(pid) && !isDead(pid),
} as const;

/** Signal 0 is sent to nobody: it only tells whether one could be. */
function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is there as well.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Killed, and kept by Linux until its parent asks how it ended. */
const isDead = (pid: number): boolean => ['Z', 'X'].includes(statOf(pid)[0]!);
