import { call, literal } from '../language/expression.ts';
import type { Expression } from '../language/expression.ts';
import {
  integerAdd,
  integerMultiply,
  integerNegate,
  integerSubtract,
} from '../language/operators/integer.ts';
import {
  numberAdd,
  numberDivide,
  numberMultiply,
  numberNegate,
  numberSubtract,
} from '../language/operators/number.ts';

/** Arithmetic that stays within whole numbers for as long as it can. */
export interface Arithmetic {
  readonly sum: (left: Expression, right: Expression) => Expression;
  readonly difference: (left: Expression, right: Expression) => Expression;
  readonly product: (left: Expression, right: Expression) => Expression;
  readonly quotient: (left: Expression, right: Expression) => Expression;
  readonly negation: (argument: Expression) => Expression;
  readonly number: (value: number) => Expression;
}

/** @param whole whether whole arguments are to give whole results. */
export function arithmeticFor(whole: boolean): Arithmetic {
  const stays = (...args: readonly Expression[]) =>
    whole && args.every((argument) => argument.type === 'integer');
  const binary =
    (onIntegers: typeof integerAdd, onNumbers: typeof integerAdd) =>
    (left: Expression, right: Expression) =>
      call(stays(left, right) ? onIntegers : onNumbers, left, right);
  return {
    sum: binary(integerAdd, numberAdd),
    difference: binary(integerSubtract, numberSubtract),
    product: binary(integerMultiply, numberMultiply),
    quotient: (left, right) => call(numberDivide, left, right),
    negation: (argument) => call(stays(argument) ? integerNegate : numberNegate, argument),
    number: (value) => literal(value, Number.isInteger(value) ? 'integer' : 'number'),
  };
}
