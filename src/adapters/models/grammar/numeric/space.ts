import type { Expression } from '../language/expression.ts';
import type { Arithmetic } from './arithmetic.ts';
import type { FitTarget } from './linear.ts';
import { linearCombination } from './linear.ts';
import { leastSquares } from './least-squares.ts';
import { powerProduct, writtenExponent } from './power-product.ts';

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

/** Exponents of noisy data are rounded as far as the error grows by no more than this share. */
const noiseShare = 0.01;
const exponentSlacks = [0.1, 0.01, 1e-6];

/** c · Π featureₖ^eₖ */
export const products = (arithmetic: Arithmetic): Space => ({
  hasLogarithms: true,
  fit: (features, goal) => {
    const columns = features.map((feature) => logarithms(goal.values(feature)));
    columns.push(new Float64Array(goal.target.length).fill(1));
    const fitted = leastSquares(columns, logarithms(goal.target));
    if (fitted === undefined) return undefined;
    const exponents = [...fitted.subarray(0, features.length)];
    const scaled = (written: readonly number[]) =>
      linearCombination([powerProduct(features, written)], goal, arithmetic, false);
    const finest = scaled(exponents);
    if (finest === undefined) return undefined;
    const allowed = goal.errorOf(goal.values(finest)) * (1 + noiseShare) + 1e-9;
    for (const slack of exponentSlacks) {
      const rounded = scaled(exponents.map((exponent) => writtenExponent(exponent, slack)));
      if (rounded && goal.errorOf(goal.values(rounded)) <= allowed) return rounded;
    }
    return finest;
  },
});

const logarithms = (values: Float64Array): Float64Array =>
  values.map((value) => Math.log(Math.abs(value)));
