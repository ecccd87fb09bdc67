import type { Expression } from '../language/expression.ts';
import type { Arithmetic } from './arithmetic.ts';
import { constantsNear, decimalsNear, plain, valueOf } from './constant.ts';
import type { Constant } from './constant.ts';
import { leastSquares } from './least-squares.ts';
import { weightedSum } from './weighted-sum.ts';

/** By how many of its own standard errors, squared, a written coefficient of noisy data may err. */
const errorsAllowed = 4;

/** How far from a solution of least squares a coefficient of an exact law may lie. */
const exactSlack = 1e-7;

/** What rounding may leave of an exact law. */
const exactFloor = 1e-10;

/** And how far one of noisy data, relative to its size. */
const looseSlack = 0.05;

/** What a combination is fitted to. */
export interface FitTarget {
  /** One value an example. */
  readonly target: Float64Array;
  /** Whether programs are rounded before they are compared: constants are then known loosely. */
  readonly isRounded: boolean;
  /** The program's values on the examples. */
  values(program: Expression): Float64Array;
  /** The root mean square by which values miss the target, relative to the target's own. */
  distanceOf(values: Float64Array): number;
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
  return weightedSum(features, constants, arithmetic);
}

function combined(columns: readonly Float64Array[], coefficients: Float64Array): Float64Array {
  const sum = new Float64Array(columns[0]!.length);
  for (const [k, column] of columns.entries()) {
    for (let at = 0; at < sum.length; at++) sum[at] = sum[at]! + coefficients[k]! * column[at]!;
  }
  return sum;
}

/** Writes one coefficient after the other, fitting the rest anew each time. */
export function simplest(
  columns: readonly Float64Array[],
  fitted: Float64Array,
  fit: Pick<FitTarget, 'target' | 'isRounded' | 'distanceOf'>,
): Constant[] {
  const coefficients = fitted.slice();
  const settled: (Constant | undefined)[] = columns.map(() => undefined);
  const best = fit.distanceOf(combined(columns, fitted));
  const isExact = best < exactSlack && !fit.isRounded;
  const ways = isExact ? constantsNear : decimalsNear;
  const allowed = isExact
    ? Math.max(best * 4, exactFloor)
    : best * Math.sqrt(1 + errorsAllowed / fit.target.length);
  const negligible = isExact ? 1e-9 * largest(fit.target) : fit.isRounded ? 1 : 0;
  const order = [...columns.keys()].toSorted(
    (left, right) => influence(columns, fitted, left) - influence(columns, fitted, right),
  );
  for (const k of order) {
    const relative = Math.abs(coefficients[k]!) * (isExact ? exactSlack : looseSlack);
    const slack = Math.max(relative, negligible / largest(columns[k]!));
    for (const constant of [plain(0), ...ways(coefficients[k]!, slack)]) {
      const trial = refitted(columns, coefficients, settled, k, constant, fit.target);
      if (trial === undefined || !(fit.distanceOf(combined(columns, trial)) <= allowed)) continue;
      coefficients.set(trial);
      settled[k] = constant;
      break;
    }
    settled[k] ??= plain(coefficients[k]!);
  }
  return settled.map((constant, k) => constant ?? plain(coefficients[k]!));
}

const largest = (column: Float64Array) =>
  column.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

const influence = (columns: readonly Float64Array[], fitted: Float64Array, k: number) =>
  Math.abs(fitted[k]!) * largest(columns[k]!);

/** The coefficients with one more of them given, and those not yet written fitted again. */
function refitted(
  columns: readonly Float64Array[],
  coefficients: Float64Array,
  settled: readonly (Constant | undefined)[],
  k: number,
  constant: Constant,
  target: Float64Array,
): Float64Array | undefined {
  const trial = coefficients.slice();
  trial[k] = valueOf(constant);
  const free = [...columns.keys()].filter((other) => other !== k && settled[other] === undefined);
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
