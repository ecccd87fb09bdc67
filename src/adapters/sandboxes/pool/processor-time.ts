import { childrenOf, statOf } from '../../system/processes.ts';

/** What Linux counts processor time in, whatever the kernel was built with. */
const tickMs = 10;

/**
 * Milliseconds of processor time that a process and all below it have used so far; those that have
 * ended are not counted. `undefined` where the system does not tell.
 */
export function processorMs(pid: number): number | undefined {
  return process.platform === 'linux' ? usedBy(pid) : undefined;
}

function usedBy(pid: number): number {
  const fields = statOf(pid);
  const own = (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * tickMs;
  return childrenOf(pid).reduce((sum, child) => sum + usedBy(child), own);
}
