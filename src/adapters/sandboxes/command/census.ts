import { childrenOf, readOf } from '../../system/processes.ts';

/** How often the processes of a trial are counted. */
const everyMs = 100;

/** The kernel counts memory in these. */
const kibibyte = 1024;

/** What all processes below another use, as far as they can be seen. */
interface Census {
  readonly processes: number;
  readonly memoryBytes: number;
}

/**
 * Counts the processes below `root` again and again, and calls `end` with what was exceeded. The
 * kernel's own limits bind each process, and some of them not root: this binds all together.
 * Answers what stops it.
 */
export function watchOver(
  root: number,
  most: { readonly processesMost: number; readonly memoryBytes: number },
  end: (why: string) => void,
): () => void {
  const timer = setInterval(() => {
    const { processes, memoryBytes } = censusBelow(root, most.memoryBytes);
    if (processes > most.processesMost) end(`it started more than ${most.processesMost} processes`);
    else if (memoryBytes > most.memoryBytes) {
      end(`it used more than ${Math.round(most.memoryBytes / 2 ** 20)} MiB of memory`);
    }
  }, everyMs);
  return () => clearInterval(timer);
}

function censusBelow(root: number, memoryBytesMost: number): Census {
  const below: number[] = [];
  const open = childrenOf(root);
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    below.push(pid);
    open.push(...childrenOf(pid));
  }
  const memoryBytes = sum(below, residentBytes);
  // Telling who shares what costs the kernel a walk over every page: only where it matters.
  return {
    processes: below.length,
    memoryBytes: memoryBytes > memoryBytesMost ? sum(below, proportionalBytes) : memoryBytes,
  };
}

/**
 * What it holds that lies in no file of the disk: memory of its own, and memory that is shared
 * without a file. What it shares with others is counted whole for each of them.
 */
function residentBytes(pid: number): number {
  const status = readOf(pid, 'status');
  return figure(status, 'RssAnon') + figure(status, 'RssShmem');
}

/** The same with its part of what it shares, where the kernel lets that be seen. */
function proportionalBytes(pid: number): number {
  const rollup = readOf(pid, 'smaps_rollup');
  if (rollup === '') return residentBytes(pid);
  return figure(rollup, 'Pss_Anon') + figure(rollup, 'Pss_Shmem');
}

function figure(table: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(table)?.[1] ?? 0) * kibibyte;
}

const sum = (pids: readonly number[], of: (pid: number) => number): number =>
  pids.reduce((total, pid) => total + of(pid), 0);
