import { readdirSync, readFileSync } from 'node:fs';

/** The processes that one has started and that are still there, those of all its threads. */
export function childrenOf(pid: number): number[] {
  return threadsOf(pid).flatMap((thread) =>
    readOf(pid, `task/${thread}/children`).split(' ').filter(Boolean).map(Number),
  );
}

/** What stands behind its name in the table of processes: its state first (proc_pid_stat(5)). */
export function statOf(pid: number): readonly string[] {
  const stat = readOf(pid, 'stat');
  // The name stands in brackets and may hold anything.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** What Linux tells of a process in one of its files; empty once the process is gone. */
export function readOf(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}
