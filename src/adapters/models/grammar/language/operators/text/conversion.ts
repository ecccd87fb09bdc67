import { functionCall, template } from '../../notation.ts';
import type { Operator } from '../../operator.ts';
import { define } from './define.ts';

/** `NaN` where the text is no number; 0 where it is blank. */
export const textToNumber = define(
  'toNumber',
  ['string'],
  'number',
  2,
  functionCall('Number'),
  (text: string) => Number(text),
  { noun: 'value' },
);
/** The whole number that the text starts with, else 0. */
export const textToInteger = define(
  'toInteger',
  ['string'],
  'integer',
  3,
  template('Number.parseInt($0, 10) || 0', '||', 'argument'),
  (text: string) => Number.parseInt(text, 10) || 0,
  { noun: 'count' },
);
export const textFromNumber = define(
  'fromNumber',
  ['number'],
  'string',
  2,
  functionCall('String'),
  (value: number) => String(value),
  { noun: 'text' },
);

/** Numbers read from texts, and written as texts. */
export const textConversionOperators: readonly Operator[] = [
  textToNumber,
  textToInteger,
  textFromNumber,
];
