import { primitiveTypes } from '../../../../../domain/value.ts';
import { functionCall, method } from '../notation.ts';
import type { Operator } from '../operator.ts';
import { operator } from '../operator.ts';
import { combinators } from './combinator.ts';
import { operatorsOn } from './list-of-any.ts';
import { numericOperatorsOn } from './list-of-numbers.ts';
import { arrayFrom, forEach, lengthWanted } from './list-shape.ts';

const counted = arrayFrom(0, ', (_, index) => index)');

/** The whole numbers from 0 up to the argument, which is left out. */
export const range = operator(
  'integer.range',
  ['integer'],
  'integer[]',
  2,
  counted.notation,
  (count: number) => Array.from(lengthWanted(count), (_, index) => index),
  { noun: 'indices', simpler: counted.simpler },
);

/** Strings in the order of their UTF-16 code units. */
export const sortTexts = operator(
  'string[].sort',
  ['string[]'],
  'string[]',
  1,
  method('toSorted'),
  (items: readonly string[]) => items.toSorted(),
  { noun: 'sorted' },
);

/** Code points, not code units. */
export const characters = operator(
  'string.characters',
  ['string'],
  'string[]',
  1,
  functionCall('Array.from'),
  (text: string) => Array.from(text),
  { noun: 'characters' },
);

/** `lists.integer.take`: the operators on lists of one element type. */
export const lists = forEach(primitiveTypes, operatorsOn);

/** `numberLists.integer.sum`: what lists of numbers can do beside. */
export const numberLists = forEach(['number', 'integer'], numericOperatorsOn);

/** Every operator that takes or makes a list. All are pure and total. */
export const listOperators: readonly Operator[] = [
  ...Object.values(lists).flatMap((operators) => Object.values(operators)),
  ...Object.values(numberLists).flatMap((operators) => Object.values(operators)),
  range,
  sortTexts,
  characters,
  ...combinators,
];
