import { scoresOf, type Evidence } from './evidence.ts';

/**
 * The one score that a stage gave a candidate: its scores as the specification folds them, which
 * the reality measures as `score`, else their mean. `undefined` where the stage gave none.
 */
export function scoreOf(evidence: Evidence): number | undefined {
  const scores = scoresOf(evidence);
  if (scores === undefined || scores.length === 0) return undefined;
  return measuresOf(evidence)?.['score'] ?? mean(scores);
}

/**
 * The 95 % interval of that score: as the reality measured it, which it does where a score is no
 * mean, else the normal one of a mean over instances. One figure alone has none.
 */
export function intervalOf(evidence: Evidence): readonly [number, number] | undefined {
  const scores = scoresOf(evidence);
  if (scores === undefined || scores.length === 0) return undefined;
  const { scoreLow, scoreHigh } = measuresOf(evidence) ?? {};
  if (scoreLow !== undefined && scoreHigh !== undefined) return [scoreLow, scoreHigh];
  if (scores.length === 1) return undefined;
  const middle = mean(scores);
  const variance =
    scores.reduce((sum, score) => sum + (score - middle) ** 2, 0) / (scores.length - 1);
  const half = 1.96 * Math.sqrt(variance / scores.length);
  const centre = scoreOf(evidence)!;
  return [centre - half, centre + half];
}

const measuresOf = (evidence: Evidence) => ('measures' in evidence ? evidence.measures : undefined);

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
