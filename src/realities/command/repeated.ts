import { isDeepStrictEqual } from 'node:util';

import type { Candidate } from '../../domain/candidate.ts';
import { scoresOf, type Evidence } from '../../domain/evidence.ts';
import { measuredAgain, timesForEveryone, timesForNominees } from '../../domain/measured-again.ts';
import { stageOf, type Step, type Take } from './steps.ts';

/**
 * The steps where the score varies: two measurements count for everyone, and three fresh ones for
 * whoever may be shortlisted.
 */
export function takenAgain(steps: readonly Step[]): readonly Step[] {
  const at = steps.findIndex(({ measure }) => measure !== undefined);
  const scoring = steps[at]!;
  const { take, stage, trial } = scoring;
  const measure = scoring.measure!;
  // Fresh ones: those that were bred by favour whoever was lucky in them.
  const nominated = repeated(measure, measure, timesForNominees);
  const validating = stageOf('validate', 'nominees', { split: 'validate', trust: stage.trust });
  const validate: Step = {
    stage: { ...validating, varies: true },
    trial,
    take: async (candidate, asking) => ({
      ...(await nominated(candidate, asking)),
      stage: validating.name,
    }),
  };
  const again: Step = {
    ...scoring,
    stage: { ...stage, varies: true },
    take: repeated(take, measure, timesForEveryone),
  };
  return [...steps.slice(0, at), again, validate, ...steps.slice(at + 1)];
}

/** Whether what came to `first` comes to something else when it is measured again. */
export async function isUnsteady(first: Evidence, measure: () => Promise<Evidence>) {
  const scores = scoresOf(first);
  return scores !== undefined && !isDeepStrictEqual(scoresOf(await measure()), scores);
}

/** Takes several times; whoever fails once has failed. */
function repeated(first: Take, again: Take, times: number): Take {
  const takes = [first, ...Array.from({ length: times - 1 }, () => again)];
  return async (candidate, signal) => {
    const once = takes.map((take) => async (candidates: readonly Candidate[]) => {
      return Promise.all(candidates.map((each) => take(each, signal)));
    });
    const [seen] = await measuredAgain([candidate], once);
    return seen!;
  };
}
