import { betaQuantile } from './beta.ts';

/** What lies outside of a 95 % interval. */
const outside = 0.05;

/** Student's quantiles (1908) on two sides, by degrees of freedom: each is worked out once. */
const quantiles = new Map<number, number>();

/** How many standard errors of a mean its 95 % interval reaches, with so many degrees of freedom. */
export function studentQuantile(degrees: number): number {
  const known = quantiles.get(degrees);
  if (known !== undefined) return known;
  // P(|T| > t) is the incomplete beta function of n/2 and 1/2 at n / (n + t²) (DLMF 8.17).
  const place = betaQuantile(outside, degrees / 2, 0.5);
  const quantile = Math.sqrt(degrees * (1 / place - 1));
  quantiles.set(degrees, quantile);
  return quantile;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * How far to each side the 95 % interval of the mean of these reaches, were they drawn from a
 * normal distribution; `undefined` of fewer than two.
 */
export function meanReach(values: readonly number[]): number | undefined {
  const degrees = values.length - 1;
  if (degrees < 1) return undefined;
  const middle = mean(values);
  const variance = values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / degrees;
  return studentQuantile(degrees) * Math.sqrt(variance / values.length);
}
