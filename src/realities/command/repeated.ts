import { isDeepStrictEqual } from 'node:util';

import type { Candidate } from '../../domain/candidate.ts';
import { hasPassed, scoresOf, type Passed } from '../../domain/evidence.ts';
import { mean } from '../../domain/score.ts';
import type { LoadedCommand } from './loaded-command.ts';
import { stageOf, type Step, type Take } from './steps.ts';

/** How often a score that varies is taken before its candidate may breed. */
const timesForEveryone = 2;

/** How often it is taken anew for whoever may be shortlisted; two could not say how sure it is. */
const timesForNominees = 3;

/** Student's t, 95 % on two sides, at two degrees of freedom: of the mean of three. */
const studentOfThree = 4.303;

/**
 * The steps where the score of the file as it is turns out to vary: then two measurements count
 * for everyone, and three fresh ones for whoever may be shortlisted.
 */
export async function measuredAgain(
  steps: readonly Step[],
  { problem, varies }: LoadedCommand,
): Promise<readonly Step[]> {
  const at = steps.findIndex(({ measure }) => measure !== undefined);
  const scoring = steps[at];
  if (problem.judgement.by !== 'score' || scoring?.measure === undefined) return steps;
  const { take, measure, stage, trial } = scoring;
  if (!(varies ?? (await isUnsteady(asItIs(problem.initial), measure)))) return steps;
  const name = stage.name.replace(/^judge(?: \d+)?/u, 'validate');
  const nominated = beforeShortlist(measure);
  const validate: Step = {
    stage: { ...stageOf(name, 'nominees'), varies: true },
    trial,
    take: async (candidate, asking) => ({ ...(await nominated(candidate, asking)), stage: name }),
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
async function isUnsteady(candidate: Candidate, measure: Take): Promise<boolean> {
  // Each trial has a limit of its own.
  const { signal } = new AbortController();
  const first = scoresOf(await measure(candidate, signal));
  if (first === undefined) return false;
  return !isDeepStrictEqual(scoresOf(await measure(candidate, signal)), first);
}

/**
 * The mean of three fresh ones, with its interval: those that were bred by favour whoever was
 * lucky in them.
 */
function beforeShortlist(measure: Take): Take {
  const measureAnew = repeated(measure, measure, timesForNominees);
  return async (candidate, signal) => {
    const seen = await measureAnew(candidate, signal);
    if (!hasPassed(seen) || seen.measurements === undefined) return seen;
    const { measurements } = seen;
    const middle = mean(measurements);
    const spread = measurements.reduce((sum, figure) => sum + (figure - middle) ** 2, 0);
    const half = studentOfThree * Math.sqrt(spread / (timesForNominees - 1) / timesForNominees);
    const interval = { scoreLow: middle - half, scoreHigh: middle + half };
    return { ...seen, measures: { ...seen.measures, ...interval } };
  };
}

/** Takes several times; whoever fails once has failed. */
function repeated(first: Take, again: Take, times: number): Take {
  return async (candidate, signal) => {
    const all: Passed[] = [];
    while (all.length < times) {
      const seen = await (all.length === 0 ? first : again)(candidate, signal);
      if (!hasPassed(seen) || seen.scores === undefined) return seen;
      all.push(seen);
    }
    const measurements = all.map(({ scores }) => mean(scores!));
    const score = mean(measurements);
    return {
      ...all[0]!,
      wallMs: all.reduce((sum, { wallMs }) => sum + wallMs, 0),
      scores: [score],
      measures: { ...all[0]!.measures, score },
      measurements,
    };
  };
}
