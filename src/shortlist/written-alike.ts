const token = /[\p{ID_Start}$_][\p{ID_Continue}$]*|\d[\d_.]*(?:e[+-]?\d+)?|[^\s\w]/giu;

/**
 * How alike two sources are written, from 0 (nothing shared) to 1 (they differ in numbers only):
 * the share of neighbouring tokens that they have in common (Dice 1945), all numbers being equal.
 * Two settings of one formula score differently on every instance, and still are one idea.
 */
export function writtenAlike(left: string, right: string): number {
  const one = neighboursIn(left);
  const other = neighboursIn(right);
  const total = count(one) + count(other);
  if (total === 0) return 1;
  let shared = 0;
  for (const [pair, times] of one) shared += Math.min(times, other.get(pair) ?? 0);
  return (2 * shared) / total;
}

function neighboursIn(source: string): Map<string, number> {
  const tokens = (source.match(token) ?? []).map((text) => (/^\d/.test(text) ? '0' : text));
  const neighbours = new Map<string, number>();
  for (let index = 1; index < tokens.length; index++) {
    const pair = `${tokens[index - 1]} ${tokens[index]}`;
    neighbours.set(pair, (neighbours.get(pair) ?? 0) + 1);
  }
  return neighbours;
}

function count(neighbours: ReadonlyMap<string, number>): number {
  return [...neighbours.values()].reduce((sum, times) => sum + times, 0);
}
