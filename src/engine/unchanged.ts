import { readFileSync } from 'node:fs';

import type { RunHeader } from '../domain/run.ts';
import { changedSpec } from './refusals.ts';

/**
 * Throws where the code of a recorded specification is not what it was: loading it runs it, and
 * nobody has asked for what stands there now. Of older records the specification's own file alone
 * is looked at here.
 */
export function refuseChanged(header: RunHeader): void {
  const { spec, specPath, specFiles } = header;
  const own = textOf(specPath);
  // That it is gone is told when it is loaded.
  if (own === undefined || !/\.[cm]?[jt]s$/.test(specPath)) return;
  const isAsItWas =
    specFiles === undefined ? spec.startsWith(own) : specFiles.map(textOf).join('\n') === spec;
  if (!isAsItWas) throw changedSpec(header);
}

/** Nothing where it cannot be read. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
