import type { ValueType } from '../../../../domain/value.ts';
import type { ExampleProblem } from '../generator.ts';
import { parameter } from '../language/expression.ts';
import { booleanAnd, booleanNot, booleanOr } from '../language/operators/boolean.ts';
import type { Operator } from '../language/operator.ts';
import * as integer from '../language/operators/integer.ts';
import * as number from '../language/operators/number.ts';
import * as text from '../language/operators/text.ts';
import { isMultiple, textIdioms, twoDigits } from './composites.ts';
import { constantsOf, typesOf } from './constants.ts';
import { listProductions } from './lists/productions.ts';
import { productionOf, type Production } from './production.ts';

/** Characters that a replacement may come to at the worst. */
const mostReplaced = 1_000_000;

/** What positions and counts in strings need. */
const counting: readonly Production[] = [
  productionOf(integer.integerAdd, 1.5),
  productionOf(integer.integerSubtract, 1.5),
  productionOf(integer.integerLess),
  productionOf(integer.integerEqual),
];

const wholeArithmetic: readonly Production[] = [
  integer.integerAdd,
  integer.integerSubtract,
  integer.integerMultiply,
  integer.integerDivide,
  integer.integerModulo,
  integer.integerPower,
  integer.integerMin,
  integer.integerMax,
  integer.integerNegate,
  integer.integerAbs,
  integer.integerLess,
  integer.integerLessOrEqual,
  integer.integerEqual,
  integer.integerIsEven,
].map((operator) => productionOf(operator));

const bits: readonly Production[] = [
  productionOf(integer.integerBitAnd, 2.5),
  productionOf(integer.integerBitOr, 2.5),
  productionOf(integer.integerBitXor, 2.5),
  productionOf(integer.integerBitNot, 2.5),
  productionOf(integer.integerShiftLeft, 3),
  productionOf(integer.integerShiftRight, 3),
  productionOf(integer.integerShiftRightUnsigned, 3),
  productionOf(integer.integerImul, 4),
  productionOf(integer.integerLeadingZeros, 3),
];

const arithmetic: readonly Production[] = [
  number.numberAdd,
  number.numberSubtract,
  number.numberMultiply,
  number.numberDivide,
  number.numberModulo,
  number.numberMin,
  number.numberMax,
  number.numberNegate,
  number.numberAbs,
  number.numberSquare,
  number.numberFloor,
  number.numberCeil,
  number.numberRound,
  number.numberLess,
  number.numberLessOrEqual,
  number.numberEqual,
].map((operator) => productionOf(operator));

const logic: readonly Production[] = [
  productionOf(booleanAnd, 2),
  productionOf(booleanOr, 2),
  productionOf(booleanNot, 1.5),
];

const texts: readonly Production[] = [
  productionOf(text.textConcat, 3),
  productionOf(text.textLength),
  productionOf(text.textEqual, 1.5),
  productionOf(text.textSlice),
  productionOf(text.textSliceFrom),
  productionOf(text.textCharAt, 1.5),
  productionOf(text.textIndexOf),
  productionOf(text.textIndexOfFrom),
  productionOf(text.textLastIndexOf),
  productionOf(text.textNthIndexOf),
  productionOf(text.textCount, 2),
  productionOf(text.textStartsWith),
  productionOf(text.textEndsWith),
  productionOf(text.textIncludes, 1.5),
  productionOf(text.textToUpperCase, 2),
  productionOf(text.textToLowerCase, 2),
  productionOf(text.textTrim),
  productionOf(text.textTitleCase, 3),
  productionOf(text.textReverse, 2.5),
  replacing(text.textReplace),
  replacing(text.textReplaceAll),
  productionOf(text.textPiece),
  productionOf(text.textAfter, 2),
  productionOf(text.textBeforeLast, 2),
  productionOf(text.textWord),
  productionOf(text.textWordCount, 2.5),
  productionOf(text.textTidySpaces),
  productionOf(text.textInitials),
  productionOf(text.textOnlyDigits),
  productionOf(text.textOnlyLetters),
  productionOf(text.textOnlyUpperCase),
  productionOf(text.textWithoutDigits),
  productionOf(text.textWithoutSpaces),
  productionOf(text.textWithoutTags),
  productionOf(text.textFirstNumber),
  productionOf(text.textLastNumber),
  productionOf(text.textFirstLetters),
  productionOf(text.textIsDigits),
  productionOf(text.textHasDigit),
  productionOf(text.textToInteger, 2),
  productionOf(text.textFromNumber, 2),
];

/**
 * A replacement, but none that may grow beyond all bounds: once for every character, and with the
 * whole text for every `$`.
 */
function replacing(operator: Operator): Production {
  const production = productionOf(operator);
  return {
    ...production,
    apply: (args) => {
      const [{ length }, , replacement] = args as readonly [string, string, string];
      const copies = replacement.includes('$') ? length + 1 : 1;
      if ((length + 1) * replacement.length * copies > mostReplaced) return undefined;
      return production.apply(args);
    },
  };
}

/** Between strings and numbers that need not be whole. */
const textNumbers: readonly Production[] = [
  productionOf(text.textToNumber),
  productionOf(text.textFirstDecimal),
];

/** The operators that matter for a problem's types, its parameters and the literals it suggests. */
export function productionsFor(problem: ExampleProblem): Production[] {
  const types = typesOf(problem);
  const given = new Set<ValueType>(types);
  if (types.has('string') || hasLists(problem)) types.add('integer');
  return [
    ...parametersOf(problem),
    ...constantsOf(problem, types),
    ...(given.has('string') ? [...texts, ...textIdioms] : []),
    ...(given.has('string') && given.has('number') ? textNumbers : []),
    ...(given.has('string') && given.has('integer') ? [twoDigits] : []),
    ...integersFor(given),
    ...(given.has('number') ? arithmetic : []),
    ...logic,
    ...listProductions(problem),
  ];
}

/** The few operators that most rules are made of: with them the search goes deeper. */
const common: ReadonlySet<string> = new Set(
  [
    text.textConcat,
    text.textLength,
    text.textEqual,
    text.textSlice,
    text.textSliceFrom,
    text.textCharAt,
    text.textIndexOf,
    text.textIndexOfFrom,
    text.textLastIndexOf,
    text.textStartsWith,
    text.textIncludes,
    text.textToUpperCase,
    text.textToLowerCase,
    text.textReplace,
    text.textPiece,
    text.textToInteger,
    text.textFromNumber,
    integer.integerAdd,
    integer.integerSubtract,
    integer.integerMultiply,
    integer.integerMin,
    integer.integerMax,
    integer.integerLess,
    integer.integerEqual,
    isMultiple,
    number.numberAdd,
    number.numberSubtract,
    number.numberMultiply,
    number.numberDivide,
    number.numberMin,
    number.numberMax,
    number.numberLess,
    number.numberEqual,
  ].map(({ id }) => id),
);

/** Leaves, and of the operators only the common ones; none for problems with lists. */
export function commonProductionsFor(problem: ExampleProblem): Production[] {
  if (hasLists(problem)) return [];
  return productionsFor(problem).filter(({ id, params }) => params.length === 0 || common.has(id));
}

/** Beside strings, integers are mostly positions; alone, they may be 32-bit words. */
function integersFor(given: ReadonlySet<ValueType>): readonly Production[] {
  if (given.has('string') && !given.has('integer')) return counting;
  if (!given.has('integer') && !given.has('number')) return [];
  const wide = ['string', 'number', 'integer[]'] as const;
  const isPlain = !wide.some((type) => given.has(type));
  return [...wholeArithmetic, isMultiple, ...(isPlain ? bits : [])];
}

function parametersOf(problem: ExampleProblem): Production[] {
  return problem.params.map((type, index) => ({
    id: `parameter ${index}`,
    params: [],
    result: type,
    cost: 1,
    apply: () => undefined,
    build: () => parameter(index, type),
  }));
}

function hasLists(problem: ExampleProblem): boolean {
  return [...problem.params, problem.result].some((type) => type.endsWith('[]'));
}
