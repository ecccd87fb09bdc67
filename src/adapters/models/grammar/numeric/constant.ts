import type { Expression } from '../language/expression.ts';
import type { Arithmetic } from './arithmetic.ts';

/** A number in a form that a person would write: numerator · π^power / denominator. */
export interface Constant {
  readonly numerator: number;
  readonly denominator: number;
  readonly piPower: -2 | -1 | 0 | 1 | 2;
}

export const plain = (value: number): Constant => ({
  numerator: value,
  denominator: 1,
  piPower: 0,
});

export function valueOf({ numerator, denominator, piPower }: Constant): number {
  return (numerator * Math.PI ** piPower) / denominator;
}

/** The nearest fraction with a denominator up to `most`, if it is near: continued fractions. */
function fraction(value: number, most: number, tolerance: number): [number, number] | undefined {
  let [before, beforeUnder, numerator, denominator] = [0, 1, 1, 0];
  let rest = value;
  for (let step = 0; step < 12; step++) {
    const whole = Math.floor(rest);
    [before, numerator] = [numerator, whole * numerator + before];
    [beforeUnder, denominator] = [denominator, whole * denominator + beforeUnder];
    if (denominator > most || !Number.isSafeInteger(numerator)) return undefined;
    if (Math.abs(numerator / denominator - value) <= tolerance) return [numerator, denominator];
    if (rest === whole) return undefined;
    rest = 1 / (rest - whole);
  }
  return undefined;
}

/** The value rounded to 1, 2, … significant digits, the shortest first. */
function* rounded(value: number): Iterable<number> {
  for (let digits = 1; digits <= 15; digits++) yield Number(value.toPrecision(digits));
}

/** Ways to write a number that is known to within `slack`, the shortest first. */
export function* decimalsNear(value: number, slack: number): Iterable<Constant> {
  for (const candidate of rounded(value)) {
    if (Math.abs(candidate - value) <= slack) yield plain(candidate);
  }
  yield plain(value);
}

/** As `decimalsNear`, but before them fractions and multiples of π: for the constants of a law. */
export function* constantsNear(value: number, slack: number): Iterable<Constant> {
  const size = Math.abs(value);
  const sign = Math.sign(value) || 1;
  for (const [most, powers] of [
    [1, [0]],
    [12, [0]],
    [64, [-1, 1, -2, 2]],
    [200, [0]],
  ] as const) {
    for (const piPower of powers) {
      const scale = Math.PI ** piPower;
      const found = fraction(size / scale, most, slack / scale);
      if (found === undefined || found[0] === 0 || found[0] > 1000 * most) continue;
      yield { numerator: sign * found[0], denominator: found[1], piPower };
    }
  }
  yield* decimalsNear(value, slack);
}

/** Powers of π as an expression. */
function piOf(power: number, { number, product }: Arithmetic): Expression {
  return power === 1 ? number(Math.PI) : product(number(Math.PI), number(Math.PI));
}

/** The constant as an expression. A fraction that is a short decimal is written as one. */
export function written(constant: Constant, arithmetic: Arithmetic): Expression {
  return multiplied(arithmetic.number(1), constant, arithmetic);
}

/** `factor` times the constant. */
export function multiplied(
  factor: Expression,
  constant: Constant,
  arithmetic: Arithmetic,
): Expression {
  const { number, product, quotient, negation } = arithmetic;
  const { piPower } = constant;
  let { numerator, denominator } = constant;
  const decimal = numerator / denominator;
  if (piPower === 0 && denominator !== 1 && String(Math.abs(decimal)).length <= 5) {
    [numerator, denominator] = [decimal, 1];
  }
  const isOne = factor.kind === 'literal' && factor.value === 1;
  let over: Expression | undefined = Math.abs(numerator) === 1 ? undefined : number(numerator);
  if (piPower > 0) {
    const pi = piOf(piPower, arithmetic);
    over = over === undefined ? pi : product(over, pi);
  }
  let under: Expression | undefined = denominator === 1 ? undefined : number(denominator);
  if (piPower < 0) {
    const pi = piOf(-piPower, arithmetic);
    under = under === undefined ? pi : product(under, pi);
  }
  let result = factor;
  if (over !== undefined) result = isOne ? over : product(over, factor);
  if (numerator === -1) result = isOne && over === undefined ? number(-1) : negation(result);
  return under === undefined ? result : quotient(result, under);
}
