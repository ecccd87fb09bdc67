import { hasPassed, type Evidence, type Measures, type Passed } from './evidence.ts';
import { mean, meanReach } from './mean-interval.ts';
import { scoreOf } from './score.ts';

/** How often a score that varies is taken before its candidate may breed. */
export const timesForEveryone = 2;

/** How often it is taken anew for whoever may be shortlisted; two could not say how sure it is. */
export const timesForNominees = 3;

/** What a person is told where a score varies. */
export const scoreVaries =
  'The score varies from run to run: it is taken twice before it breeds, and three times more ' +
  'before the shortlist (`varies` in the specification decides otherwise).';

/** Takes the evidence of several at one stage, once each, in their order. */
export type TakeOnce<Subject> = (subjects: readonly Subject[]) => Promise<readonly Evidence[]>;

/**
 * Takes a score as often as there are ways to take it, and answers the mean of each. Whoever fails
 * once has failed, and is not measured any more.
 */
export async function measuredAgain<Subject>(
  subjects: readonly Subject[],
  takes: readonly TakeOnce<Subject>[],
): Promise<readonly Evidence[]> {
  const all = subjects.map((subject) => ({ subject, seen: [] as Evidence[] }));
  let standing = all;
  for (const take of takes) {
    const taken = await take(standing.map(({ subject }) => subject));
    for (const [at, { seen }] of standing.entries()) seen.push(taken[at]!);
    standing = standing.filter(({ seen }) => isScored(seen.at(-1)!));
  }
  return all.map(({ seen }) => (seen.every(isScored) ? together(seen) : seen.at(-1)!));
}

type Scored = Passed & { readonly scores: readonly number[] };

const isScored = (seen: Evidence): seen is Scored => hasPassed(seen) && seen.scores !== undefined;

/**
 * Measurements of one candidate as one. Over several instances the interval is that of their
 * scores, in which what varies has its part; over one it is what the measurements tell.
 */
function together(all: readonly Scored[]): Scored {
  const first = all[0]!;
  const measurements = all.map((seen) => scoreOf(seen)!);
  const score = mean(measurements);
  const scores = first.scores.map((_, at) => mean(all.map((seen) => seen.scores[at]!)));
  const isSure = scores.length === 1 && all.length === timesForNominees;
  return {
    ...first,
    wallMs: all.reduce((sum, { wallMs }) => sum + wallMs, 0),
    scores,
    measures: { ...meansOf(all), score, ...(isSure ? studentsInterval(measurements) : {}) },
    measurements,
  };
}

/** The mean of every measure that was taken each time. */
function meansOf(all: readonly Passed[]): Measures {
  const taken = all.map(({ measures = {} }) => measures);
  const names = Object.keys(taken[0]!).filter((name) => taken.every((each) => name in each));
  return Object.fromEntries(names.map((name) => [name, mean(taken.map((each) => each[name]!))]));
}

/** The 95 % interval of the mean of three measurements. */
function studentsInterval(measurements: readonly number[]): Measures {
  const middle = mean(measurements);
  const half = meanReach(measurements)!;
  return { scoreLow: middle - half, scoreHigh: middle + half };
}
