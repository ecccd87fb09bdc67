import { fileLettersMost } from '../../../domain/problem.ts';
import { joined, splitAtRegions } from '../../../domain/region.ts';

/**
 * A version of a file as a prompt shows it: whole, with its regions marked. Of one that is too long
 * the regions are shown with the lines next to them, and how many lines are left out stands where
 * they were.
 */
export function shownFile(source: string, region: string | undefined): string {
  if (source.length <= fileLettersMost) return source;
  const marked = region === undefined ? undefined : splitAtRegions(source, region);
  if (marked === undefined) return `${source.slice(0, fileLettersMost)}…`;
  const letters = marked.open.reduce((sum, part) => sum + part.length, 0);
  const each = Math.max(0, fileLettersMost - letters) / (2 * marked.open.length);
  const last = marked.fixed.length - 1;
  const fixed = marked.fixed.map((part, at) =>
    shortened(part, at === 0 ? 0 : each, at === last ? 0 : each),
  );
  return joined({ ...marked, fixed });
}

/** Its first and its last lines, up to so many letters of each; the lines with the marks stay. */
function shortened(text: string, headMost: number, tailMost: number): string {
  const lines = text.split(/(?<=\n)/);
  const head = headMost === 0 ? [] : within(lines, headMost);
  const rest = lines.slice(head.length);
  const tail = tailMost === 0 ? [] : within(rest.toReversed(), tailMost).toReversed();
  const left = rest.length - tail.length;
  const gap = left === 0 ? [] : [`… ${left} lines that stay as they are …\n`];
  return [...head, ...gap, ...tail].join('');
}

/** The first of them, and as many more as there is room for. */
function within(lines: readonly string[], lettersMost: number): readonly string[] {
  let letters = 0;
  const count = lines.findIndex((line) => (letters += line.length) > lettersMost);
  return lines.slice(0, count < 0 ? lines.length : Math.max(1, count));
}
