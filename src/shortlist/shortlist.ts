import type { Evidence } from '../domain/evidence.ts';
import { intervalOf, scoreOf } from '../domain/score.ts';
import {
  shortlistLength,
  type Disagreement,
  type Finalist,
  type ScoreReport,
} from '../domain/shortlist.ts';
import type { Survivor } from '../domain/survivor.ts';
import type { Reality, Stage } from '../ports/reality.ts';
import type { Split } from '../ports/sandbox.ts';
import { appraise, type Appraisal } from './appraise.ts';
import { choose } from './choose.ts';
import { explain } from './why.ts';

export { isTelling } from './appraise.ts';

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
  reality: Pick<Reality, 'objectives' | 'problem' | 'stages'>,
  disagreements: readonly Disagreement[] | undefined,
): Finalist[] {
  const { judgement } = reality.problem;
  const tolerance = judgement.by === 'equality' ? judgement.tolerance : 0;
  const unit = judgement.by === 'score' && judgement.unit;
  const byScore = judgement.by === 'score';
  const asked = { tolerance, byScore, ...(unit ? { unit } : {}) };
  const reasons = explain(chosen, reality.objectives, disagreements, asked);
  return chosen.map(({ survivor: { candidate, measures, evidence: seen } }, index) => {
    const last = reported.find((other) => other.candidate.id === candidate.id);
    const evidence = last?.evidence ?? seen;
    const score = scoreReport(evidence, reality.stages);
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

/** The last score of each split: several stages may see ever more of one. */
function scoreReport(
  evidence: readonly Evidence[],
  stages: readonly Stage[],
): ScoreReport | undefined {
  const splits = new Map(stages.map(({ name, split }) => [name, split]));
  const on = (split: Split): Evidence | undefined =>
    evidence.findLast((seen) => splits.get(seen.stage) === split && scoreOf(seen) !== undefined);
  const [train, validate, final] = [on('train'), on('validate'), on('final')];
  if (train === undefined) return undefined;
  const interval = intervalOf(final ?? validate ?? train);
  return {
    train: scoreOf(train)!,
    ...(validate === undefined ? {} : { validate: scoreOf(validate)! }),
    ...(final === undefined ? {} : { final: scoreOf(final)! }),
    ...(interval === undefined ? {} : { interval }),
  };
}
