import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../src/faces/cli/main.ts', import.meta.url));

/** Clock ticks in a second of /proc: 100 on every Linux of today. */
const ticksPerSecond = 100;

export interface ServerProcess {
  readonly url: string;
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
    cpuSeconds: () => cpuSecondsOf(child.pid!),
    end: async () => {
      child.kill('SIGINT');
      const { counts } = await next<{ counts: ServerCounts }>();
      await once(child, 'exit');
      return counts;
    },
  };
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
