import type { Evidence } from '../domain/evidence.ts';
import { intervalOf, scoreOf } from '../domain/score.ts';
import {
  shortlistLength,
  type Disagreement,
  type Finalist,
  type ScoreReport,
} from '../domain/shortlist.ts';
import type { Survivor } from '../domain/survivor.ts';
import type { Reality } from '../ports/reality.ts';
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
  reality: Pick<Reality, 'objectives' | 'problem'>,
  disagreements: readonly Disagreement[],
): Finalist[] {
  const { problem } = reality;
  const name = problem.kind === 'function' ? problem.signature.name : problem.path;
  const { judgement } = problem;
  const tolerance = judgement.by === 'equality' ? judgement.tolerance : 0;
  const unit = judgement.by === 'score' && judgement.unit;
  const byScore = judgement.by === 'score';
  const asked = { name, tolerance, byScore, ...(unit ? { unit } : {}) };
  const reasons = explain(chosen, reality.objectives, disagreements, asked);
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
  // Behind its name, in brackets, a stage may say how far it can be trusted.
  const at = (stage: string) => evidence.find((seen) => seen.stage.split(' (')[0] === stage);
  const scoreAt = (stage: string) => scoreIn(at(stage));
  // Where a reality has one visible stage that scores, that is what it trains on.
  const first = evidence.find((seen) => scoreOf(seen) !== undefined);
  const train = scoreAt('train') ?? scoreIn(first);
  if (train === undefined) return undefined;
  const validate = scoreAt('validate');
  const final = scoreAt('final');
  const last = ['final', 'validate', 'train'].find((stage) => scoreAt(stage) !== undefined);
  const interval = intervalOf(last === undefined ? first! : at(last)!);
  return {
    train,
    ...(validate === undefined ? {} : { validate }),
    ...(final === undefined ? {} : { final }),
    ...(interval === undefined ? {} : { interval }),
  };
}

const scoreIn = (evidence: Evidence | undefined) =>
  evidence === undefined ? undefined : scoreOf(evidence);
