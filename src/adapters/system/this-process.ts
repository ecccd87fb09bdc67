import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

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
function isDead(pid: number): boolean {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may hold anything.
    return /^[ZX]/u.test(text.slice(text.lastIndexOf(')') + 2));
  } catch {
    return false;
  }
}
