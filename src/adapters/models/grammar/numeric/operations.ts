import { call } from '../language/expression.ts';
import type { Expression } from '../language/expression.ts';
import type { Operator } from '../language/operator.ts';
import * as integer from '../language/operators/integer.ts';
import * as number from '../language/operators/number.ts';

/** What the kernel can do to columns, and what it is called in the language. */
export interface Operation {
  /** The number of the kernel's `binary` or `unary` function. */
  readonly opcode: number;
  readonly arity: 1 | 2;
  /** What one use costs in enumeration, in halves of a parameter. */
  readonly cost: number;
  readonly commutative: boolean;
  /** How much the sampler likes it before there is any evidence; addition has 8. */
  readonly weight: number;
  readonly build: (...args: Expression[]) => Expression;
}

const operation = (
  opcode: number,
  weight: number,
  cost: number,
  operator: Operator,
): Operation => ({
  opcode,
  arity: operator.params.length === 1 ? 1 : 2,
  cost,
  commutative: operator.commutative ?? false,
  weight,
  build: (...args) => call(operator, ...args),
});

/** A quotient of integers, rounded: two operators of the language, one of the kernel. */
const roundedQuotient = (opcode: number, rounding: Operator): Operation => ({
  opcode,
  arity: 2,
  cost: 5,
  commutative: false,
  weight: 1,
  build: (...args) => call(rounding, call(number.numberDivide, ...args)),
});

export const add = operation(0, 8, 2, number.numberAdd);
export const subtract = operation(1, 8, 2, number.numberSubtract);
export const multiply = operation(2, 8, 2, number.numberMultiply);
export const divide = operation(3, 8, 2, number.numberDivide);
export const sine = operation(37, 2, 4, number.numberSin);
export const cosine = operation(38, 2, 4, number.numberCos);

/** Real arithmetic. */
export const numberOperations: readonly Operation[] = [
  add,
  subtract,
  multiply,
  divide,
  operation(4, 1, 4, number.numberMin),
  operation(5, 1, 4, number.numberMax),
  operation(6, 1, 6, number.numberPower),
  operation(32, 1, 5, number.numberNegate),
  operation(33, 1, 5, number.numberAbs),
  operation(34, 3, 3, number.numberSqrt),
  operation(35, 4, 2, number.numberSquare),
  operation(45, 1, 4, number.numberCube),
  sine,
  cosine,
  operation(39, 2, 4, number.numberExp),
  operation(40, 2, 4, number.numberLog),
  operation(46, 0.5, 8, number.numberTan),
  operation(47, 0.5, 8, number.numberAsin),
  operation(48, 0.5, 8, number.numberAcos),
  operation(50, 0.5, 6, number.numberTanh),
];

/** From numbers to whole numbers. */
export const roundingOperations: readonly Operation[] = [
  operation(41, 2, 4, number.numberFloor),
  operation(42, 1, 5, number.numberCeil),
  operation(43, 1, 5, number.numberRound),
  operation(44, 1, 6, number.numberTrunc),
];

/** Closed over whole numbers. */
export const integerOperations: readonly Operation[] = [
  operation(0, 8, 2, integer.integerAdd),
  operation(1, 8, 2, integer.integerSubtract),
  operation(2, 8, 2, integer.integerMultiply),
  operation(15, 2, 4, integer.integerDivide),
  operation(7, 3, 3, integer.integerModulo),
  operation(4, 2, 4, integer.integerMin),
  operation(5, 2, 4, integer.integerMax),
  operation(32, 1, 4, integer.integerNegate),
  operation(33, 1, 4, integer.integerAbs),
  operation(51, 1, 5, integer.integerSign),
  roundedQuotient(16, number.numberFloor),
  roundedQuotient(17, number.numberRound),
];

/** The 32-bit tricks. */
export const bitOperations: readonly Operation[] = [
  operation(8, 2, 3, integer.integerBitAnd),
  operation(9, 2, 3, integer.integerBitOr),
  operation(10, 2, 3, integer.integerBitXor),
  operation(52, 1, 4, integer.integerBitNot),
  operation(11, 1, 4, integer.integerShiftLeft),
  operation(12, 1, 4, integer.integerShiftRight),
  operation(13, 1, 5, integer.integerShiftRightUnsigned),
  operation(14, 0.5, 6, integer.integerImul),
  operation(53, 0.5, 5, integer.integerLeadingZeros),
];
