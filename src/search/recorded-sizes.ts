import type { Replaying, RunEvent, RunHeader } from '../domain/run.ts';
import type { Sizing } from './asking.ts';

/** How many questions each step asked, as far as that is on record. */
export type RecordedSizes = ReadonlyMap<number, number>;

/** How large the steps of a run are, by what is on record of it. */
export function sizingOf({ budget, lag, replay }: RunHeader, past: readonly RunEvent[]): Sizing {
  // Nothing follows the clock where the clock does not end the run.
  const adapts = budget.seconds !== undefined && replay === undefined;
  return { recorded: recordedSizes(past, replay), adapts, lag };
}

/** Of a run that goes on, or that repeats another. */
function recordedSizes(past: readonly RunEvent[], replay: Replaying | undefined): RecordedSizes {
  const sizes = new Map<number, number>();
  const changes = replay?.sizes ?? [];
  for (const [index, [from, asks]] of changes.entries()) {
    const to = changes[index + 1]?.[0] ?? replay?.steps ?? from;
    for (let step = from; step < to; step++) sizes.set(step, asks);
  }
  for (const event of past) if (event.kind === 'sized') sizes.set(event.step, event.asks);
  return sizes;
}
