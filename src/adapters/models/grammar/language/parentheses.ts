import type { ValueType } from '../../../../domain/value.ts';
import type { Layout } from './layout.ts';
import { group, ifBroken, indent, line, separated, softLine } from './layout.ts';
import type { Link } from './chain.ts';
import { precedenceOf } from './notation.ts';

/** An expression in print, and how tightly it holds together. */
export interface Phrase {
  readonly layout: Layout;
  readonly precedence: number;
  /** The infix symbol on top, where there is one; `?` for a conditional. */
  readonly symbol?: string;
  /** An infix phrase as a part of a longer one of the same kind. */
  readonly terms?: Layout;
  /** An empty array, whose type cannot be told from its items. */
  readonly emptyOf?: ValueType;
  /** A number in digits: `5.slice` would be read as a decimal point. */
  readonly numeral?: boolean;
  /** The parts of `text.trim().length`, to which more can be added. */
  readonly chain?: { readonly head: Link; readonly links: readonly Link[] };
  /** More than a name, a literal, or a call of such. */
  readonly isComplex?: boolean;
  /** The parts of a function, which may be laid out apart. */
  readonly arrow?: Arrow;
}

export interface Arrow {
  /** `(x) =>` */
  readonly head: Layout;
  readonly body: Layout;
  readonly mayStartOnFirstLine: boolean;
}

const logical = new Set(['&&', '||', '??']);
const multiplicative = new Set(['*', '/', '%']);
const bitwise = new Set(['<<', '>>', '>>>', '&', '^', '|']);
const unchained = new Set(['**', '===', '!==', '<', '<=', '>', '>=', '<<', '>>', '>>>']);

const isInfix = ({ symbol }: Phrase): boolean => symbol !== undefined && symbol !== '?';

/** A phrase inside something else: where an infix expression breaks, its next line is indented. */
export const within = (phrase: Phrase): Layout =>
  isInfix(phrase) ? indent(group(phrase.layout)) : group(phrase.layout);

export const enclosed = (phrase: Phrase): Layout => ['(', within(phrase), ')'];

/** Items in brackets: on one line, or each on its own. */
export function bracketed(open: string, items: readonly Layout[], close: string): Layout {
  if (items.length === 0) return `${open}${close}`;
  return group(open, indent(softLine, separated(items, ',')), ifBroken(','), softLine, close);
}

/** The phrase, in parentheses where it binds weaker than `precedence`. */
export const atLeast = (phrase: Phrase, precedence: number): Layout =>
  phrase.precedence < precedence ? enclosed(phrase) : group(phrase.layout);

/**
 * Two phrases joined by an infix symbol. `regroups`: the right one may stand without
 * parentheses although its symbol is the same.
 */
export function binary(
  left: Phrase,
  symbol: string,
  precedence: number,
  right: Phrase,
  regroups = false,
): Phrase {
  const first = chains(left, symbol, precedence)
    ? (left.terms ?? left.layout)
    : side(left, symbol, precedence, group(left.layout));
  const second =
    regroups && right.symbol === symbol
      ? (right.terms ?? right.layout)
      : side(right, symbol, precedence, within(right));
  return joined(first, symbol, second, precedence, isAlike(left, symbol) || isAlike(right, symbol));
}

/** One of several terms breaks its line with all others; a pair may break inside its left side. */
function joined(
  left: Layout,
  symbol: string,
  right: Layout,
  precedence: number,
  isOneOfMany: boolean,
): Phrase {
  const rest = [` ${symbol}`, line, right];
  const terms = [left, ...rest];
  return {
    layout: isOneOfMany ? terms : [left, group(...rest)],
    terms,
    precedence,
    symbol,
    isComplex: true,
  };
}

/** `test ? yes : no`, on three lines where it does not fit on one. */
export function conditional(test: Phrase, yes: Phrase, no: Phrase): Phrase {
  const branch = precedenceOf['?:'];
  const chosen = yes.symbol === '?' || yes.symbol === '??' ? enclosed(yes) : within(yes);
  const otherwise = no.symbol === '??' ? enclosed(no) : within(no);
  const branches = [line, '? ', chosen, line, ': ', otherwise];
  const layout = [atLeast(test, branch + 1), indent(...branches)];
  return { layout, precedence: branch, symbol: '?', isComplex: true };
}

function isAlike({ symbol }: Phrase, other: string): boolean {
  return symbol !== undefined && symbol !== '?' && logical.has(symbol) === logical.has(other);
}

/** Whether `a ∘ b • c`, of equal precedence, reads well without parentheses. */
function chains(left: Phrase, symbol: string, precedence: number): boolean {
  if (left.precedence !== precedence || unchained.has(symbol)) return false;
  if (logical.has(symbol)) return symbol === left.symbol;
  if (multiplicative.has(symbol)) return symbol === left.symbol && symbol !== '%';
  return true;
}

/** Parentheses that the grammar asks for, and those that spare a reader the precedence table. */
function side(phrase: Phrase, symbol: string, precedence: number, bare: Layout): Layout {
  const mixes =
    phrase.symbol !== undefined &&
    (bitwise.has(symbol) ||
      (phrase.symbol === '%' && (symbol === '+' || symbol === '-')) ||
      (logical.has(phrase.symbol) && logical.has(symbol) && phrase.symbol !== symbol));
  const prefixedBase = symbol === '**' && phrase.precedence === precedenceOf.prefix;
  return phrase.precedence <= precedence || mixes || prefixedBase ? enclosed(phrase) : bare;
}
