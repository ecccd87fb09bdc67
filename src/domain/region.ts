/** A text of which only some parts may change. */
export interface Marked {
  /** What stays as it is, the marks included: one part more than `open`, which stand between. */
  readonly fixed: readonly string[];
  /** What may change: whole lines, the empty text included. */
  readonly open: readonly string[];
}

/**
 * Splits a text at its marked regions: each reaches from a line that contains `NAME-START` to the
 * next that contains `NAME-END`. Without a name all of it may change; `undefined` where there are
 * no marks, or they do not take turns.
 */
export function splitAtRegions(text: string, region: string | undefined): Marked | undefined {
  if (region === undefined) return { fixed: ['', ''], open: [text] };
  const parts: string[][] = [[]];
  for (const line of text.split(/(?<=\n)/)) {
    const isOpen = parts.length % 2 === 0;
    const starts = line.includes(`${region}-START`);
    const ends = line.includes(`${region}-END`);
    if (starts && ends) return undefined;
    if (isOpen ? starts : ends) return undefined;
    if (ends) parts.push([line]);
    else parts.at(-1)!.push(line);
    if (starts) parts.push([]);
  }
  if (parts.length < 3 || parts.length % 2 === 0) return undefined;
  const texts = parts.map((lines) => lines.join(''));
  return {
    fixed: texts.filter((_, at) => at % 2 === 0),
    open: texts.filter((_, at) => at % 2 === 1),
  };
}

/** The text of these parts; a region that does not end with a line end is given one. */
export function joined({ fixed, open }: Marked): string {
  return fixed
    .map((part, at) => {
      const inside = open[at] ?? '';
      const isOpenEnded = inside !== '' && !inside.endsWith('\n') && fixed[at + 1] !== '';
      return part + inside + (isOpenEnded ? '\n' : '');
    })
    .join('');
}

/** Whether the texts are the same outside of their regions. */
export function isSameOutside(one: Marked | undefined, other: Marked | undefined): boolean {
  return (
    one !== undefined &&
    other !== undefined &&
    one.fixed.length === other.fixed.length &&
    one.fixed.every((part, at) => part === other.fixed[at])
  );
}
