import { splitAtRegion } from '../../../../domain/region.ts';

/** A number literal of a text: where it stands and what it says. */
export interface NumberLiteral {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/** Decimal literals that are no part of a name, a version or a hexadecimal number. */
const literalPattern = /(?<![\w.#])\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/g;

/** The number literals of the region that may change, in order. */
export function numbersIn(text: string, region: string | undefined): NumberLiteral[] {
  const [start, end] = boundsOf(text, region);
  return [...text.matchAll(literalPattern)]
    .map((match) => ({
      from: match.index,
      to: match.index + match[0].length,
      value: Number(match[0]),
    }))
    .filter(({ from, to }) => from >= start && to <= end);
}

/** The text with some of its numbers replaced, by their place among `numbersIn`. */
export function withNumbers(
  text: string,
  region: string | undefined,
  changes: ReadonlyMap<number, number>,
): string {
  let changed = '';
  let at = 0;
  for (const [place, { from, to }] of numbersIn(text, region).entries()) {
    const value = changes.get(place);
    if (value === undefined) continue;
    changed += text.slice(at, from) + (value < 0 ? `(${value})` : String(value));
    at = to;
  }
  return changed + text.slice(at);
}

function boundsOf(text: string, region: string | undefined): readonly [number, number] {
  const marked = splitAtRegion(text, region);
  if (marked === undefined) return [0, 0];
  return [marked.before.length, marked.before.length + marked.inside.length];
}
