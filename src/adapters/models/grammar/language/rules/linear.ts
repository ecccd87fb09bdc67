import type { Expression } from '../expression.ts';
import { call, keyOf, literal, nodeCount } from '../expression.ts';
import * as number from '../operators/number.ts';
import type { Arithmetic } from './arithmetic.ts';
import { inReadingOrder } from './order.ts';
import type { Laws, Rule } from './rule.ts';
import { isCall, isExact, isSame, numberOf } from './rule.ts';

/** Sums of exponents are rounded to so many digits. */
const steadyDigits = 12;

/** A term of a sum with its factor, or a factor of a product with its exponent. */
interface Part {
  readonly expression: Expression;
  weight: number;
}

/** Collects equal parts. */
class Parts {
  readonly #byKey = new Map<string, Part>();

  add(expression: Expression, weight: number): void {
    const key = keyOf(expression);
    const part = this.#byKey.get(key);
    if (part === undefined) this.#byKey.set(key, { expression, weight });
    else part.weight += weight;
  }

  /** Those that did not cancel. */
  get left(): readonly Part[] {
    return [...this.#byKey.values()].filter(({ weight }) => weight !== 0);
  }
}

/** Where sums are exact, `x + 2 * y - x + 3 - 1` is `2 * y + 2`, and all sums have one order. */
export function canonicalSum(arithmetic: Arithmetic): Rule {
  return (whole, laws) => {
    if (!isExact(laws, whole)) return undefined;
    const terms = new Parts();
    const constant = collectTerms(whole, arithmetic, terms);
    return unlessLarger(sumOf(terms.left, constant, arithmetic), whole);
  };
}

/** Adds the terms of a sum to `terms` and returns its constant. */
function collectTerms(
  whole: Expression,
  { add, subtract, negate, multiply }: Arithmetic,
  terms: Parts,
): number {
  let constant = 0;
  const collect = (expression: Expression, factor: number): void => {
    const value = numberOf(expression);
    if (value !== undefined) constant += factor * value;
    else if (isCall(expression, add) || isCall(expression, subtract)) {
      collect(expression.args[0], factor);
      collect(expression.args[1]!, expression.operator === add ? factor : -factor);
    } else if (isCall(expression, negate)) collect(expression.args[0], -factor);
    else {
      const product = isCall(expression, multiply) ? expression.args : [];
      const own = product[0] === undefined ? undefined : numberOf(product[0]);
      if (own === undefined) terms.add(expression, factor);
      else collect(product[1]!, factor * own);
    }
  };
  collect(whole, 1);
  return constant;
}

/** Terms that are added, then those that are taken away, then the constant. */
function sumOf(terms: readonly Part[], constant: number, arithmetic: Arithmetic): Expression {
  const { add, subtract, negate, multiply, type } = arithmetic;
  const scaled = (factor: number, expression: Expression): Expression =>
    factor === 1 ? expression : call(multiply, literal(factor, type), expression);
  const inOrder = (sign: number) =>
    terms
      .filter(({ weight }) => Math.sign(weight) === sign)
      .map(({ weight, expression }) => scaled(Math.abs(weight), expression))
      .toSorted(inReadingOrder);
  const [added, taken] = [inOrder(1), inOrder(-1)];
  const leads = added.length === 0 && taken.length > 0 && constant !== 0;
  if (leads) added.push(literal(constant, type));
  if (added.length === 0) {
    const first = taken.shift();
    if (first === undefined) return literal(constant, type);
    const factor = isCall(first, multiply) ? numberOf(first.args[0]) : undefined;
    const negative =
      factor === undefined || !isCall(first, multiply)
        ? call(negate, first)
        : call(multiply, literal(-factor, type), first.args[1]!);
    added.push(negative);
  }
  const sum = added.reduce((left, right) => call(add, left, right));
  const difference = taken.reduce((left, right) => call(subtract, left, right), sum);
  return leads || constant === 0 ? difference : call(add, difference, literal(constant, type));
}

/**
 * Where products are exact, `2 * x * (3 * y)` is `6 * x * y`; of reals also `x * y / x` is `y`
 * and `x * x * x` is `x ** 3`.
 */
export function canonicalProduct(arithmetic: Arithmetic): Rule {
  return (whole, laws) => {
    if (!isExact(laws, whole)) return undefined;
    const factors = new Parts();
    const [above, below] = collectFactors(whole, arithmetic, laws, factors);
    const ratio = above / below;
    if (ratio === 0 || !Number.isFinite(ratio)) return undefined;
    const isWhole = [above, below].every(Number.isInteger) && !Number.isInteger(ratio);
    const coefficients = isWhole ? ([above, below] as const) : ([ratio, 1] as const);
    const found = productOf(factors.left, coefficients, arithmetic, laws);
    return unlessLarger(found, whole);
  };
}

/** Adds the factors of a product to `factors` and returns its literals, above and below. */
function collectFactors(
  whole: Expression,
  { multiply, negate, type }: Arithmetic,
  laws: Laws,
  factors: Parts,
): [above: number, below: number] {
  const coefficients: [number, number] = [1, 1];
  const isReal = laws.real && type === 'number';
  const collect = (expression: Expression, exponent: number): void => {
    const value = coefficientOf(expression);
    if (value !== undefined) coefficients[exponent > 0 ? 0 : 1] *= value ** Math.abs(exponent);
    else if (isCall(expression, multiply)) {
      for (const arg of expression.args) collect(arg, exponent);
    } else if (isCall(expression, negate)) {
      coefficients[0] *= (-1) ** Math.abs(exponent);
      collect(expression.args[0], exponent);
    } else if (isReal && isCall(expression, number.numberDivide)) {
      collect(expression.args[0], exponent);
      collect(expression.args[1]!, -exponent);
    } else if (isReal && isCall(expression, number.numberSquare)) {
      collect(expression.args[0], 2 * exponent);
    } else if (isReal && isCall(expression, number.numberCube)) {
      collect(expression.args[0], 3 * exponent);
    } else if (isReal && isCall(expression, number.numberPower)) {
      const power = numberOf(expression.args[1]!);
      if (power === undefined) factors.add(expression, exponent);
      else factors.add(expression.args[0], Number((power * exponent).toPrecision(steadyDigits)));
    } else factors.add(expression, exponent);
  };
  collect(whole, 1);
  const sign = Math.sign(coefficients[1]);
  return [coefficients[0] * sign, coefficients[1] * sign];
}

/** π stands in a product as it is: `4 * Math.PI` says more than its digits. */
function coefficientOf(expression: Expression): number | undefined {
  const value = numberOf(expression);
  return value === Math.PI ? undefined : value;
}

function productOf(
  factors: readonly Part[],
  [above, below]: readonly [above: number, below: number],
  { multiply, negate, type }: Arithmetic,
  laws: Laws,
): Expression {
  const powers = (sign: number) =>
    factors
      .filter(({ weight }) => Math.sign(weight) === sign)
      .flatMap((part) => powerOf(part, laws))
      .toSorted(inReadingOrder);
  const times = (left: Expression, right: Expression) => call(multiply, left, right);
  const [over, under] = [powers(1), powers(-1)];
  const isUnit = Math.abs(above) === 1 && over.length > 0;
  const product = (isUnit ? over : [literal(above, type), ...over]).reduce(times);
  if (below !== 1) under.unshift(literal(below, type));
  const ratio =
    under.length === 0 ? product : call(number.numberDivide, product, under.reduce(times));
  return isUnit && above < 0 ? call(negate, ratio) : ratio;
}

/** Of whole numbers a power is written as factors. */
function powerOf({ expression, weight }: Part, laws: Laws): readonly Expression[] {
  const exponent = Math.abs(weight);
  if (!laws.real || (expression.type === 'integer' && Number.isInteger(exponent)))
    return Array.from({ length: exponent }, () => expression);
  if (exponent === 0.5) return [call(number.numberSqrt, expression)];
  if (exponent === 1) return [expression];
  if (exponent === 2) return [call(number.numberSquare, expression)];
  if (exponent === 3) return [call(number.numberCube, expression)];
  return [call(number.numberPower, expression, literal(exponent, 'number'))];
}

function unlessLarger(found: Expression, than: Expression): Expression | undefined {
  return nodeCount(found) <= nodeCount(than) && !isSame(found, than) ? found : undefined;
}
