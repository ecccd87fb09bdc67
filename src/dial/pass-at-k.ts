import { clopperPearson, type Interval } from './clopper-pearson.ts';

/**
 * The chance that of `k` samples, drawn from `samples` of which `right` are right, at least one is:
 * the unbiased estimator of Chen et al. 2021 (arXiv 2107.03374), 1 − C(n − c, k) / C(n, k).
 * `k` is from 0 to `samples`.
 */
export function passAtK(samples: number, right: number, k: number): number {
  if (k > samples - right) return right === 0 ? 0 : 1;
  let none = 1;
  for (let index = samples - right + 1; index <= samples; index++) none *= 1 - k / index;
  return 1 - none;
}

/**
 * An interval of the chance itself, 1 − (1 − p)^k. It grows with p, so that the ends of the exact
 * interval of p are its ends, and it holds p^k as surely.
 */
export function passInterval(
  samples: number,
  right: number,
  k: number,
  confidence: number,
): Interval {
  const [low, high] = clopperPearson(samples, right, confidence);
  return [atLeastOne(low, k), atLeastOne(high, k)];
}

/** 1 − (1 − chance)^k, exact for small chances too. */
const atLeastOne = (chance: number, k: number): number =>
  k === 0 ? 0 : -Math.expm1(k * Math.log1p(-chance));
