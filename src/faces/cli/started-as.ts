import { relative, resolve } from 'node:path';

import { shellWord } from './shell-word.ts';
import type { Terminal } from './terminal.ts';

/**
 * The command as it was started here, so that a printed line can be pasted: `sluice` where PATH
 * finds it, else its path, from the working folder where that is the shorter way to say it.
 * `bin/sluice` tells which it is.
 */
export function startedAs({
  environment,
  folder,
}: Pick<Terminal, 'environment' | 'folder'>): string {
  const started = environment['SLUICE_STARTED_AS'];
  if (!started) return 'sluice';
  const path = resolve(folder, started);
  const near = relative(folder, path);
  if (near.startsWith('..')) return shellWord(path);
  return shellWord(near.includes('/') ? near : `./${near}`);
}

/** A mend whose commands can be pasted. */
export const asStarted = (mend: string, command: string): string =>
  mend.replaceAll(/(?<before>^|[`\s])sluice (?=[a-z])/gu, `$<before>${command} `);
