import { hasPassed } from '../domain/evidence.ts';
import { shareRight } from '../domain/nearness.ts';
import type { Survivor } from '../domain/survivor.ts';
import type { Objective, Stage } from '../ports/reality.ts';

/** A survivor with the figures that decide between survivors. All are higher-is-better. */
export interface Appraisal {
  readonly survivor: Survivor;
  /** The share of held-out cases it got right; 1 where there are none. */
  readonly generalisation: number;
  /** Whether it was run on any. */
  readonly hasMetHeldOut: boolean;
  /** It failed what contenders are told by, such as the check of its types. */
  readonly isFlawed: boolean;
  /**
   * One value an objective that is the same in every run, from 0 (no better than the middle one
   * of those compared) to 1 (the best). Measured time is not among them: it ranks, but never admits.
   */
  readonly objectives: readonly number[];
  /** The weighted mean of these objectives. */
  readonly utility: number;
  /** The weighted mean of all objectives, measured time included. */
  readonly rank: number;
}

/**
 * Whether a stage tells contenders apart and rules nobody out: whoever fails it comes after all who
 * did not. What varies measures time, and is none.
 */
export const isTelling = ({ audience, hard, varies }: Stage): boolean =>
  audience === 'contenders' && !hard && !varies;

/** Whether an objective is measured by a clock, and so differs from run to run. */
const isMeasuredTime = (objective: Objective): boolean => /(?:Ns|Ms)$/.test(objective.name);

/** A survivor with how it generalises. */
type Judged = Pick<Appraisal, 'survivor' | 'generalisation' | 'hasMetHeldOut'>;

/** The raw figure of an objective; `undefined` where it was not measured. */
export function figureOf(
  { survivor, generalisation }: Pick<Judged, 'survivor' | 'generalisation'>,
  objective: string,
): number | undefined {
  switch (objective) {
    case 'score':
      return survivor.score;
    case 'heldOut':
      return generalisation;
    default:
      return survivor.measures[objective];
  }
}

function judged(survivor: Survivor, isHeldOut: ReadonlySet<string>): Judged {
  const seen = survivor.evidence.find(({ stage }) => isHeldOut.has(stage));
  const generalisation = seen === undefined ? 1 : shareRight(seen);
  return { survivor, generalisation, hasMetHeldOut: seen !== undefined };
}

const namesOf = (stages: readonly Stage[]): ReadonlySet<string> =>
  new Set(stages.map(({ name }) => name));

/**
 * Those of `survivors` that met every hard stage they went through and got at least one held-out
 * case right, where there are any, appraised against each other, the best first: what generalises
 * better stands higher, whatever else it is worth; then what is not flawed; of equals the one with
 * the shorter source.
 */
export function appraise(
  survivors: readonly Survivor[],
  objectives: readonly Objective[],
  stages: readonly Stage[],
): Appraisal[] {
  const hard = namesOf(stages.filter((stage) => stage.hard));
  const heldOut = namesOf(stages.filter((stage) => stage.split === 'heldOut'));
  const telling = namesOf(stages.filter(isTelling));
  const sound = survivors
    .map((survivor) => judged(survivor, heldOut))
    .filter(
      ({ survivor, generalisation }) =>
        generalisation > 0 &&
        survivor.evidence.every((evidence) => hasPassed(evidence) || !hard.has(evidence.stage)),
    );
  const steady = objectives.filter((objective) => !isMeasuredTime(objective));
  const steadyColumns = steady.map((objective) => normalise(sound, objective));
  const allColumns = objectives.map((objective) => normalise(sound, objective));
  return sound
    .map((each, row) => {
      const values = steadyColumns.map((column) => column[row]!);
      const all = allColumns.map((column) => column[row]!);
      return {
        ...each,
        isFlawed: each.survivor.evidence.some(
          (seen) => telling.has(seen.stage) && !hasPassed(seen),
        ),
        objectives: values,
        utility: weighted(values, steady),
        rank: weighted(all, objectives),
      };
    })
    .toSorted(
      (left, right) =>
        right.generalisation - left.generalisation ||
        Number(left.isFlawed) - Number(right.isFlawed) ||
        right.utility - left.utility ||
        left.survivor.candidate.source.length - right.survivor.candidate.source.length ||
        (left.survivor.candidate.id < right.survivor.candidate.id ? -1 : 1),
    );
}

function weighted(values: readonly number[], objectives: readonly Objective[]): number {
  const weight = objectives.reduce((sum, objective) => sum + objective.weight, 0) || 1;
  return values.reduce((sum, value, at) => sum + value * objectives[at]!.weight, 0) / weight;
}

/**
 * Brings one objective to 0 … 1 over those compared; what was not measured counts as the worst.
 * Held against the middle one and not against the worst, which may be as bad as it likes: beside
 * it a fifth more of the score would look like nothing, and a token less would decide.
 */
function normalise(compared: readonly Judged[], objective: Objective): number[] {
  const sign = objective.direction === 'minimise' ? -1 : 1;
  const worths = compared.map((each) => {
    const figure = figureOf(each, objective.name);
    return figure === undefined ? Number.NEGATIVE_INFINITY : sign * figure;
  });
  const known = worths.filter(Number.isFinite).toSorted((left, right) => right - left);
  const best = known[0]!;
  const middle = known[known.length >> 1]!;
  return worths.map((worth) => {
    if (worth === best) return 1;
    return worth > middle ? (worth - middle) / (best - middle) : 0;
  });
}
