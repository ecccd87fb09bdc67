import type { StepSizeChange } from '../domain/step-sizes.ts';
import type { RunEvent, RunHeader } from '../domain/run.ts';
import type { Sizing } from './asking.ts';

/** How many questions each step asked, as far as that is on record. */
export type RecordedSizes = ReadonlyMap<number, number>;

/** How large the steps of a run are, by what is given or on record of it. */
export function sizingOf(header: RunHeader, past: readonly RunEvent[]): Sizing {
  const { budget, lag, replay, sizes } = header;
  // Nothing follows the clock where the clock does not end the run.
  const adapts = budget.seconds !== undefined && replay === undefined && sizes === undefined;
  const given =
    replay === undefined ? upTo(sizes ?? [], 0) : upTo(replay.sizes ?? [], replay.steps);
  const recorded = past.flatMap((event) =>
    event.kind === 'sized' ? [[event.step, event.asks] as const] : [],
  );
  const last = sizes?.at(-1)?.[1];
  return {
    recorded: new Map([...given, ...recorded]),
    adapts,
    lag,
    ...(last === undefined ? {} : { asks: last }),
  };
}

/** Step by step, up to the last change or to so many steps. */
function upTo(sizes: readonly StepSizeChange[], steps: number): readonly StepSizeChange[] {
  return sizes.flatMap(([from, asks], index) => {
    const to = sizes[index + 1]?.[0] ?? steps;
    return Array.from(
      { length: Math.max(0, to - from) },
      (_, step) => [from + step, asks] as const,
    );
  });
}
