import type { Candidate } from './candidate.ts';
import type { Evidence, Measures } from './evidence.ts';
import { hasPassed, scoresOf } from './evidence.ts';
import { scoreOf } from './score.ts';

/** A candidate that passed every hard visible stage, with all that was seen of it so far. */
export interface Survivor {
  readonly candidate: Candidate;
  /** In the order of the stages. */
  readonly evidence: readonly Evidence[];
  /** One score an instance, from the last visible stage that scored; empty for equality. */
  readonly scores: readonly number[];
  /** These scores folded into one, as the specification folds them; absent for equality. */
  readonly score?: number;
  readonly measures: Measures;
  /** Equal for candidates that behaved alike on every input they were run on. */
  readonly behaviour: string;
}

/** Folds the evidence of one candidate into what the archive and the shortlist compare. */
export function survivorOf(candidate: Candidate, evidence: readonly Evidence[]): Survivor {
  let scores: readonly number[] = [];
  let score: number | undefined;
  let behaviour = candidate.id;
  const measures: Record<string, number> = {};
  for (const seen of evidence) {
    scores = scoresOf(seen) ?? scores;
    score = scoreOf(seen) ?? score;
    if (!hasPassed(seen) && seen.verdict !== 'failed') continue;
    behaviour = seen.behaviour ?? behaviour;
    Object.assign(measures, seen.measures);
  }
  return {
    candidate,
    evidence,
    scores,
    ...(score === undefined ? {} : { score }),
    measures,
    behaviour,
  };
}
