import { scoresOf, type Evidence } from './evidence.ts';
import { mean, meanReach } from './mean-interval.ts';

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
 * mean, else Student's of a mean over instances. One figure alone has none.
 */
export function intervalOf(evidence: Evidence): readonly [number, number] | undefined {
  const scores = scoresOf(evidence);
  if (scores === undefined || scores.length === 0) return undefined;
  const { scoreLow, scoreHigh } = measuresOf(evidence) ?? {};
  if (scoreLow !== undefined && scoreHigh !== undefined) return [scoreLow, scoreHigh];
  const reach = meanReach(scores);
  if (reach === undefined) return undefined;
  const centre = scoreOf(evidence)!;
  return [centre - reach, centre + reach];
}

const measuresOf = (evidence: Evidence) => ('measures' in evidence ? evidence.measures : undefined);
