import type { Budget } from './budget.ts';
import type { Candidate, CandidateId } from './candidate.ts';
import { addCost } from './cost.ts';
import type { Evidence } from './evidence.ts';
import type { Cost, Milestone, RunEvent, RunStatus } from './run.ts';
import { statusAfter } from './status-after.ts';
import { survivorOf, type Survivor } from './survivor.ts';
import { noCost } from './tally.ts';

export type CheckpointEvent = Extract<RunEvent, { kind: 'checkpoint' }>;

/** What a run has come to at one moment. */
export type Totals = Pick<CheckpointEvent, 'counts' | 'arms' | 'pace'>;

/** What a record says, folded: enough to go on from, and to report. */
export interface Recollection {
  /** The newest; what was recorded after it is done again when the run goes on. */
  readonly checkpoint: CheckpointEvent | undefined;
  /** All of them, in order: each adds what came in since the one before. */
  readonly checkpoints: readonly CheckpointEvent[];
  /** What it may spend in all since it was last resumed; absent where it never was. */
  readonly budget: Budget | undefined;
  /**
   * Where it stands: what its newest checkpoint or its end says, or, once it goes on, what it goes
   * on from. Absent where neither is on record.
   */
  readonly totals: Totals | undefined;
  readonly status: RunStatus;
  /** How long it has searched since its start, or since a person last decided a case. */
  readonly elapsedMs: number;
  /**
   * What was paid for, also after the newest checkpoint, and before a person decided a case: it
   * stays paid when it is done again.
   * Requests that were sent and have no answer on record count at their most.
   */
  readonly cost: Cost;
  readonly survivors: ReadonlyMap<CandidateId, Survivor>;
  /** What was judged since the newest checkpoint. */
  readonly judged: readonly Evidence[];
  readonly milestones: readonly Milestone[];
  /** How many candidates each strategy had brought into the archive at the newest checkpoint. */
  readonly admitted: Readonly<Record<string, number>>;
}

/** What is on record of a run, and the same folded. */
export interface Past {
  readonly events: readonly RunEvent[];
  readonly recalled: Recollection;
}

export const pastOf = (events: readonly RunEvent[]): Past => ({ events, recalled: recall(events) });

/** Folds the record of a run. A candidate or evidence that was recorded twice counts once. */
export function recall(events: readonly RunEvent[]): Recollection {
  const candidates = new Map<CandidateId, Candidate>();
  const evidence = new Map<CandidateId, Map<string, Evidence>>();
  const milestones: Milestone[] = [];
  const judged: Evidence[] = [];
  let admitted: Readonly<Record<string, number>> = {};
  let atCheckpoint: Readonly<Record<string, number>> = {};
  const checkpoints: CheckpointEvent[] = [];
  let budget: Budget | undefined;
  let totals: Totals | undefined;
  let elapsedMs = 0;
  let cost = noCost;
  /** Requests that were sent since `cost` was counted and are not settled, by what they may cost. */
  const open = new Map<number, Cost>();
  for (const event of events) {
    switch (event.kind) {
      case 'candidate':
        candidates.set(event.candidate.id, event.candidate);
        break;
      case 'evidence': {
        const { candidate, stage } = event.evidence;
        const stages = evidence.get(candidate) ?? new Map<string, Evidence>();
        evidence.set(candidate, stages.set(stage, event.evidence));
        judged.push(event.evidence);
        break;
      }
      case 'judged':
        judged.push(...event.evidence);
        break;
      case 'milestone':
        milestones.push(event.milestone);
        break;
      case 'checkpoint':
        checkpoints.push(event);
        judged.length = 0;
        totals = event;
        elapsedMs = event.elapsedMs;
        cost = event.cost;
        open.clear();
        atCheckpoint = admitted;
        break;
      case 'drafted':
        cost = addCost(cost, event.drafted.cost);
        break;
      case 'requested':
        open.set(event.request, event.most);
        break;
      case 'settled':
        open.delete(event.request);
        cost = addCost(cost, event.cost);
        break;
      case 'admitted': {
        const strategy = candidates.get(event.candidate)?.strategy ?? 'unknown';
        admitted = { ...admitted, [strategy]: (admitted[strategy] ?? 0) + 1 };
        break;
      }
      case 'answered':
        // What survived before may contradict the answer: it counts once it was judged again.
        candidates.clear();
        evidence.clear();
        judged.length = 0;
        milestones.length = 0;
        checkpoints.length = 0;
        totals = undefined;
        elapsedMs = 0;
        admitted = atCheckpoint = {};
        break;
      case 'resumed':
        budget = event.budget;
        // The steps since the checkpoint are taken again.
        admitted = atCheckpoint;
        totals = checkpoints.at(-1);
        break;
      case 'ended':
        totals = event;
        elapsedMs = event.elapsedMs;
        cost = event.cost;
        open.clear();
        break;
      case 'sized':
      case 'cut':
      case 'references':
      case 'shortlisted':
      case 'presented':
        break;
    }
  }
  const survivors = new Map(
    [...candidates].map(([id, candidate]) => [
      id,
      survivorOf(candidate, [...(evidence.get(id)?.values() ?? [])]),
    ]),
  );
  return {
    checkpoint: checkpoints.at(-1),
    checkpoints,
    budget,
    totals,
    status: events.reduce(statusAfter, 'running'),
    elapsedMs,
    cost: [...open.values()].reduce(addCost, cost),
    survivors,
    judged,
    milestones,
    admitted: atCheckpoint,
  };
}
