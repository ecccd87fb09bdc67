import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../src/faces/cli/main.ts', import.meta.url));

/** Clock ticks in a second of /proc: 100 on every Linux of today. */
const ticksPerSecond = 100;

export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** What the process has used so far; `undefined` where there is no /proc. */
  cpuSeconds(): number | undefined;
  /** Ends it, and answers what it says to have done. */
  end(): Promise<ServerCounts>;
}

export interface ServerCounts {
  readonly requests: number;
  readonly replies: number;
  readonly outputTokens: number;
  readonly faults: Readonly<Record<string, number>>;
}

/** `sluice serve-model` in a process of its own. */
export async function startServer(...options: readonly string[]): Promise<ServerProcess> {
  const flags = ['--disable-warning=ExperimentalWarning', main, 'serve-model', '--json'];
  const child = spawn(process.execPath, [...flags, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async <Line>(): Promise<Line> => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error('the server has ended');
    return JSON.parse(value) as Line;
  };
  const { url } = await next<{ url: string }>();
  return {
    url,
    pid: child.pid!,
    cpuSeconds: () => cpuSecondsOf(child.pid!),
    end: async () => {
      child.kill('SIGINT');
      const { counts } = await next<{ counts: ServerCounts }>();
      await once(child, 'exit');
      return counts;
    },
  };
}

/** What all processes have used that `root` has started, `besides` and those below it left out. */
export function cpuSecondsBelow(root: number, besides: number): number {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  const children = Map.groupBy(pids, parentOf);
  const below = (pid: number): number[] =>
    (children.get(pid) ?? []).flatMap((child) =>
      child === besides ? [] : [child, ...below(child)],
    );
  return below(root).reduce((sum, pid) => sum + (cpuSecondsOf(pid) ?? 0), 0);
}

function parentOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}

/** User and system time, fields 14 and 15 of /proc/PID/stat (proc(5)). */
function cpuSecondsOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  } catch {
    return undefined;
  }
}
