import type { Candidate, CandidateId } from '../domain/candidate.ts';
import { scoresOf, type Evidence } from '../domain/evidence.ts';
import type { Example } from '../domain/function.ts';
import type { RunEvent } from '../domain/run.ts';
import type { Reality } from '../ports/reality.ts';

/** Whether a recorded candidate does again what its record says. */
export interface Replay {
  /** Also false where no evidence is on record. */
  readonly holds: boolean;
  /** Its source is still the one that its id was made of. */
  readonly isIntact: boolean;
  /** In the order of the record. */
  readonly stages: readonly ReplayedStage[];
}

/** One stage as it is on record, and as it came out now. */
export interface ReplayedStage {
  readonly stage: string;
  readonly holds: boolean;
  /** What differs; empty where the evidence holds. Times always do, and are never here. */
  readonly differences: readonly Difference[];
  readonly recorded: Evidence;
  /** Absent where there is no such stage any more. */
  readonly now?: Evidence;
}

/** One figure that came out otherwise: `passed`, `scores`, `size`, …; `null` where there is none. */
export interface Difference {
  readonly what: string;
  readonly recorded: Figure;
  readonly now: Figure;
}

type Figure = string | number | null;

/** What a record says of one candidate, and of what it was judged by. */
export interface Recorded {
  readonly candidate: Candidate;
  /** In the order of recording; a stage is there twice where its records contradict each other. */
  readonly evidence: readonly Evidence[];
  /** The cases that a person had decided by then. */
  readonly answers: readonly Example[];
}

/**
 * Finds a candidate in a record. A case that a person decides begins a new search: of evidence
 * from before and after one, the newer counts. `undefined` where nothing was recorded of it.
 */
export function recordedOf(events: readonly RunEvent[], id: CandidateId): Recorded | undefined {
  const answers: Example[] = [];
  let candidate: Candidate | undefined;
  let evidence: Evidence[] = [];
  let answersThen = 0;
  for (const event of events) {
    if (event.kind === 'answered') answers.push(event.example);
    if (event.kind === 'candidate' && event.candidate.id === id) candidate = event.candidate;
    const seen = evidenceIn(event, id);
    if (seen.length === 0) continue;
    if (answersThen !== answers.length) evidence = [];
    answersThen = answers.length;
    for (const each of seen) if (!evidence.some((known) => agree(known, each))) evidence.push(each);
  }
  if (candidate === undefined) return undefined;
  return { candidate, evidence, answers: answers.slice(0, answersThen) };
}

/** What finalists are reported with stands with the shortlist alone. */
function evidenceIn(event: RunEvent, id: CandidateId): readonly Evidence[] {
  if (event.kind === 'evidence') return event.evidence.candidate === id ? [event.evidence] : [];
  if (event.kind !== 'shortlisted') return [];
  return event.finalists.find(({ candidate }) => candidate.id === id)?.evidence ?? [];
}

/** Takes a candidate once more through the stages that it has gone through, in their order. */
export async function replay(
  { candidate, evidence }: Recorded,
  reality: Reality,
  isIntact: boolean,
  signal: AbortSignal,
): Promise<Replay> {
  const again = new Map<string, Evidence>();
  const wanted = new Set(evidence.map(({ stage }) => stage));
  for (const { name } of reality.stages) {
    if (!wanted.has(name)) continue;
    const [seen] = await Array.fromAsync(reality.judge(name, [candidate], signal));
    again.set(name, seen!);
  }
  const stages = evidence.map((recorded): ReplayedStage => {
    const { stage } = recorded;
    const now = again.get(stage);
    if (now === undefined) return { stage, holds: false, differences: [], recorded };
    const differences = differencesOf(recorded, now);
    return { stage, holds: differences.length === 0, differences, recorded, now };
  });
  const hasHeld = stages.length > 0 && stages.every(({ holds }) => holds);
  return { holds: isIntact && hasHeld, isIntact, stages };
}

const agree = (left: Evidence, right: Evidence): boolean =>
  left.stage === right.stage && differencesOf(left, right).length === 0;

function differencesOf(recorded: Evidence, now: Evidence): readonly Difference[] {
  const before = claimsOf(recorded);
  const after = claimsOf(now);
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].flatMap((what) => {
    const pair = { recorded: before.get(what) ?? null, now: after.get(what) ?? null };
    return Object.is(pair.recorded, pair.now) ? [] : [{ what, ...pair }];
  });
}

/** Measured in time, or resampled with whoever was in the same batch: never the same twice. */
const isUnsteady = (measure: string): boolean => /(?:Ns|Ms|Low|High)$/u.test(measure);

/** What evidence says that must come out again, by name. */
function claimsOf(evidence: Evidence): ReadonlyMap<string, Figure> {
  const claims = new Map<string, Figure>([['verdict', evidence.verdict]]);
  if (evidence.verdict !== 'passed' && evidence.verdict !== 'failed') return claims;
  claims.set('passed', evidence.passed).set('total', evidence.total);
  // A score that varies, and what it was taken of, does so here as well.
  if (evidence.measurements !== undefined) return claims;
  scoresOf(evidence)?.forEach((score, index) => claims.set(`scores[${index}]`, score));
  if (evidence.behaviour !== undefined) claims.set('behaviour', evidence.behaviour);
  for (const [name, value] of Object.entries(evidence.measures ?? {})) {
    if (!isUnsteady(name)) claims.set(name, value);
  }
  return claims;
}
