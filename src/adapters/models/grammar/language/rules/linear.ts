import type { Expression } from '../expression.ts';
import { call, keyOf, literal, nodeCount } from '../expression.ts';
import * as number from '../operators/number.ts';
import type { Arithmetic } from './arithmetic.ts';
import type { Laws, Rule } from './rule.ts';
import { isCall, isExact, numberOf } from './rule.ts';

/** A term of a sum with its factor, or a factor of a product with its exponent. */
interface Part {
  readonly expression: Expression;
  weight: number;
}

/** Collects equal parts; insertion order is the order of reading. */
class Parts {
  readonly #byKey = new Map<string, Part>();

  add(expression: Expression, weight: number): void {
    const key = keyOf(expression);
    const part = this.#byKey.get(key);
    if (part === undefined) this.#byKey.set(key, { expression, weight });
    else part.weight += weight;
  }

  get left(): readonly Part[] {
    return [...this.#byKey.values()].filter(({ weight }) => weight !== 0);
  }
}

/** `x + 2 * y - x + 3 - 1` is `2 * y + 2`, where sums are exact. */
export function shorterSum(arithmetic: Arithmetic): Rule {
  const { add, subtract, negate, multiply, type } = arithmetic;
  return (whole, laws) => {
    if (!isExact(laws, whole)) return undefined;
    const terms = new Parts();
    let constant = 0;
    const collect = (expression: Expression, factor: number): void => {
      const value = numberOf(expression);
      if (value !== undefined) constant += factor * value;
      else if (isCall(expression, add) || isCall(expression, subtract)) {
        collect(expression.args[0]!, factor);
        collect(expression.args[1]!, expression.operator === add ? factor : -factor);
      } else if (isCall(expression, negate)) collect(expression.args[0]!, -factor);
      else {
        const product = isCall(expression, multiply) ? expression.args : [];
        const own = product[0] === undefined ? undefined : numberOf(product[0]);
        if (own === undefined) terms.add(expression, factor);
        else collect(product[1]!, factor * own);
      }
    };
    collect(whole, 1);

    const signed = terms.left.toSorted((a, b) => Number(a.weight < 0) - Number(b.weight < 0));
    const scaled = ({ expression }: Part, factor: number): Expression =>
      factor === 1 ? expression : call(multiply, literal(factor, type), expression);
    const first = signed[0];
    if (first === undefined) return literal(constant, type);
    const leads = first.weight < 0 && constant !== 0;
    const start = leads
      ? literal(constant, type)
      : first.weight === -1
        ? call(negate, first.expression)
        : scaled(first, first.weight);
    const rest = leads ? signed : signed.slice(1);
    const sum = rest.reduce(
      (left, part) =>
        call(part.weight < 0 ? subtract : add, left, scaled(part, Math.abs(part.weight))),
      start,
    );
    return shorter(leads || constant === 0 ? sum : call(add, sum, literal(constant, type)), whole);
  };
}

/** `2 * x * (3 * y)` is `6 * x * y`; of reals also `x * y / x` is `y` and `x * x * x` is `x ** 3`. */
export function shorterProduct({ multiply, negate, type }: Arithmetic): Rule {
  return (whole, laws) => {
    if (!isExact(laws, whole)) return undefined;
    const factors = new Parts();
    let coefficient = 1;
    const collect = (expression: Expression, exponent: number): void => {
      const value = numberOf(expression);
      if (value !== undefined) coefficient *= value ** exponent;
      else if (isCall(expression, multiply)) {
        for (const arg of expression.args) collect(arg, exponent);
      } else if (isCall(expression, negate)) {
        coefficient = -coefficient;
        collect(expression.args[0]!, exponent);
      } else if (laws.real) collectQuotient(expression, exponent, collect, factors);
      else factors.add(expression, exponent);
    };
    collect(whole, 1);
    if (coefficient === 0 || !Number.isFinite(coefficient)) return undefined;

    const powers = (parts: readonly Part[]): readonly Expression[] =>
      parts.flatMap((part) => powerOf(part, laws));
    const above = powers(factors.left.filter(({ weight }) => weight > 0));
    const below = powers(factors.left.filter(({ weight }) => weight < 0));
    const times = (left: Expression, right: Expression) => call(multiply, left, right);
    const isUnit = Math.abs(coefficient) === 1 && above.length > 0;
    const product = (isUnit ? above : [literal(coefficient, type), ...above]).reduce(times);
    const signed = isUnit && coefficient < 0 ? call(negate, product) : product;
    return shorter(
      below.length === 0 ? signed : call(number.numberDivide, signed, below.reduce(times)),
      whole,
    );
  };
}

function collectQuotient(
  expression: Expression,
  exponent: number,
  collect: (expression: Expression, exponent: number) => void,
  factors: Parts,
): void {
  if (isCall(expression, number.numberDivide)) {
    collect(expression.args[0]!, exponent);
    collect(expression.args[1]!, -exponent);
  } else if (isCall(expression, number.numberSquare)) collect(expression.args[0]!, 2 * exponent);
  else if (isCall(expression, number.numberCube)) collect(expression.args[0]!, 3 * exponent);
  else factors.add(expression, exponent);
}

/** Of whole numbers a power is written as factors. */
function powerOf({ expression, weight }: Part, laws: Laws): readonly Expression[] {
  const exponent = Math.abs(weight);
  if (!laws.real) return Array.from({ length: exponent }, () => expression);
  if (exponent === 1) return [expression];
  if (exponent === 2) return [call(number.numberSquare, expression)];
  if (exponent === 3) return [call(number.numberCube, expression)];
  return [call(number.numberPower, expression, literal(exponent, 'number'))];
}

function shorter(found: Expression, than: Expression): Expression | undefined {
  return nodeCount(found) < nodeCount(than) ? found : undefined;
}
