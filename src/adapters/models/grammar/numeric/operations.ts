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
  readonly cost: number;
  readonly commutative: boolean;
  /** How much the sampler likes it before there is any evidence; addition has 8. */
  readonly weight: number;
  readonly build: (...args: Expression[]) => Expression;
}

const operation = (opcode: number, weight: number, operator: Operator): Operation => ({
  opcode,
  arity: operator.params.length === 1 ? 1 : 2,
  cost: operator.cost,
  commutative: operator.commutative ?? false,
  weight,
  build: (...args) => call(operator, ...args),
});

/** A quotient of integers, rounded: two operators of the language, one of the kernel. */
const roundedQuotient = (opcode: number, rounding: Operator): Operation => ({
  opcode,
  arity: 2,
  cost: number.numberDivide.cost + rounding.cost,
  commutative: false,
  weight: 1,
  build: (...args) => call(rounding, call(number.numberDivide, ...args)),
});

export const add = operation(0, 8, number.numberAdd);
export const subtract = operation(1, 8, number.numberSubtract);
export const multiply = operation(2, 8, number.numberMultiply);
export const divide = operation(3, 8, number.numberDivide);
export const sine = operation(37, 2, number.numberSin);
export const cosine = operation(38, 2, number.numberCos);

/** Real arithmetic. */
export const numberOperations: readonly Operation[] = [
  add,
  subtract,
  multiply,
  divide,
  operation(4, 1, number.numberMin),
  operation(5, 1, number.numberMax),
  operation(6, 1, number.numberPower),
  operation(32, 1, number.numberNegate),
  operation(33, 1, number.numberAbs),
  operation(34, 3, number.numberSqrt),
  operation(35, 4, number.numberSquare),
  operation(45, 1, number.numberCube),
  sine,
  cosine,
  operation(39, 2, number.numberExp),
  operation(40, 2, number.numberLog),
  operation(46, 0.5, number.numberTan),
  operation(47, 0.5, number.numberAsin),
  operation(48, 0.5, number.numberAcos),
  operation(50, 0.5, number.numberTanh),
];

/** From numbers to whole numbers. */
export const roundingOperations: readonly Operation[] = [
  operation(41, 2, number.numberFloor),
  operation(42, 1, number.numberCeil),
  operation(43, 1, number.numberRound),
  operation(44, 1, number.numberTrunc),
];

/** Closed over whole numbers. */
export const integerOperations: readonly Operation[] = [
  operation(0, 8, integer.integerAdd),
  operation(1, 8, integer.integerSubtract),
  operation(2, 8, integer.integerMultiply),
  operation(15, 2, integer.integerDivide),
  operation(7, 3, integer.integerModulo),
  operation(4, 2, integer.integerMin),
  operation(5, 2, integer.integerMax),
  operation(32, 1, integer.integerNegate),
  operation(33, 1, integer.integerAbs),
  operation(51, 1, integer.integerSign),
  roundedQuotient(16, number.numberFloor),
  roundedQuotient(17, number.numberRound),
];

/** The 32-bit tricks. */
export const bitOperations: readonly Operation[] = [
  operation(8, 2, integer.integerBitAnd),
  operation(9, 2, integer.integerBitOr),
  operation(10, 2, integer.integerBitXor),
  operation(52, 1, integer.integerBitNot),
  operation(11, 1, integer.integerShiftLeft),
  operation(12, 1, integer.integerShiftRight),
  operation(13, 1, integer.integerShiftRightUnsigned),
  operation(14, 0.5, integer.integerImul),
  operation(53, 0.5, integer.integerLeadingZeros),
];
