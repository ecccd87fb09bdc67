/** A piece of a template: text, the hole `$i` as its number, items in brackets, an operator. */
export type Piece =
  | string
  | number
  /** The arguments of a call, or the items of an array. */
  | {
      readonly kind: 'list';
      readonly open: '(' | '[';
      readonly items: readonly (readonly Piece[])[];
    }
  /** An operator at the top, before which or behind which a line may break. */
  | { readonly kind: 'operator'; readonly symbol: string };

/** Strings, regular expressions, holes, operators that may break, words, single characters. */
const token =
  /'(?:[^'\\]|\\.)*'|\/(?! )(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\[])+\/[a-z]*|\$\d| (?:\?\?|\|\||===|!==|[-+?:]) |=>|\*\*|\w+|./g;
const parsed = new Map<string, readonly Piece[]>();

/** The pieces of a template's text, read once. */
export function piecesOf(text: string): readonly Piece[] {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const tokens = text.match(token) ?? [];
  const pieces = read([...tokens].values(), undefined)[0]!;
  parsed.set(text, pieces);
  return pieces;
}

/** Reads up to `closing`, or to the end; the items are what commas part before it. */
function read(tokens: Iterator<string>, closing: ')' | ']' | undefined): Piece[][] {
  const items: Piece[][] = [[]];
  let depth = 0;
  for (let next = tokens.next(); next.done !== true; next = tokens.next()) {
    const item = items.at(-1)!;
    const text = next.value;
    if (depth === 0 && text === closing) return items;
    if (text === '(' && isCalled(item.at(-1))) {
      item.push({ kind: 'list', open: '(', items: read(tokens, ')') });
    } else if (text === '[' && (item.length === 0 || item.at(-1) === ' ')) {
      item.push({ kind: 'list', open: '[', items: read(tokens, ']') });
    } else if (text === ',' && depth === 0 && closing !== undefined) {
      items.push([]);
    } else if (/^\$\d$/.test(text)) {
      item.push(Number(text.slice(1)));
    } else if (/^ .+ $/.test(text) && depth === 0 && closing === undefined) {
      item.push({ kind: 'operator', symbol: text.trim() });
    } else if (text !== ' ' || item.length > 0) {
      if ('([{'.includes(text)) depth += 1;
      if (')]}'.includes(text)) depth -= 1;
      item.push(text);
    }
  }
  return items;
}

/** Whether a parenthesis behind the piece opens the arguments of a call. */
function isCalled(piece: Piece | undefined): boolean {
  return typeof piece === 'string' && /^(?:\w+|>)$/.test(piece);
}
