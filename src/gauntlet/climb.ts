import type { Candidate } from '../domain/candidate.ts';
import { hasPassed, type Evidence } from '../domain/evidence.ts';
import type { Audience, Reality, Stage } from '../ports/reality.ts';
import { openLimits, type FuelLimits } from './fuel.ts';
import { judgeRising } from './judge-rising.ts';
import type { Bars } from './promotion.ts';

/** What of a reality the gauntlet needs. */
type Judge = Pick<Reality, 'stages' | 'judge'>;

export { Fuel, type FuelCheckpoint } from './fuel.ts';
export { Promotion } from './promotion.ts';

/** What a step holds candidates to, by the evidence that was folded before it. */
export interface Terms {
  readonly bars: Bars;
  readonly fuel: FuelLimits;
}

/** How far one candidate came. */
export interface Climb {
  readonly candidate: Candidate;
  /** In the order of the stages; the last is where its climb ended. */
  readonly evidence: readonly Evidence[];
  /** It passed every hard stage it was taken to, and every selective one let it on. */
  readonly survived: boolean;
}

/** Someone who has evidence already and may earn more: an entry of the archive, a finalist. */
export type Climber = Pick<Climb, 'candidate' | 'evidence'>;

/**
 * Takes a batch through the stages for everyone, in order of cost. A candidate ends at the first
 * hard stage that it fails; from a selective stage only those above the bar go on, which makes a
 * chain of such stages successive halving (Jamieson & Talwalkar 2016). Answers each candidate
 * when its climb is over, in the order of the batch within a stage.
 */
export async function* climb(
  batch: readonly Candidate[],
  reality: Judge,
  { bars, fuel }: Terms,
  signal: AbortSignal,
): AsyncIterable<Climb> {
  const climbers = batch.map((candidate) => ({ candidate, evidence: [] }));
  const entrants: Climb[] = [];
  const later = stagesFor(reality, 'entrants');
  const ascending = ascend(
    climbers,
    stagesFor(reality, 'everyone'),
    reality,
    { bars, fuel },
    signal,
  );
  for await (const climbed of ascending) {
    if (climbed.survived && later.length > 0) entrants.push(climbed);
    else yield climbed;
  }
  yield* ascend(entrants, later, reality, openTerms, signal);
}

/**
 * Takes those about to be shortlisted through the held-out stages. `heard` is told of each after
 * every stage, so that what was seen of a climb counts though the rest of it is cut off.
 */
export async function* nominate(
  entries: readonly Climber[],
  reality: Judge,
  signal: AbortSignal,
  heard?: (climbed: Climb) => void,
): AsyncIterable<Climb> {
  yield* ascend(entries, stagesFor(reality, 'nominees'), reality, openTerms, signal, heard);
}

/**
 * Takes those that would be shortlisted as things stand through what may still rule them out, or
 * put them behind others. `heard`: as of nominees.
 */
export async function* contend(
  contenders: readonly Climber[],
  reality: Judge,
  signal: AbortSignal,
  heard: (climbed: Climb) => void,
): AsyncIterable<Climb> {
  yield* ascend(contenders, stagesFor(reality, 'contenders'), reality, openTerms, signal, heard);
}

/** Takes the shortlist through the stages that select nothing: their evidence only reports. */
export async function* report(
  finalists: readonly Climber[],
  reality: Judge,
  signal: AbortSignal,
): AsyncIterable<Climb> {
  const stages = stagesFor(reality, 'finalists').map((stage) => ({ ...stage, hard: false }));
  yield* ascend(finalists, stages, reality, openTerms, signal);
}

/** For whoever has come so far already: all go on, and the engine's own limits hold. */
export const openTerms: Terms = {
  bars: { promotes: () => true },
  fuel: openLimits,
};

function stagesFor(reality: Judge, audience: Audience): readonly Stage[] {
  return reality.stages.filter((stage) => stage.audience === audience);
}

async function* ascend(
  climbers: readonly Climber[],
  stages: readonly Stage[],
  reality: Judge,
  { bars, fuel }: Terms,
  signal: AbortSignal,
  heard?: (climbed: Climb) => void,
): AsyncIterable<Climb> {
  let climbing = climbers;
  if (stages.length === 0) for (const climber of climbers) yield { ...climber, survived: true };
  for (const stage of stages) {
    if (climbing.length === 0) return;
    const goingOn: Climber[] = [];
    const batch = climbing.map(({ candidate }) => candidate);
    let position = 0;
    const limits = fuel.for(stage.name);
    for await (const seen of judgeRising(reality, stage.name, batch, limits, signal)) {
      const { candidate, evidence } = climbing[position++]!;
      const so = { candidate, evidence: [...evidence, seen] };
      const isLast = stage === stages.at(-1);
      const survived = survives(stage, seen, isLast ? openTerms.bars : bars);
      heard?.({ ...so, survived });
      if (survived && !isLast) goingOn.push(so);
      else yield { ...so, survived };
    }
    climbing = goingOn;
  }
}

function survives(stage: Stage, seen: Evidence, bars: Bars): boolean {
  if (stage.hard && !hasPassed(seen)) return false;
  return !stage.selective || bars.promotes(seen);
}
