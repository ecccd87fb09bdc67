import { readdirSync, readFileSync } from 'node:fs';

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
  // The name stands in brackets and may hold anything.
  const stat = read(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const own = (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * tickMs;
  return childrenOf(pid).reduce((sum, child) => sum + usedBy(child), own);
}

/** Those of all its threads: each has children of its own. */
function childrenOf(pid: number): number[] {
  return threadsOf(pid).flatMap((thread) =>
    read(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean).map(Number),
  );
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** Empty once the process is gone. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
