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

/** An exponent of an exact law is known to within this; one of noisy data is rounded further. */
const exponentSlack = 1e-6;

/** c · Π featureₖ^eₖ */
export const products = (arithmetic: Arithmetic): Space => ({
  hasLogarithms: true,
  fit: (features, goal) => {
    const columns = features.map((feature) =>
      goal.values(feature).map((value) => Math.log(Math.abs(value))),
    );
    columns.push(new Float64Array(goal.target.length).fill(1));
    const logarithms = goal.target.map((value) => Math.log(Math.abs(value)));
    const exponents = leastSquares(columns, logarithms);
    if (exponents === undefined) return undefined;
    const written = [...exponents.subarray(0, features.length)].map((exponent) =>
      writtenExponent(exponent, exponentSlack),
    );
    return linearCombination([powerProduct(features, written)], goal, arithmetic, false);
  },
});
