import type { Operator } from '../operator.ts';
import * as integer from '../operators/integer.ts';
import * as number from '../operators/number.ts';

/** The arithmetic of one numeric type. */
export interface Arithmetic {
  readonly add: Operator;
  readonly subtract: Operator;
  readonly multiply: Operator;
  readonly negate: Operator;
  readonly abs: Operator;
  readonly min: Operator;
  readonly max: Operator;
  readonly type: 'number' | 'integer';
}

export const numberArithmetic: Arithmetic = {
  add: number.numberAdd,
  subtract: number.numberSubtract,
  multiply: number.numberMultiply,
  negate: number.numberNegate,
  abs: number.numberAbs,
  min: number.numberMin,
  max: number.numberMax,
  type: 'number',
};

export const integerArithmetic: Arithmetic = {
  add: integer.integerAdd,
  subtract: integer.integerSubtract,
  multiply: integer.integerMultiply,
  negate: integer.integerNegate,
  abs: integer.integerAbs,
  min: integer.integerMin,
  max: integer.integerMax,
  type: 'integer',
};
