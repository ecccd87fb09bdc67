import type { Value } from '../../../../../../domain/value.ts';
import { method, template } from '../../notation.ts';
import type { Notation, Operator, SimplerNotation } from '../../operator.ts';
import { chain, define } from './define.ts';

/** `list[2]` where the position is a literal from 0 on, `list.at(i)` otherwise. */
const atIndex = (position: number, notation: Notation): SimplerNotation => ({
  when: (literals: readonly (Value | undefined)[]) => {
    const index = literals[position];
    return typeof index === 'number' && Number.isInteger(index) && index >= 0;
  },
  notation,
});

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

/** Pieces between separators, and words between white space. */
export const textPieceOperators: readonly Operator[] = [
  textPiece,
  textAfter,
  textBeforeLast,
  textSplit,
  textJoin,
  textWords,
  textWord,
  textWordCount,
];
