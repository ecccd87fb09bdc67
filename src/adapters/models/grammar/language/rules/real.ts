import type { Expression } from '../expression.ts';
import { call, literal } from '../expression.ts';
import * as number from '../operators/number.ts';
import { numberArithmetic } from './arithmetic.ts';
import { canonicalProduct } from './linear.ts';
import type { Rule, RuleTable } from './rule.ts';
import { isCall, isSame, numberOf } from './rule.ts';

/** What holds for `number` alone. */
export const realRules: RuleTable = {
  'number.multiply': [
    ({ args: [left, right] }) =>
      isSame(left!, right!) ? call(number.numberSquare, left!) : undefined,
  ],
  'number.divide': [
    ({ args: [left, right] }) => {
      const divisor = numberOf(right!);
      if (divisor === 1) return left;
      if (divisor === -1) return call(number.numberNegate, left!);
      const negative = [left!, right!].filter((side) => isCall(side, number.numberNegate));
      if (negative.length === 0) return undefined;
      const [above, below] = [left!, right!].map((side) =>
        isCall(side, number.numberNegate) ? side.args[0] : side,
      ) as [Expression, Expression];
      const ratio = call(number.numberDivide, above, below);
      return negative.length === 2 ? ratio : call(number.numberNegate, ratio);
    },
    canonicalProduct(numberArithmetic),
  ],
  'number.power': [
    ({ args: [base, exponent] }) => {
      const power = numberOf(exponent!);
      if (power === 0) return literal(1, 'number');
      if (power === 1) return base;
      if (power === 2) return call(number.numberSquare, base!);
      return power === 3 ? call(number.numberCube, base!) : undefined;
    },
    ({ args: [base, exponent] }, laws) =>
      laws.real && numberOf(exponent!) === 0.5 ? call(number.numberSqrt, base!) : undefined,
  ],
  'number.square': [
    ({ args: [operand] }, laws) => {
      if (isCall(operand!, number.numberNegate) || isCall(operand!, number.numberAbs)) {
        return call(number.numberSquare, operand.args[0]);
      }
      return laws.real && isCall(operand!, number.numberSqrt) ? operand.args[0] : undefined;
    },
  ],
  'number.abs': [
    ({ args: [operand] }) =>
      isCall(operand!, number.numberSquare) || isCall(operand!, number.numberSqrt)
        ? operand
        : undefined,
  ],
  'number.sqrt': [
    ({ args: [operand] }, laws) =>
      laws.real && isCall(operand!, number.numberSquare)
        ? call(number.numberAbs, operand.args[0])
        : undefined,
  ],
  'number.cos': [
    ({ args: [operand] }) =>
      isCall(operand!, number.numberNegate) ? call(number.numberCos, operand.args[0]) : undefined,
  ],
  'number.log': [
    ({ args: [operand] }, laws) =>
      laws.real && isCall(operand!, number.numberExp) ? operand.args[0] : undefined,
  ],
  'number.exp': [
    ({ args: [operand] }, laws) =>
      laws.real && isCall(operand!, number.numberLog) ? operand.args[0] : undefined,
    /** `Math.exp(a * Math.log(b))` is `b ** a`. */
    ({ args: [operand] }, laws) => {
      if (!laws.real || !isCall(operand!, number.numberMultiply)) return undefined;
      const [left, right] = operand.args as [Expression, Expression];
      if (isCall(right, number.numberLog)) return call(number.numberPower, right.args[0], left);
      return isCall(left, number.numberLog)
        ? call(number.numberPower, left.args[0], right)
        : undefined;
    },
  ],
  ...Object.fromEntries(
    ['floor', 'ceil', 'round', 'trunc'].map((name): [string, readonly Rule[]] => [
      `number.${name}`,
      [({ args: [operand] }) => (operand!.type === 'integer' ? operand : undefined)],
    ]),
  ),
};
