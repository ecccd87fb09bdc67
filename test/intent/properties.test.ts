import { expect, it } from 'vitest';

import { judgeProperties } from '../../src/intent/properties.ts';
import {
  unitsAMillisecond,
  type FunctionSandbox,
  type Outcome,
  type Trial,
} from '../../src/ports/sandbox.ts';

/** A machine on which programs take this many times as long as fuel stands for. */
function sandboxOn(slowness: number, fuel: number): Pick<FunctionSandbox, 'run'> {
  const outcomeOf = ({ fuelMost = Infinity, limitMs }: Trial): Outcome => {
    const wallMs = (slowness * fuel) / unitsAMillisecond;
    return fuel > fuelMost || wallMs > limitMs
      ? { kind: 'timedOut', limitMs, wallMs }
      : { kind: 'checked', total: 1, broken: [], wallMs };
  };
  return {
    run: async function* (trials) {
      yield* await Promise.resolve(trials.map(outcomeOf));
    },
  };
}

it.each([
  [900, 1],
  [1100, 0],
])(
  'a property that takes %i units is kept by %i, however busy the machine is',
  async (fuel, kept) => {
    const property = { name: 'p', source: '() => true' };
    const head = { name: 'f', params: [{ name: 'x', type: 'number' }], returns: 'number' } as const;
    const reading = {
      means: '',
      signature: head,
      examples: [],
      heldOut: [],
      properties: [property],
      votes: 1,
    };
    const programs = {
      sources: ['export const f = (x) => x'],
      agreeing: [[0]],
      name: 'f',
      inputs: [[1]],
    };
    for (const slowness of [1, 10]) {
      const sandbox = sandboxOn(slowness, fuel) as FunctionSandbox;
      const { held } = await judgeProperties(
        [reading],
        programs,
        sandbox,
        new AbortController().signal,
      );
      expect(held[0]).toHaveLength(kept);
    }
  },
);
