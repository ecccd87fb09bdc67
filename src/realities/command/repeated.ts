import { isDeepStrictEqual } from 'node:util';

import type { Candidate } from '../../domain/candidate.ts';
import { scoresOf } from '../../domain/evidence.ts';
import { measuredAgain, timesForEveryone, timesForNominees } from '../../domain/measured-again.ts';
import type { LoadedCommand } from './loaded-command.ts';
import { stageOf, type Step, type Take } from './steps.ts';

/**
 * The steps where the score of the file as it is turns out to vary: then two measurements count
 * for everyone, and three fresh ones for whoever may be shortlisted.
 */
export async function takenAgain(
  steps: readonly Step[],
  { problem, varies }: LoadedCommand,
  signal: AbortSignal,
): Promise<readonly Step[]> {
  const at = steps.findIndex(({ measure }) => measure !== undefined);
  const scoring = steps[at];
  if (problem.judgement.by !== 'score' || scoring?.measure === undefined) return steps;
  const { take, measure, stage, trial } = scoring;
  if (!(varies ?? (await isUnsteady(asItIs(problem.initial), measure, signal)))) return steps;
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
  const again = {
    ...scoring,
    stage: { ...stage, varies: true },
    take: repeated(take, measure, timesForEveryone),
  };
  return [...steps.slice(0, at), again, validate, ...steps.slice(at + 1)];
}

/** The file that a run starts from, which nobody has proposed. */
const asItIs = (source: string): Candidate => ({
  id: 'initial',
  source,
  parents: [],
  strategy: 'initial',
  model: 'none',
  tokens: 0,
  costUsd: 0,
  step: 0,
  island: 0,
});

/** Whether the same candidate comes to something else when it is measured again. */
async function isUnsteady(
  candidate: Candidate,
  measure: Take,
  signal: AbortSignal,
): Promise<boolean> {
  const first = scoresOf(await measure(candidate, signal));
  if (first === undefined) return false;
  return !isDeepStrictEqual(scoresOf(await measure(candidate, signal)), first);
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
