import { lstatSync, mkdtempSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where process numbers mean the same: the namespace of Linux, of which a container has its own. */
const namespace = numbersOf(() => readlinkSync('/proc/self/ns/pid')) ?? '0';

/** `sluice-NAMESPACE-PROCESS-RANDOM` */
const pattern = /^sluice-(?<place>\d+)-(?<owner>\d+)-[^-]+$/;

let hasSwept = false;

/**
 * A new folder in the temporary one, of which the name tells the process that owns it. The first
 * one that a process makes is the occasion to remove those that dead processes have left: one that
 * was killed could not do so itself.
 */
export function ownFolder(): string {
  const root = realpathSync(tmpdir());
  if (!hasSwept) removeOrphans(root);
  hasSwept = true;
  return mkdtempSync(join(root, `sluice-${namespace}-${process.pid}-`));
}

function removeOrphans(root: string): void {
  for (const name of attempt(() => readdirSync(root)) ?? []) {
    const { place, owner } = pattern.exec(name)?.groups ?? {};
    if (place !== namespace || isAlive(Number(owner))) continue;
    const path = join(root, name);
    // Another user's folder may carry such a name as well: it is none of ours.
    attempt(() => {
      if (lstatSync(path).uid === process.getuid?.()) rmSync(path, { recursive: true });
    });
  }
}

/** A number that was given to another process since counts as alive: its folder stays for longer. */
function isAlive(owner: number): boolean {
  try {
    return process.kill(owner, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function numbersOf(read: () => string): string | undefined {
  return /\d+/.exec(attempt(read) ?? '')?.[0];
}

/** What cannot be read or removed stays as it is: clearing up must not keep a run from starting. */
function attempt<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
