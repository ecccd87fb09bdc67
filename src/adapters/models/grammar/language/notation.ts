import type { Notation } from './operator.ts';

/** The precedence of each infix symbol, as MDN numbers them. */
const infixPrecedences = {
  '**': 13,
  '*': 12,
  '/': 12,
  '%': 12,
  '+': 11,
  '-': 11,
  '<<': 10,
  '>>': 10,
  '>>>': 10,
  '<': 9,
  '<=': 9,
  '===': 8,
  '!==': 8,
  '&': 7,
  '^': 6,
  '|': 5,
  '&&': 4,
  '||': 3,
} as const;

/** An infix symbol of the language, `??` beside. */
export type InfixSymbol = '??' | keyof typeof infixPrecedences;

export type InfixNotation = Extract<Notation, { kind: 'infix' }>;

/** `a - b`, whose order of grouping matters: sums of doubles round differently. */
export const infix = (symbol: keyof typeof infixPrecedences): InfixNotation => ({
  kind: 'infix',
  symbol,
  precedence: infixPrecedences[symbol],
  associative: false,
});

/** `a && b`, where `a && (b && c)` means exactly `a && b && c`. */
export const associative = (symbol: keyof typeof infixPrecedences): InfixNotation => ({
  kind: 'infix',
  symbol,
  precedence: infixPrecedences[symbol],
  associative: true,
});

export const prefix = (symbol: string): Notation => ({ kind: 'prefix', symbol });
export const functionCall = (name: string): Notation => ({ kind: 'call', name });
export const variadicCall = (name: string): Notation => ({ kind: 'call', name, variadic: true });
export const method = (name: string): Notation => ({ kind: 'method', name });
export const property = (name: string): Notation => ({ kind: 'property', name });
export const conditional: Notation = { kind: 'conditional' };

/** Precedences that a template or one of its holes may ask for. */
export const precedenceOf = {
  ...infixPrecedences,
  /** An argument of a call, an item of an array. */
  argument: 2,
  '?:': 2,
  '??': 3,
  prefix: 14,
  /** The left side of `**`, where no prefix operator may stand bare. */
  base: 15,
  member: 17,
  atom: 18,
} as const;

/** `holes[i]` is the weakest precedence that may stand bare in `$i`. */
export const template = (
  text: string,
  precedence: keyof typeof precedenceOf,
  ...holes: readonly (keyof typeof precedenceOf)[]
): Notation => ({
  kind: 'template',
  text,
  precedence: precedenceOf[precedence],
  holes: holes.map((hole) => precedenceOf[hole]),
});
