import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** The processes of this machine, as Linux shows them under /proc; each by its number. */
function processes(): number[] {
  return readdirSync('/proc').map(Number).filter(Number.isInteger);
}

/** What a file of a process says; nothing where the process is gone or another's. */
function told(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}

/** Whether a process is there and is not only waiting to be collected. */
export function isAlive(pid: number): boolean {
  const { state } = statOf(pid);
  return state !== '' && state !== 'Z' && state !== 'X';
}

function statOf(pid: number): { readonly state: string; readonly parent: number } {
  const text = told(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The name stands in brackets and may hold anything.
  const [state = '', parent = ''] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state, parent: Number(parent) };
}

/** All that a process has started, and what these have started, the nearest first. */
export function descendants(root: number): number[] {
  const children = Map.groupBy(processes(), (pid) => statOf(pid).parent);
  const found = [root];
  for (const pid of found) found.push(...(children.get(pid) ?? []));
  return found.slice(1);
}

/** Those that work in a folder, or were started with a path in it. */
export function atWorkIn(folder: string): number[] {
  return processes().filter((pid) => {
    const place = told(() => readlinkSync(`/proc/${pid}/cwd`));
    const command = told(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
    return pid !== process.pid && isAlive(pid) && `${place}\0${command}`.includes(folder);
  });
}
