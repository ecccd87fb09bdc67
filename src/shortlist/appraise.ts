import { hasPassed } from '../domain/evidence.ts';
import { shareRight } from '../domain/nearness.ts';
import type { Survivor } from '../domain/survivor.ts';
import type { Objective, Stage } from '../ports/reality.ts';

/** A survivor with the figures that decide between survivors. All are higher-is-better. */
export interface Appraisal {
  readonly survivor: Survivor;
  /** The share of held-out cases it got right; 1 where there are none. */
  readonly generalisation: number;
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

/** The raw figure of an objective; `undefined` where it was not measured. */
export function figureOf(survivor: Survivor, objective: string): number | undefined {
  switch (objective) {
    case 'score':
      return survivor.score;
    case 'heldOut':
      return generalisationOf(survivor);
    default:
      return survivor.measures[objective];
  }
}

function generalisationOf(survivor: Survivor): number {
  const seen = survivor.evidence.find((evidence) => evidence.stage === 'heldOut');
  return seen === undefined ? 1 : shareRight(seen);
}

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
  const hard = new Set(stages.filter((stage) => stage.hard).map((stage) => stage.name));
  const sound = survivors.filter(
    (survivor) =>
      generalisationOf(survivor) > 0 &&
      survivor.evidence.every((evidence) => hasPassed(evidence) || !hard.has(evidence.stage)),
  );
  const telling = new Set(stages.filter(isTelling).map((stage) => stage.name));
  const steady = objectives.filter((objective) => !isMeasuredTime(objective));
  const steadyColumns = steady.map((objective) => normalise(sound, objective));
  const allColumns = objectives.map((objective) => normalise(sound, objective));
  return sound
    .map((survivor, row) => {
      const values = steadyColumns.map((column) => column[row]!);
      const all = allColumns.map((column) => column[row]!);
      return {
        survivor,
        generalisation: generalisationOf(survivor),
        isFlawed: survivor.evidence.some((seen) => telling.has(seen.stage) && !hasPassed(seen)),
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
function normalise(survivors: readonly Survivor[], objective: Objective): number[] {
  const sign = objective.direction === 'minimise' ? -1 : 1;
  const worths = survivors.map((survivor) => {
    const figure = figureOf(survivor, objective.name);
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
