import { readFileSync } from 'node:fs';

/** How often the processes of a trial are counted. */
const everyMs = 100;

/** Memory is counted in pages by the kernel; all platforms that bubblewrap runs on use these. */
const pageBytes = 4096;

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
    const { processes, memoryBytes } = censusBelow(root);
    if (processes > most.processesMost) end(`it started more than ${most.processesMost} processes`);
    else if (memoryBytes > most.memoryBytes) {
      end(`it used more than ${Math.round(most.memoryBytes / 2 ** 20)} MiB of memory`);
    }
  }, everyMs);
  return () => clearInterval(timer);
}

function censusBelow(root: number): Census {
  let processes = 0;
  let memoryBytes = 0;
  const open = childrenOf(root);
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    processes++;
    memoryBytes += memoryOf(pid);
    open.push(...childrenOf(pid));
  }
  return { processes, memoryBytes };
}

function childrenOf(pid: number): number[] {
  const listed = read(`/proc/${pid}/task/${pid}/children`);
  return listed.split(' ').filter(Boolean).map(Number);
}

/** What is resident and not shared with files. */
function memoryOf(pid: number): number {
  const [, resident = 0, shared = 0] = read(`/proc/${pid}/statm`).split(' ').map(Number);
  return Math.max(0, resident - shared) * pageBytes;
}

/** Empty once the process is gone. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
