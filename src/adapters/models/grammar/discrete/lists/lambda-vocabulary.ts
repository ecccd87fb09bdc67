import type { Operator } from '../../language/operator.ts';
import * as boolean from '../../language/operators/boolean.ts';
import * as integer from '../../language/operators/integer.ts';
import { lists } from '../../language/operators/list.ts';
import * as number from '../../language/operators/number.ts';
import * as text from '../../language/operators/text.ts';
import { isMultiple } from '../composites.ts';
import { productionOf, type Production } from '../production.ts';

const operators: readonly Operator[] = [
  integer.integerAdd,
  integer.integerSubtract,
  integer.integerMultiply,
  integer.integerDivide,
  integer.integerModulo,
  integer.integerMin,
  integer.integerMax,
  integer.integerAbs,
  integer.integerIsEven,
  integer.integerIsOdd,
  integer.integerLess,
  integer.integerLessOrEqual,
  integer.integerEqual,
  number.numberAdd,
  number.numberSubtract,
  number.numberMultiply,
  number.numberDivide,
  number.numberMin,
  number.numberMax,
  number.numberAbs,
  number.numberSquare,
  number.numberFloor,
  number.numberRound,
  number.numberLess,
  number.numberLessOrEqual,
  number.numberEqual,
  boolean.booleanNot,
  boolean.booleanAnd,
  boolean.booleanOr,
  text.textConcat,
  text.textLength,
  text.textEqual,
  text.textCharAt,
  text.textSliceFrom,
  text.textStartsWith,
  text.textEndsWith,
  text.textIncludes,
  text.textToUpperCase,
  text.textToLowerCase,
  text.textTrim,
  text.textCapitalise,
  text.textReverse,
  ...Object.values(lists).flatMap((of) => [of.at, of.includes, of.pair, of.repeat]),
];

/** What lambdas are made of: the everyday operators, not all that the language has. */
export const lambdaVocabulary: readonly Production[] = [
  ...operators.map((operator) => productionOf(operator)),
  // Inside a lambda it has to be total: everything is a multiple of 0 by how it is written.
  {
    ...isMultiple,
    apply: ([dividend, divisor]) =>
      divisor === 0 || (dividend as number) % (divisor as number) === 0,
  },
];
