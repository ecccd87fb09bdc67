import { figureOf, type Appraisal } from './appraise.ts';

/** Tokens, beside a share of the best one's, that another explanation may be longer. */
const moreTokens = 2;
const moreShare = 0.25;

/**
 * Whether a person would consider the one beside the best. Where examples judge, all survivors
 * explain the same examples, and each token that one needs more makes it less likely to be what
 * was meant (minimum description length, Rissanen 1978): what is much longer than the best, and
 * better in no objective, is a program that was bent round the examples. Scores speak for
 * themselves.
 */
export function isPlausibleBeside(best: Appraisal, appraisal: Appraisal): boolean {
  const [shortest, own] = [best, appraisal].map((each) => figureOf(each, 'size'));
  if (appraisal.survivor.score !== undefined || shortest === undefined || own === undefined) {
    return true;
  }
  if (own <= shortest + moreTokens + moreShare * shortest) return true;
  return appraisal.objectives.some((value, index) => value > best.objectives[index]!);
}
