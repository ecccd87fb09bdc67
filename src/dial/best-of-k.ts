import type { Random } from '../ports/random.ts';
import type { Interval } from './clopper-pearson.ts';

/**
 * The expected best of `k` samples drawn from these, of which some have no quality (`null`):
 * given that one of the `k` has any. Unbiased, by the order statistics: the i-th smallest of n is
 * the best of k in C(i − 1, k − 1) of C(n, k) draws. `undefined` where none has a quality.
 */
export function expectedBest(qualities: readonly (number | null)[], k: number): number | undefined {
  const known = qualities.filter((quality) => quality !== null).toSorted((a, b) => b - a);
  if (known.length === 0) return undefined;
  // From the best on: the chance that it is drawn, and none of those above it.
  let noneAbove = 1;
  let [sum, weight] = [0, 0];
  for (const [above, quality] of known.entries()) {
    const left = qualities.length - above;
    const drawn = Math.min(1, k / left);
    sum += quality * noneAbove * drawn;
    weight += noneAbove * drawn;
    noneAbove *= 1 - drawn;
    if (noneAbove === 0) break;
  }
  return sum / weight;
}

const resamples = 200;

/**
 * The percentile interval of the bootstrap (Efron 1979). For the largest of nearly all samples it
 * is known to be too narrow (Bickel & Freedman 1981): to be used for `k` up to half of them.
 */
export function bestInterval(
  qualities: readonly (number | null)[],
  k: number,
  confidence: number,
  random: Random,
): Interval | undefined {
  const bests: number[] = [];
  for (let draw = 0; draw < resamples; draw++) {
    const drawn = qualities.map(() => qualities[random.below(qualities.length)]!);
    const best = expectedBest(drawn, k);
    if (best !== undefined) bests.push(best);
  }
  if (bests.length === 0) return undefined;
  bests.sort((left, right) => left - right);
  const at = (share: number): number => bests[Math.round(share * (bests.length - 1))]!;
  return [at((1 - confidence) / 2), at((1 + confidence) / 2)];
}
