import type { Value, ValueType } from '../../../../../domain/value.ts';
import {
  associative,
  conditional,
  functionCall,
  infix,
  method,
  property,
  template,
} from '../notation.ts';
import type { ArgumentType, Notation, Operator, SimplerNotation } from '../operator.ts';
import { operator } from '../operator.ts';

/** Repeating and padding stop here, so that no program can make a huge text. */
const longestFill = 100;

const define = (
  name: string,
  params: readonly ArgumentType[],
  result: ValueType,
  cost: number,
  notation: Notation,
  apply: Operator['apply'],
  extras: Partial<Pick<Operator, 'commutative' | 'noun' | 'simpler'>> = {},
) => operator(`text.${name}`, params, result, cost, notation, apply, extras);

/** Text to text, written as a method without arguments or as a template with one hole. */
const rewrite = (
  name: string,
  cost: number,
  notation: Notation,
  apply: (text: string) => string,
  noun = 'text',
) => define(name, ['string'], 'string', cost, notation, apply, { noun });

const chain = (text: string): Notation => template(text, 'member', 'member');
const orEmpty = (text: string): Notation => template(text, '??', 'member');
const remove = (name: string, pattern: RegExp, noun?: string) =>
  rewrite(
    name,
    3,
    chain(`$0.replace(${String(pattern)}, '')`),
    (text) => text.replace(pattern, ''),
    noun,
  );
const firstMatch = (name: string, pattern: RegExp, noun?: string) =>
  rewrite(
    name,
    3,
    orEmpty(`$0.match(${String(pattern)})?.[0] ?? ''`),
    (text) => text.match(pattern)?.[0] ?? '',
    noun,
  );
const matches = (name: string, pattern: RegExp) =>
  define(
    name,
    ['string'],
    'boolean',
    3,
    template(`${String(pattern)}.test($0)`, 'member', 'argument'),
    (text: string) => pattern.test(text),
  );

const test = (
  name: 'startsWith' | 'endsWith' | 'includes',
  apply: (text: string, part: string) => boolean,
) => define(name, ['string', 'string'], 'boolean', 2, method(name), apply);

/** `list[2]` where the position is a literal from 0 on, `list.at(i)` otherwise. */
const atIndex = (position: number, notation: Notation): SimplerNotation => ({
  when: (literals: readonly (Value | undefined)[]) => {
    const index = literals[position];
    return typeof index === 'number' && Number.isInteger(index) && index >= 0;
  },
  notation,
});

const fillIsShort: SimplerNotation['when'] = ([, length]) =>
  typeof length === 'number' && length >= 0 && length <= longestFill;

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

/** A piece of the text between separators; from the end where negative, empty where missing. */
export const textPiece = define(
  'piece',
  ['string', 'string', 'integer'],
  'string',
  2,
  template("$0.split($1).at($2) ?? ''", '??', 'member', 'argument', 'argument'),
  (text: string, separator: string, index: number) => text.split(separator).at(index) ?? '',
  {
    noun: 'piece',
    simpler: atIndex(2, template("$0.split($1)[$2] ?? ''", '??', 'member', 'argument', 'argument')),
  },
);
/** All behind the first separator; empty where there is none. */
export const textAfter = define(
  'after',
  ['string', 'string'],
  'string',
  2.5,
  template('$0.split($1).slice(1).join($1)', 'member', 'member', 'argument'),
  (text: string, separator: string) => text.split(separator).slice(1).join(separator),
  { noun: 'rest' },
);
/** All before the last separator; empty where there is none. */
export const textBeforeLast = define(
  'beforeLast',
  ['string', 'string'],
  'string',
  2.5,
  template('$0.split($1).slice(0, -1).join($1)', 'member', 'member', 'argument'),
  (text: string, separator: string) => text.split(separator).slice(0, -1).join(separator),
  { noun: 'start' },
);
export const textSplit = define(
  'split',
  ['string', 'string'],
  'string[]',
  2,
  method('split'),
  (text: string, separator: string) => text.split(separator),
  { noun: 'parts' },
);
export const textJoin = define(
  'join',
  ['string[]', 'string'],
  'string',
  2,
  method('join'),
  (items: readonly string[], separator: string) => items.join(separator),
  { noun: 'joined' },
);
export const textWords = define(
  'words',
  ['string'],
  'string[]',
  2,
  chain('$0.trim().split(/\\s+/)'),
  (text: string) => text.trim().split(/\s+/),
  { noun: 'words' },
);
/** From the end where negative, empty where missing. */
export const textWord = define(
  'word',
  ['string', 'integer'],
  'string',
  2,
  template("$0.trim().split(/\\s+/).at($1) ?? ''", '??', 'member', 'argument'),
  (text: string, index: number) => text.trim().split(/\s+/).at(index) ?? '',
  {
    noun: 'word',
    simpler: atIndex(1, template("$0.trim().split(/\\s+/)[$1] ?? ''", '??', 'member', 'argument')),
  },
);
/** A text without words has one, the empty one. */
export const textWordCount = define(
  'wordCount',
  ['string'],
  'integer',
  3,
  chain('$0.trim().split(/\\s+/).length'),
  (text: string) => text.trim().split(/\s+/).length,
  { noun: 'count' },
);
/** Runs of white space become one space, none at the ends. */
export const textTidySpaces = rewrite(
  'tidySpaces',
  3,
  chain("$0.trim().replace(/\\s+/g, ' ')"),
  (text) => text.trim().replace(/\s+/g, ' '),
  'tidy',
);
export const textInitials = rewrite(
  'initials',
  3,
  orEmpty("$0.match(/\\b\\w/g)?.join('') ?? ''"),
  (text) => text.match(/\b\w/g)?.join('') ?? '',
  'initials',
);
export const textOnlyDigits = remove('onlyDigits', /\D/g, 'digits');
export const textOnlyLetters = remove('onlyLetters', /[^a-z]/gi, 'letters');
export const textOnlyLettersAndDigits = remove('onlyLettersAndDigits', /[^a-z0-9]/gi);
export const textOnlyUpperCase = remove('onlyUpperCase', /[^A-Z]/g, 'capitals');
export const textWithoutDigits = remove('withoutDigits', /\d/g);
export const textWithoutSpaces = remove('withoutSpaces', /\s/g);
export const textWithoutTags = remove('withoutTags', /<[^>]*>/g);
export const textFirstNumber = firstMatch('firstNumber', /\d+/, 'digits');
export const textLastNumber = firstMatch('lastNumber', /\d+(?=\D*$)/, 'digits');
export const textFirstDecimal = firstMatch('firstDecimal', /-?\d+(\.\d+)?/, 'decimal');
export const textFirstLetters = firstMatch('firstLetters', /[a-z]+/i, 'letters');
export const textIsDigits = matches('isDigits', /^\d+$/);
export const textIsLetters = matches('isLetters', /^[a-z]+$/i);
export const textHasDigit = matches('hasDigit', /\d/);

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

/** Texts are UTF-16 as in ECMAScript: positions and lengths count code units. */
export const textOperators: readonly Operator[] = [
  textConcat,
  textLength,
  textIf,
  textEqual,
  textLess,
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
  textPiece,
  textAfter,
  textBeforeLast,
  textSplit,
  textJoin,
  textWords,
  textWord,
  textWordCount,
  textTidySpaces,
  textInitials,
  textOnlyDigits,
  textOnlyLetters,
  textOnlyLettersAndDigits,
  textOnlyUpperCase,
  textWithoutDigits,
  textWithoutSpaces,
  textWithoutTags,
  textFirstNumber,
  textLastNumber,
  textFirstDecimal,
  textFirstLetters,
  textIsDigits,
  textIsLetters,
  textHasDigit,
  textToNumber,
  textToInteger,
  textFromNumber,
];
