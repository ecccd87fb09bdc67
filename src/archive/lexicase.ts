import type { Direction } from '../domain/problem.ts';
import type { Random } from '../ports/random.ts';

/**
 * How near to the best on a case one must be, in median absolute deviations. The published whole
 * one lets too many stay in an archive that keeps every size of program, good or not.
 */
const tolerance = 0.25;

/** The share of the cases that one selection looks at (Hernandez et al. 2019, down-sampled). */
const sampledShare = 0.5;

/**
 * Epsilon-lexicase selection (La Cava, Spector & Danai 2016): one case after the other, in an
 * order drawn anew, keeps those that are within a share of the median absolute deviation of the
 * best on it.
 * Answers the chosen one's index. Every row of `scores` has one score a case.
 */
export function lexicase(
  scores: readonly (readonly number[])[],
  direction: Direction,
  random: Random,
): number {
  const sign = direction === 'minimise' ? 1 : -1;
  let pool = scores.map((_, index) => index);
  for (const chosen of sampledCases(scores[0]?.length ?? 0, random)) {
    if (pool.length === 1) break;
    const costs = pool.map((index) => sign * (scores[index]?.[chosen] ?? Infinity));
    const worstKept = Math.min(...costs) + tolerance * medianAbsoluteDeviation(costs);
    pool = pool.filter((_, position) => costs[position]! <= worstKept);
  }
  return pool[random.below(pool.length)]!;
}

function sampledCases(count: number, random: Random): readonly number[] {
  const cases = Array.from({ length: count }, (_, index) => index);
  const wanted = Math.max(1, Math.round(count * sampledShare));
  for (let index = 0; index < wanted && index < count; index++) {
    const other = index + random.below(count - index);
    [cases[index], cases[other]] = [cases[other]!, cases[index]!];
  }
  return cases.slice(0, wanted);
}

function medianAbsoluteDeviation(values: readonly number[]): number {
  const middle = median(values);
  const deviation = median(values.map((value) => Math.abs(value - middle)));
  return Number.isFinite(deviation) ? deviation : 0;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
