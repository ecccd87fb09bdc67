import { betaQuantile } from '../domain/beta.ts';

export type Interval = readonly [low: number, high: number];

/**
 * The exact interval of a share of which `right` of `samples` were seen (Clopper & Pearson 1934):
 * it holds the true share at least as often as `confidence` says.
 */
export function clopperPearson(samples: number, right: number, confidence: number): Interval {
  const tail = (1 - confidence) / 2;
  const low = right === 0 ? 0 : betaQuantile(tail, right, samples - right + 1);
  const high = right === samples ? 1 : betaQuantile(1 - tail, right + 1, samples - right);
  return [low, high];
}
