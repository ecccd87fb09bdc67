import { mkdtempSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { SluiceError } from '../domain/errors.ts';

/**
 * Throws a `SluiceError` of fault `input` where the final state could not be written into `folder`
 * once the budget is spent: a file is in its way, or it may not be written to.
 */
export function checkFolder(folder: string | undefined): void {
  const found = folder === undefined ? undefined : inTheWayOf(folder);
  if (found === undefined) return;
  throw new SluiceError({
    fault: 'input',
    place: '--out',
    found,
    wanted: 'a folder for the page and the sources; it is made where it is not there',
    mend: 'Name another folder, or leave --out out: the default is SLUICE_HOME/runs/RUN.',
  });
}

/** Throws a `SluiceError` of fault `environment` where nothing can be recorded in `home`. */
export function checkHome(home: string): void {
  const found = inTheWayOf(home);
  if (found === undefined) return;
  throw new SluiceError({
    fault: 'environment',
    place: 'SLUICE_HOME',
    found,
    wanted: 'a folder that this user may write to; it is made where it is not there',
    mend: 'Give yourself the permission, or name another folder in SLUICE_HOME.',
  });
}

/** Why nothing can be written into a folder that is there, or is to be made. */
function inTheWayOf(folder: string): string | undefined {
  const above = existing(folder);
  if (!above.isFolder) return `${above.path}: a file, where a folder is needed`;
  // What may be written to and takes nothing in all the same, as /proc, shows when it is tried: to
  // make folders below one another there never ends.
  try {
    rmdirSync(mkdtempSync(join(above.path, '.sluice-')));
  } catch (error) {
    // That a disk is full is told by whoever needs the room.
    if (fullDisk.has((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    return `${above.path}: a folder that may not be written to`;
  }
  return undefined;
}

const fullDisk: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

/** The path itself, or the nearest above it that is there. */
function existing(path: string): { readonly path: string; readonly isFolder: boolean } {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found !== undefined) return { path, isFolder: found.isDirectory() };
  return existing(dirname(path));
}
