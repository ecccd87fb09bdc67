import { method, template } from '../../notation.ts';
import type { Operator, SimplerNotation } from '../../operator.ts';
import { chain, define, rewrite } from './define.ts';

/** Repeating and padding stop here, so that no program can make a huge text. */
const longestFill = 100;

const fillIsShort: SimplerNotation['when'] = ([, length]) =>
  typeof length === 'number' && length >= 0 && length <= longestFill;

export const textToUpperCase = rewrite(
  'toUpperCase',
  1.5,
  method('toUpperCase'),
  (text) => text.toUpperCase(),
  'upper',
);
export const textToLowerCase = rewrite(
  'toLowerCase',
  1.5,
  method('toLowerCase'),
  (text) => text.toLowerCase(),
  'lower',
);
export const textTrim = rewrite('trim', 1.5, method('trim'), (text) => text.trim(), 'trimmed');
/** The first letter in upper case, the rest as it is. */
export const textCapitalise = rewrite(
  'capitalise',
  3,
  template('$0.charAt(0).toUpperCase() + $0.slice(1)', '+', 'member'),
  (text) => text.charAt(0).toUpperCase() + text.slice(1),
);
/** The first letter of each word in upper case, the others in lower case. */
export const textTitleCase = rewrite(
  'titleCase',
  3,
  chain('$0.toLowerCase().replace(/\\b[a-z]/g, (letter) => letter.toUpperCase())'),
  (text) => text.toLowerCase().replace(/\b[a-z]/g, (letter) => letter.toUpperCase()),
);
export const textReverse = rewrite(
  'reverse',
  3,
  template("[...$0].reverse().join('')", 'member', 'argument'),
  (text) => Array.from(text).toReversed().join(''),
  'reversed',
);

/** Of the first occurrence. `$` in the replacement has the special meanings of `replace`. */
export const textReplace = define(
  'replace',
  ['string', 'string', 'string'],
  'string',
  2,
  method('replace'),
  (text: string, part: string, replacement: string) => text.replace(part, replacement),
  { noun: 'replaced' },
);
export const textReplaceAll = define(
  'replaceAll',
  ['string', 'string', 'string'],
  'string',
  2,
  method('replaceAll'),
  (text: string, part: string, replacement: string) => text.replaceAll(part, replacement),
  { noun: 'replaced' },
);
export const textPadStart = define(
  'padStart',
  ['string', 'integer', 'string'],
  'string',
  3,
  template(
    `$0.padStart(Math.min($1, ${longestFill}), $2)`,
    'member',
    'member',
    'argument',
    'argument',
  ),
  (text: string, length: number, fill: string) =>
    text.padStart(Math.min(length, longestFill), fill),
  { noun: 'padded', simpler: { when: fillIsShort, notation: method('padStart') } },
);
export const textRepeat = define(
  'repeat',
  ['string', 'integer'],
  'string',
  3,
  template(`$0.repeat(Math.min(Math.max($1, 0), ${longestFill}))`, 'member', 'member', 'argument'),
  (text: string, count: number) => text.repeat(Math.min(Math.max(count, 0), longestFill)),
  { noun: 'repeated', simpler: { when: fillIsShort, notation: method('repeat') } },
);

/** Texts made anew: in another case, trimmed, replaced in, filled up. */
export const textRewriteOperators: readonly Operator[] = [
  textToUpperCase,
  textToLowerCase,
  textTrim,
  textCapitalise,
  textTitleCase,
  textReverse,
  textReplace,
  textReplaceAll,
  textPadStart,
  textRepeat,
];
