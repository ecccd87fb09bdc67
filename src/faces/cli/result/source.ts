import type { RunHeader } from '../../../index.ts';
import { shown } from '../columns.ts';
import { count } from '../figures.ts';
import type { Palette } from '../terminal.ts';
import { changedLines, type Changed } from './changed-lines.ts';

const indent = '     ';

/** Of a file, so many lines are shown; the whole of it lies where the final state does. */
const linesMost = 40;

/** The file that a run started from. */
type StartingFile = RunHeader['file'];

/**
 * The source of a candidate: a function whole, of a file what changed since the run began. `path`:
 * where the whole file lies, where it was written.
 */
export function sourceLines(
  source: string,
  file: StartingFile,
  path: string | undefined,
  colour: Palette,
): string[] {
  if (file === undefined) return wholeLines(source);
  const where = path === undefined ? [] : [`${indent}${colour.quiet(`the whole file: ${path}`)}`];
  const changed = changedLines(file.initial, source);
  if (changed.every(({ kind }) => kind === 'same' || kind === 'between')) {
    return [`${indent}${colour.quiet(`${shown(file.path)} as it was`)}`, ...where];
  }
  const kept = changed.slice(0, linesMost);
  const left = changed.length - kept.length;
  const more = left === 0 ? [] : [`${indent}${colour.quiet(`… ${count(left)} lines more`)}`];
  return [...kept.map((line) => `${indent}${changedLine(line, colour)}`), ...more, ...where];
}

const wholeLines = (source: string): string[] =>
  shown(source.trimEnd())
    .split('\n')
    .map((line) => `${indent}${line}`.trimEnd());

function changedLine(changed: Changed, colour: Palette): string {
  switch (changed.kind) {
    case 'same':
      return colour.quiet(`  ${shown(changed.line)}`.trimEnd());
    case 'gone':
      return colour.bad(`- ${shown(changed.line)}`);
    case 'new':
      return colour.good(`+ ${shown(changed.line)}`);
    case 'between':
      return colour.quiet(`⋮ ${count(changed.lines)} ${changed.lines === 1 ? 'line' : 'lines'}`);
  }
}
