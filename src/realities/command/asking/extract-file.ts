import type { FileProblem } from '../../../domain/problem.ts';
import { joined, splitAtRegions, type Marked } from '../../../domain/region.ts';

/**
 * The file that blocks of code make of the one that was asked for; `undefined` where they make
 * none. Without marked regions it is the longest block. Where only regions may change, these may
 * come in the whole file, with its marks or without them, or alone: between their marks, or a block
 * each, in order. What stands outside of them is as it was, whatever a reply made of it.
 */
export function fileOf(
  blocks: readonly string[],
  { initial, region }: Pick<FileProblem, 'initial' | 'region'>,
): string | undefined {
  const written = blocks.filter((block) => block.trim() !== '');
  const longest = written.toSorted((left, right) => right.length - left.length);
  if (region === undefined || longest.length === 0) return longest[0];
  const marked = splitAtRegions(initial, region);
  if (marked === undefined) return undefined;
  const open = regionsIn(written, longest, marked, region);
  return open === undefined ? undefined : joined({ fixed: marked.fixed, open });
}

function regionsIn(
  blocks: readonly string[],
  longest: readonly string[],
  marked: Marked,
  region: string,
): readonly string[] | undefined {
  const count = marked.open.length;
  const isMarked = (block: string): boolean => block.includes(`${region}-`);
  const together = blocks.filter(isMarked).join('\n');
  for (const block of [...longest.filter(isMarked), together]) {
    const open = splitAtRegions(block, region)?.open;
    if (open?.length === count) return open;
  }
  const unmarked = blocks.filter((block) => !isMarked(block));
  const whole = longest.find((block) => !isMarked(block));
  if (whole === undefined || unmarked.length < blocks.length) return undefined;
  const found = withoutMarks(whole, marked, region);
  if (found !== undefined) return found;
  if (count === 1) return [whole];
  return unmarked.length === count ? unmarked : undefined;
}

/** The regions of a whole file whose marks were left out: what stands between what stays. */
function withoutMarks(block: string, { fixed }: Marked, region: string): string[] | undefined {
  const lines = linesOf(block);
  const frames = fixed.map((part) =>
    linesOf(part).filter((line) => line.trim() !== '' && !line.includes(`${region}-`)),
  );
  if (frames.every((frame) => frame.length === 0)) return undefined;
  const open: string[] = [];
  let from = 0;
  for (const [at, frame] of frames.entries()) {
    const isLast = at === frames.length - 1;
    const found = isLast ? lastIn(lines, frame, from) : firstIn(lines, frame, from);
    if (found === undefined) return undefined;
    const [start, end] = found;
    if (at === 0 && lines.slice(0, start).some((line) => line.trim() !== '')) return undefined;
    if (at > 0) open.push(withoutBlankEnds(lines.slice(from, start)).join(''));
    from = end;
  }
  return open;
}

/** Blank lines beside a region are of what stays: whoever left out the marks kept them. */
function withoutBlankEnds(lines: readonly string[]): readonly string[] {
  return lines.slice(Math.max(0, lines.findIndex(isText)), lines.findLastIndex(isText) + 1);
}

const isText = (line: string): boolean => line.trim() !== '';

type Stretch = readonly [start: number, end: number];

/** Where these lines stand one after the other, blank ones apart. */
function firstIn(lines: readonly string[], frame: readonly string[], from: number) {
  if (frame.length === 0) return [from, from] as const;
  for (let start = from; start < lines.length; start++) {
    const found = standingAt(lines, frame, start);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The same at the end of the text. */
function lastIn(lines: readonly string[], frame: readonly string[], from: number) {
  if (frame.length === 0) return [lines.length, lines.length] as const;
  for (let start = lines.length - 1; start >= from; start--) {
    const found = standingAt(lines, frame, start);
    if (found === undefined) continue;
    return lines.slice(found[1]).every((line) => line.trim() === '') ? found : undefined;
  }
  return undefined;
}

function standingAt(
  lines: readonly string[],
  frame: readonly string[],
  start: number,
): Stretch | undefined {
  if (lines[start]?.trimEnd() !== frame[0]!.trimEnd()) return undefined;
  let at = start;
  for (const line of frame) {
    while (at < lines.length && lines[at]!.trim() === '') at++;
    if (lines[at]?.trimEnd() !== line.trimEnd()) return undefined;
    at++;
  }
  return [start, at];
}

const linesOf = (text: string): string[] => text.split(/(?<=\n)/);
