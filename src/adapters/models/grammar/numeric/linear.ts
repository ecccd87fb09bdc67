import type { Expression } from '../language/expression.ts';
import type { Arithmetic } from './arithmetic.ts';
import { constantsNear, decimalsNear, multiplied, plain, valueOf, written } from './constant.ts';
import type { Constant } from './constant.ts';
import { leastSquares } from './least-squares.ts';

/** By how much a coefficient's written form may raise the sum of squares where data are noisy. */
const noiseShare = 1e-3;

/** How far from a solution of least squares a coefficient of an exact law may lie. */
const exactSlack = 1e-7;

/** What a combination is fitted to. */
export interface FitTarget {
  /** One value an example. */
  readonly target: Float64Array;
  /** The program's values on the examples. */
  values(program: Expression): Float64Array;
  /** 0 where values are as good as equal to the target; else relative to the target's spread. */
  errorOf(values: Float64Array): number;
}

/**
 * Σ cₖ·featureₖ (+ c) with the coefficients of least squares over all examples, each written as
 * simply as the data allow; `undefined` where there is no such fit.
 */
export function linearCombination(
  features: readonly Expression[],
  fit: FitTarget,
  arithmetic: Arithmetic,
  withIntercept = true,
): Expression | undefined {
  const columns = features.map((feature) => fit.values(feature));
  if (withIntercept) columns.push(new Float64Array(fit.target.length).fill(1));
  const coefficients = leastSquares(columns, fit.target);
  if (coefficients === undefined) return undefined;
  const constants = simplest(columns, coefficients, fit);
  return assembled(features, constants, arithmetic);
}

function combined(columns: readonly Float64Array[], coefficients: Float64Array): Float64Array {
  const sum = new Float64Array(columns[0]!.length);
  for (const [k, column] of columns.entries()) {
    for (let at = 0; at < sum.length; at++) sum[at] = sum[at]! + coefficients[k]! * column[at]!;
  }
  return sum;
}

/** Writes one coefficient after the other, fitting the rest anew each time. */
function simplest(
  columns: readonly Float64Array[],
  fitted: Float64Array,
  fit: FitTarget,
): Constant[] {
  const coefficients = fitted.slice();
  const written: (Constant | undefined)[] = columns.map(() => undefined);
  const bestError = fit.errorOf(combined(columns, fitted));
  const isExact = bestError < exactSlack;
  const ways = isExact ? constantsNear : decimalsNear;
  const allowed = isExact ? Math.max(bestError * 4, 1e-12) : bestError * (1 + noiseShare);
  const order = [...columns.keys()].toSorted(
    (left, right) => influence(columns, fitted, left) - influence(columns, fitted, right),
  );
  for (const k of order) {
    const relative = Math.abs(coefficients[k]!) * (isExact ? exactSlack : 0.05);
    const slack = Math.max(relative, isExact ? 1e-9 * scaleOf(fit.target, columns[k]!) : 0);
    for (const constant of ways(coefficients[k]!, slack)) {
      const trial = refitted(columns, coefficients, written, k, constant, fit.target);
      if (trial === undefined || !(fit.errorOf(combined(columns, trial)) <= allowed)) continue;
      coefficients.set(trial);
      written[k] = constant;
      break;
    }
    written[k] ??= plain(coefficients[k]!);
  }
  return written.map((constant, k) => constant ?? plain(coefficients[k]!));
}

const largest = (column: Float64Array) =>
  column.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

const scaleOf = (target: Float64Array, column: Float64Array) => largest(target) / largest(column);

const influence = (columns: readonly Float64Array[], fitted: Float64Array, k: number) =>
  Math.abs(fitted[k]!) * largest(columns[k]!);

/** The coefficients with one more of them given, and those not yet written fitted again. */
function refitted(
  columns: readonly Float64Array[],
  coefficients: Float64Array,
  written: readonly (Constant | undefined)[],
  k: number,
  constant: Constant,
  target: Float64Array,
): Float64Array | undefined {
  const trial = coefficients.slice();
  trial[k] = valueOf(constant);
  const free = [...columns.keys()].filter((other) => other !== k && written[other] === undefined);
  if (free.length === 0) return trial;
  for (const other of free) trial[other] = 0;
  const fixed = combined(columns, trial);
  const rest = target.map((value, at) => value - fixed[at]!);
  const fitted = leastSquares(
    free.map((other) => columns[other]!),
    rest,
  );
  if (fitted === undefined) return undefined;
  for (const [place, other] of free.entries()) trial[other] = fitted[place]!;
  return trial;
}

/** The sum as a person writes it: zero terms left out, the positive ones first. */
export function assembled(
  features: readonly Expression[],
  constants: readonly Constant[],
  arithmetic: Arithmetic,
): Expression {
  const terms = constants
    .map((constant, k) => ({ constant, feature: features[k] }))
    .filter(({ constant }) => constant.numerator !== 0);
  const positive = terms.filter(({ constant }) => constant.numerator > 0);
  const negative = terms.filter(({ constant }) => constant.numerator < 0);
  const expressionOf = ({ constant, feature }: (typeof terms)[number]) =>
    feature === undefined
      ? written(constant, arithmetic)
      : multiplied(feature, constant, arithmetic);
  const first = positive[0] ?? negative.shift();
  if (first === undefined) return arithmetic.number(0);
  const sum = positive.slice(1).map(expressionOf).reduce(arithmetic.sum, expressionOf(first));
  return negative
    .map(({ constant, feature }) =>
      expressionOf({ feature, constant: { ...constant, numerator: -constant.numerator } }),
    )
    .reduce(arithmetic.difference, sum);
}
