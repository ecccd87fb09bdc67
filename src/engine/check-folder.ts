import { mkdtempSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { SluiceError } from '../domain/errors.ts';

/**
 * Throws a `SluiceError` of fault `input` where the final state could not be written into `folder`
 * once the budget is spent: a file is in its way, or it may not be written to.
 */
export function checkFolder(folder: string | undefined): void {
  if (folder === undefined) return;
  const above = existing(folder);
  if (!above.isFolder) throw unusable(above.path, 'a file, where a folder is needed');
  // What may be written to and takes nothing in all the same, as /proc, shows when it is tried: to
  // make folders below one another there never ends.
  try {
    rmdirSync(mkdtempSync(join(above.path, '.sluice-')));
  } catch {
    throw unusable(above.path, 'a folder that may not be written to');
  }
}

/** The path itself, or the nearest above it that is there. */
function existing(path: string): { readonly path: string; readonly isFolder: boolean } {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found !== undefined) return { path, isFolder: found.isDirectory() };
  return existing(dirname(path));
}

function unusable(path: string, found: string): SluiceError {
  return new SluiceError({
    fault: 'input',
    place: '--out',
    found: `${path}: ${found}`,
    wanted: 'a folder for the page and the sources; it is made where it is not there',
    mend: 'Name another folder, or leave --out out: the default is SLUICE_HOME/runs/RUN.',
  });
}
