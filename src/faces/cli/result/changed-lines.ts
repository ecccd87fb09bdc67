/** A line of one version of a text or of both, or so many lines of both that are not shown. */
export type Changed =
  | { readonly kind: 'same' | 'gone' | 'new'; readonly line: string }
  | { readonly kind: 'between'; readonly lines: number };

/** Lines that are the same are shown around a change, so many on either side. */
const context = 2;

/** Pairs of lines that are compared at most; of longer stretches all lines count as changed. */
const pairsMost = 4_000_000;

/** What turns one text into the other: the fewest lines that go and come, in order. */
export function changedLines(before: string, after: string): readonly Changed[] {
  const [left, right] = [before, after].map((text) => text.trimEnd().split('\n')) as [
    string[],
    string[],
  ];
  const shorter = Math.min(left.length, right.length);
  let head = 0;
  while (head < shorter && left[head] === right[head]) head++;
  let tail = 0;
  while (tail < shorter - head && left.at(-1 - tail) === right.at(-1 - tail)) tail++;
  const all = [
    ...left.slice(0, head).map((line) => ({ kind: 'same', line }) as const),
    ...edits(left.slice(head, left.length - tail), right.slice(head, right.length - tail)),
    ...left.slice(left.length - tail).map((line) => ({ kind: 'same', line }) as const),
  ];
  return nearChanges(all);
}

type Line = Extract<Changed, { readonly line: string }>;

const gone = (line: string): Line => ({ kind: 'gone', line });
const come = (line: string): Line => ({ kind: 'new', line });

/** By the longest common subsequence, which is found from the ends of both. */
function edits(left: readonly string[], right: readonly string[]): Line[] {
  const width = right.length + 1;
  if (left.length * right.length > pairsMost) return [...left.map(gone), ...right.map(come)];
  const common = new Uint32Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      common[i * width + j] =
        left[i] === right[j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
    }
  }
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) {
      lines.push({ kind: 'same', line: left[i++]! });
      j++;
    } else if (
      j === right.length ||
      (i < left.length && common[(i + 1) * width + j]! >= common[i * width + j + 1]!)
    ) {
      lines.push(gone(left[i++]!));
    } else {
      lines.push(come(right[j++]!));
    }
  }
  return lines;
}

function nearChanges(lines: readonly Line[]): readonly Changed[] {
  const isNear = lines.map((_, at) =>
    lines.slice(Math.max(0, at - context), at + context + 1).some(({ kind }) => kind !== 'same'),
  );
  const shown: Changed[] = [];
  for (const [at, line] of lines.entries()) {
    const last = shown.at(-1);
    if (isNear[at] === true) shown.push(line);
    else if (last?.kind === 'between') shown[shown.length - 1] = { ...last, lines: last.lines + 1 };
    else shown.push({ kind: 'between', lines: 1 });
  }
  return shown;
}
