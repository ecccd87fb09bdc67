/** A number literal of a text: where it stands and what it says. */
interface NumberLiteral {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/** Decimal literals that are no part of a name, a version or a hexadecimal number. */
const literalPattern = /(?<![\w.#])\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/g;

/** The number literals of a text, in order. */
export function numbersIn(text: string): NumberLiteral[] {
  return [...text.matchAll(literalPattern)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    value: Number(match[0]),
  }));
}

/** The text with some of its numbers replaced, by their place among `numbersIn`. */
export function withNumbers(text: string, changes: ReadonlyMap<number, number>): string {
  let changed = '';
  let at = 0;
  for (const [place, { from, to }] of numbersIn(text).entries()) {
    const value = changes.get(place);
    if (value === undefined) continue;
    changed += text.slice(at, from) + (value < 0 ? `(${value})` : String(value));
    at = to;
  }
  return changed + text.slice(at);
}
