import { template } from '../../notation.ts';
import type { Notation, Operator } from '../../operator.ts';
import { chain, define, rewrite } from './define.ts';

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

/** What regular expressions find, keep and leave out. */
export const textPatternOperators: readonly Operator[] = [
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
];
