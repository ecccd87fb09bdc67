import { scoresOf, type Evidence } from '../domain/evidence.ts';
import type { Disagreement, Finalist, ScoreReport } from '../domain/shortlist.ts';
import { mean, type Survivor } from '../domain/survivor.ts';
import type { Reality } from '../ports/reality.ts';
import { appraise, type Appraisal } from './appraise.ts';
import { choose } from './choose.ts';
import { explain } from './why.ts';

/** How many a person is shown. */
export const shortlistLength = 3;

/** The survivors that a person is to be shown, the best first; not yet explained. */
export function shortlist(
  survivors: readonly Survivor[],
  reality: Pick<Reality, 'objectives' | 'stages'>,
): Appraisal[] {
  return choose(appraise(survivors, reality.objectives, reality.stages), shortlistLength);
}

/**
 * Turns a choice into finalists: ranked, explained, with every stage they went through.
 * `reported` holds the evidence that only reports; it does not change what was chosen.
 */
export function finalists(
  chosen: readonly Appraisal[],
  reported: readonly Pick<Survivor, 'candidate' | 'evidence'>[],
  reality: Pick<Reality, 'objectives' | 'problem'>,
  disagreements: readonly Disagreement[],
): Finalist[] {
  const { problem } = reality;
  const name = problem.kind === 'function' ? problem.signature.name : problem.path;
  const reasons = explain(chosen, reality.objectives, disagreements, name);
  return chosen.map(({ survivor: { candidate, measures, evidence: seen } }, index) => {
    const last = reported.find((other) => other.candidate.id === candidate.id);
    const evidence = last?.evidence ?? seen;
    const score = scoreReport(evidence);
    return {
      rank: index + 1,
      candidate,
      why: reasons[index]!,
      evidence,
      ...(score === undefined ? {} : { score }),
      measures,
    };
  });
}

function scoreReport(evidence: readonly Evidence[]): ScoreReport | undefined {
  const scores = (stage: string): readonly number[] | undefined => {
    const found = evidence.find((seen) => seen.stage === stage);
    return found === undefined ? undefined : scoresOf(found);
  };
  // Where a reality has one visible stage that scores, that is what it trains on.
  const train = scores('train') ?? evidence.map(scoresOf).find((found) => found !== undefined);
  if (train === undefined) return undefined;
  const validate = scores('validate');
  const final = scores('final');
  return {
    train: mean(train),
    ...(validate === undefined ? {} : { validate: mean(validate) }),
    ...(final === undefined ? {} : { final: mean(final) }),
    interval: interval95(final ?? validate ?? train),
  };
}

/** The normal 95 % interval of a mean over instances. */
function interval95(scores: readonly number[]): readonly [number, number] {
  const centre = mean(scores);
  const variance =
    scores.reduce((sum, score) => sum + (score - centre) ** 2, 0) / Math.max(1, scores.length - 1);
  const half = 1.96 * Math.sqrt(variance / scores.length);
  return [centre - half, centre + half];
}
