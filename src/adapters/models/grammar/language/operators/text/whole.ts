import { associative, conditional, infix, property } from '../../notation.ts';
import type { Operator } from '../../operator.ts';
import { define } from './define.ts';

export const textConcat = define(
  'concat',
  ['string', 'string'],
  'string',
  1,
  associative('+'),
  (a: string, b: string) => a + b,
  { noun: 'joined' },
);
export const textLength = define(
  'length',
  ['string'],
  'integer',
  1,
  property('length'),
  (text: string) => text.length,
  { noun: 'length' },
);
export const textIf = define(
  'if',
  ['boolean', 'string', 'string'],
  'string',
  2,
  conditional,
  (condition: boolean, a: string, b: string) => (condition ? a : b),
);
export const textEqual = define(
  'equal',
  ['string', 'string'],
  'boolean',
  1,
  infix('==='),
  (a: string, b: string) => a === b,
  { commutative: true },
);
/** The order of code units, as `<` has it. */
export const textLess = define(
  'less',
  ['string', 'string'],
  'boolean',
  2,
  infix('<'),
  (a: string, b: string) => a < b,
);

/** Texts as wholes: joined, measured, chosen and compared. */
export const wholeTextOperators: readonly Operator[] = [
  textConcat,
  textLength,
  textIf,
  textEqual,
  textLess,
];
