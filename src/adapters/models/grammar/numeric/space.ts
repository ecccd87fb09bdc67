import type { Expression } from '../language/expression.ts';
import type { Arithmetic } from './arithmetic.ts';
import type { FitTarget } from './linear.ts';
import { linearCombination, simplest } from './linear.ts';
import { valueOf } from './constant.ts';
import { leastSquares } from './least-squares.ts';
import { powerProduct } from './power-product.ts';

/**
 * A family of programs with coefficients that least squares finds at once: sums of multiples, or
 * products of powers.
 */
export interface Space {
  /** Whether the family is linear in the logarithms of the columns. */
  readonly hasLogarithms: boolean;
  /** The program of the family that fits best; `undefined` where none does. */
  readonly fit: (features: readonly Expression[], goal: FitTarget) => Expression | undefined;
}

/** Σ cₖ·featureₖ + c */
export const sums = (arithmetic: Arithmetic): Space => ({
  hasLogarithms: false,
  fit: (features, goal) => linearCombination(features, goal, arithmetic),
});

/** c · Π featureₖ^eₖ */
export const products = (arithmetic: Arithmetic): Space => ({
  hasLogarithms: true,
  fit: (features, goal) => {
    const columns = features.map((feature) => logarithms(goal.values(feature)));
    columns.push(new Float64Array(goal.target.length).fill(1));
    const target = logarithms(goal.target);
    const fitted = leastSquares(columns, target);
    if (fitted === undefined) return undefined;
    const written = simplest(columns, fitted, inLogarithms(target));
    const exponents = features.map((_, k) => valueOf(written[k]!));
    return linearCombination([powerProduct(features, exponents)], goal, arithmetic, false);
  },
});

const logarithms = (values: Float64Array): Float64Array =>
  values.map((value) => Math.log(Math.abs(value)));

function inLogarithms(target: Float64Array) {
  const length = Math.hypot(...target) || 1;
  const distanceOf = (values: Float64Array) =>
    Math.hypot(...values.map((value, at) => value - target[at]!)) / length;
  return { target, isRounded: false, distanceOf };
}
