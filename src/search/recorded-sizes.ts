import type { Replaying, RunEvent } from '../domain/run.ts';

/** How many questions each step asked, as far as that is on record. */
export type RecordedSizes = ReadonlyMap<number, number>;

/** Of a run that goes on, or that repeats another. */
export function recordedSizes(
  past: readonly RunEvent[],
  replay: Replaying | undefined,
): RecordedSizes {
  const sizes = new Map<number, number>();
  const changes = replay?.sizes ?? [];
  for (const [index, [from, asks]] of changes.entries()) {
    const to = changes[index + 1]?.[0] ?? replay?.steps ?? from;
    for (let step = from; step < to; step++) sizes.set(step, asks);
  }
  for (const event of past) if (event.kind === 'sized') sizes.set(event.step, event.asks);
  return sizes;
}
