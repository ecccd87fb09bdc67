/** A text in three parts, of which only the middle may change. */
export interface Marked {
  readonly before: string;
  readonly inside: string;
  readonly after: string;
}

/**
 * Splits a file at its marked region: the lines between the one that contains `NAME-START` and
 * the one that contains `NAME-END`. Without a name all of it may change; `undefined` where the
 * marks are missing or stand in the wrong order.
 */
export function splitAtRegion(text: string, region: string | undefined): Marked | undefined {
  if (region === undefined) return { before: '', inside: text, after: '' };
  const lines = text.split(/(?<=\n)/);
  const start = lines.findIndex((line) => line.includes(`${region}-START`));
  const end = lines.findIndex((line) => line.includes(`${region}-END`));
  if (start < 0 || end <= start) return undefined;
  return {
    before: lines.slice(0, start + 1).join(''),
    inside: lines.slice(start + 1, end).join(''),
    after: lines.slice(end).join(''),
  };
}
