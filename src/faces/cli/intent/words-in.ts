import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import { SluiceError } from '../../../index.ts';
import type { Terminal } from '../terminal.ts';

interface Given {
  readonly answer: readonly string[];
  readonly replay: string | undefined;
  readonly examples: string | undefined;
}

/**
 * The intent in words, where that is what stands in the place of a specification: several words
 * that name no file. Refuses options that do not go with what was given.
 */
export function wordsIn(
  specs: readonly string[],
  { answer, replay, examples }: Given,
  { folder }: Pick<Terminal, 'folder'>,
): string | undefined {
  const isWords = (spec: string): boolean =>
    /\S\s+\S/u.test(spec) &&
    !/\.(?:json|[cm]?[jt]s|[ct]sv)$/iu.test(spec) &&
    !existsSync(resolve(folder, spec));
  const words = specs.find(isWords);
  if (words === undefined) {
    if (answer.length === 0) return undefined;
    throw unfit('--answer beside a specification', 'with --answer, an intent in words', resuming);
  }
  if (specs.length > 1)
    throw unfit(`${specs.length} things to solve`, 'an intent in words alone', alone);
  if (examples !== undefined) throw unfit('--examples beside words', 'one of the two', alone);
  if (replay !== undefined)
    throw unfit('--replay beside words', 'the specification of that run', again);
  return words.trim();
}

const resuming =
  'Write the case into the specification, or answer a run: `sluice resume RUN --answer …`.';
const alone = 'Quote the words as one, and solve them alone.';
const again = 'Its path stands in `sluice runs --json`.';

function unfit(found: string, wanted: string, mend: string): SluiceError {
  return new SluiceError({ fault: 'input', place: 'sluice solve', found, wanted, mend });
}
