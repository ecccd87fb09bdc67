import { call, literal } from '../language/expression.ts';
import type { Expression } from '../language/expression.ts';
import {
  numberCube,
  numberDivide,
  numberMultiply,
  numberPower,
  numberSqrt,
  numberSquare,
} from '../language/operators/number.ts';

/** base^exponent for a positive exponent. */
function powerOf(base: Expression, exponent: number): Expression {
  switch (exponent) {
    case 0.5:
      return call(numberSqrt, base);
    case 1:
      return base;
    case 1.5:
      return call(numberMultiply, base, call(numberSqrt, base));
    case 2:
      return call(numberSquare, base);
    case 3:
      return call(numberCube, base);
    default:
      return call(
        numberPower,
        base,
        literal(exponent, Number.isInteger(exponent) ? 'integer' : 'number'),
      );
  }
}

const product = (factors: readonly Expression[]): Expression | undefined =>
  factors.length === 0
    ? undefined
    : factors.reduce((left, right) => call(numberMultiply, left, right));

/** Π baseₖ^exponentₖ, roots of the same degree under one sign. */
export function powerProduct(
  bases: readonly Expression[],
  exponents: readonly number[],
): Expression {
  const over = gathered(bases, exponents, 1);
  const under = gathered(bases, exponents, -1);
  const numerator = over ?? literal(1, 'integer');
  return under === undefined ? numerator : call(numberDivide, numerator, under);
}

function gathered(
  bases: readonly Expression[],
  exponents: readonly number[],
  sign: 1 | -1,
): Expression | undefined {
  const plain: Expression[] = [];
  const rooted: Expression[] = [];
  for (const [k, base] of bases.entries()) {
    const exponent = sign * exponents[k]!;
    if (!(exponent > 0)) continue;
    if (exponent === 0.5) rooted.push(base);
    else plain.push(powerOf(base, exponent));
  }
  const root = product(rooted);
  return product(root === undefined ? plain : [...plain, powerOf(root, 0.5)]);
}
