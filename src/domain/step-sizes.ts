import type { RunEvent } from './run.ts';

/** From this step on each asks so many questions of a language model. */
export type StepSizeChange = readonly [step: number, asks: number];

/** From each step on at which the size changed, by the record of a run. */
export function stepSizesIn(events: readonly RunEvent[]): readonly StepSizeChange[] {
  const sizes = new Map(
    events.flatMap((event) => (event.kind === 'sized' ? [[event.step, event.asks]] : [])),
  );
  const inOrder = [...sizes].toSorted(([left], [right]) => left - right);
  return inOrder.filter(([, asks], index) => asks !== inOrder[index - 1]?.[1]);
}
