import type { Layout } from './layout.ts';
import { group, line } from './layout.ts';
import { precedenceOf } from './notation.ts';

/** An expression in print, and how tightly it holds together. */
export interface Phrase {
  readonly layout: Layout;
  readonly precedence: number;
  /** The infix symbol on top, where there is one. */
  readonly symbol?: string;
  /** A number in digits: `5.slice` would be read as a decimal point. */
  readonly numeral?: boolean;
}

const multiplicative = new Set(['*', '/', '%']);
const bitwise = new Set(['<<', '>>', '>>>', '&', '^', '|']);
const unchained = new Set(['**', '===', '!==', '<', '<=', '>', '>=', '<<', '>>', '>>>']);

export const enclosed = (phrase: Phrase): Layout => ['(', group(phrase.layout), ')'];

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
  const first = chains(left, symbol, precedence) ? left.layout : side(left, symbol, precedence);
  const second =
    regroups && right.symbol === symbol ? right.layout : side(right, symbol, precedence);
  return { layout: [first, ` ${symbol}`, line, second], precedence, symbol };
}

/** Whether `a ∘ b • c`, of equal precedence, reads well without parentheses. */
function chains(left: Phrase, symbol: string, precedence: number): boolean {
  if (left.precedence !== precedence || unchained.has(symbol)) return false;
  if (multiplicative.has(symbol)) return symbol === left.symbol && symbol !== '%';
  return true;
}

/** Parentheses that the grammar asks for, and those that spare a reader the precedence table. */
function side(phrase: Phrase, symbol: string, precedence: number): Layout {
  const mixes =
    phrase.symbol !== undefined &&
    (bitwise.has(symbol) ||
      (phrase.symbol === '%' && (symbol === '+' || symbol === '-')) ||
      (phrase.symbol === '&&' && symbol === '||'));
  const prefixedBase = symbol === '**' && phrase.precedence === precedenceOf.prefix;
  return phrase.precedence <= precedence || mixes || prefixedBase
    ? enclosed(phrase)
    : group(phrase.layout);
}
