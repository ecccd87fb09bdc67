import { functionCall, method, template } from '../../notation.ts';
import type { Operator } from '../../operator.ts';
import { define } from './define.ts';

const test = (
  name: 'startsWith' | 'endsWith' | 'includes',
  apply: (text: string, part: string) => boolean,
) => define(name, ['string', 'string'], 'boolean', 2, method(name), apply);

export const textSlice = define(
  'slice',
  ['string', 'integer', 'integer'],
  'string',
  1,
  method('slice'),
  (text: string, start: number, end: number) => text.slice(start, end),
  { noun: 'part' },
);
export const textSliceFrom = define(
  'sliceFrom',
  ['string', 'integer'],
  'string',
  1,
  method('slice'),
  (text: string, start: number) => text.slice(start),
  { noun: 'rest' },
);
/** Like slice, but swaps positions in the wrong order and reads negative ones as 0. */
export const textSubstring = define(
  'substring',
  ['string', 'integer', 'integer'],
  'string',
  2,
  method('substring'),
  (text: string, start: number, end: number) => text.substring(start, end),
  { noun: 'part' },
);
export const textCharAt = define(
  'charAt',
  ['string', 'integer'],
  'string',
  1,
  method('charAt'),
  (text: string, index: number) => text.charAt(index),
  { noun: 'character' },
);
/** Counts from the end where the position is negative. */
export const textAt = define(
  'at',
  ['string', 'integer'],
  'string',
  2,
  template("$0.at($1) ?? ''", '??', 'member', 'argument'),
  (text: string, index: number) => text.at(index) ?? '',
  { noun: 'character' },
);
/** The code point at a position; 0 outside the text. */
export const textCodeAt = define(
  'codeAt',
  ['string', 'integer'],
  'integer',
  3,
  template('$0.codePointAt($1) ?? 0', '??', 'member', 'argument'),
  (text: string, index: number) => text.codePointAt(index) ?? 0,
  { noun: 'code' },
);
/** One code unit; the number is taken modulo 65536. */
export const textFromCode = define(
  'fromCode',
  ['integer'],
  'string',
  3,
  functionCall('String.fromCharCode'),
  (code: number) => String.fromCharCode(code),
  { noun: 'character' },
);

/** -1 where the part does not occur. */
export const textIndexOf = define(
  'indexOf',
  ['string', 'string'],
  'integer',
  1,
  method('indexOf'),
  (text: string, part: string) => text.indexOf(part),
  { noun: 'position' },
);
export const textIndexOfFrom = define(
  'indexOfFrom',
  ['string', 'string', 'integer'],
  'integer',
  2,
  method('indexOf'),
  (text: string, part: string, start: number) => text.indexOf(part, start),
  { noun: 'position' },
);
export const textLastIndexOf = define(
  'lastIndexOf',
  ['string', 'string'],
  'integer',
  2,
  method('lastIndexOf'),
  (text: string, part: string) => text.lastIndexOf(part),
  { noun: 'position' },
);
/** Where the n-th occurrence starts, counted from 1; the length of the text where it has fewer. */
export const textNthIndexOf = define(
  'nthIndexOf',
  ['string', 'string', 'integer'],
  'integer',
  3,
  template('$0.split($1, $2).join($1).length', 'member', 'member', 'argument', 'argument'),
  (text: string, part: string, n: number) => text.split(part, n).join(part).length,
  { noun: 'position' },
);
/** How often a part occurs, without overlaps. */
export const textCount = define(
  'count',
  ['string', 'string'],
  'integer',
  3,
  template('$0.split($1).length - 1', '-', 'member', 'argument'),
  (text: string, part: string) => text.split(part).length - 1,
  { noun: 'count' },
);
export const textStartsWith = test('startsWith', (text, part) => text.startsWith(part));
export const textEndsWith = test('endsWith', (text, part) => text.endsWith(part));
export const textIncludes = test('includes', (text, part) => text.includes(part));

/** Parts of a text by their place, and the places of parts. */
export const textPlaceOperators: readonly Operator[] = [
  textSlice,
  textSliceFrom,
  textSubstring,
  textCharAt,
  textAt,
  textCodeAt,
  textFromCode,
  textIndexOf,
  textIndexOfFrom,
  textLastIndexOf,
  textNthIndexOf,
  textCount,
  textStartsWith,
  textEndsWith,
  textIncludes,
];
