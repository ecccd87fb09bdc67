import { isDeepStrictEqual } from 'node:util';

import type { Budget } from '../domain/budget.ts';
import type { RunEvent, RunHeader } from '../domain/run.ts';
import type { AskingCheckpoint } from './asking.ts';
import type { ContestCheckpoint } from './contest.ts';
import type { SelectionGrowth, SelectionState } from './selection.ts';
import type { Known } from './timing.ts';

/** What came in since the last checkpoint: a run that goes on asks all of them for it. */
export interface SearchGrowth {
  readonly selection: SelectionGrowth;
  readonly contest: ContestCheckpoint | undefined;
  readonly seen: readonly string[];
  readonly behaviours: readonly string[];
  /** What candidates of language models were worth; absent in older records. */
  readonly known?: readonly Known[];
}

/** How a search stands: a run that goes on asks the newest checkpoint for it. */
export interface SearchState {
  readonly selection: SelectionState;
  readonly asking: AskingCheckpoint;
  /** Where nothing was left but to judge the shortlist: the budget that the search was over by. */
  readonly over: Budget | null;
}

/** Whoever goes on after its end has more to spend, or hopes for more: all models are asked again. */
export function asksAnew(
  asking: AskingCheckpoint | undefined,
  past: readonly RunEvent[],
): AskingCheckpoint | undefined {
  if (asking === undefined || !hasEnded(past)) return asking;
  const { silences: _, ...rest } = asking;
  return rest;
}

function hasEnded(past: readonly RunEvent[]): boolean {
  const last = past.findLast(({ kind }) => kind === 'checkpoint' || kind === 'ended');
  return last?.kind === 'ended' && last.status !== 'interrupted';
}

/** Whoever was cut off on the way to the end takes it up there; whoever has ended goes on. */
export function wasOver(
  state: SearchState | undefined,
  past: readonly RunEvent[],
  { budget }: RunHeader,
): boolean {
  return !hasEnded(past) && isDeepStrictEqual(state?.over, budget);
}
