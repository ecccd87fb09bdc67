import { afterAll, expect, test } from 'vitest';

import { confinedSandbox } from '../../../../src/adapters/sandboxes/confined/sandbox.ts';
import { callsOf, trialOf } from '../../../../src/testing/sandbox/trial.ts';

const sandbox = confinedSandbox({ workers: 1, engineOnly: true });
afterAll(() => sandbox.close());

test.each([
  ['what it was given', 50, 50],
  ['what the engine grants for its time, where that is less', 1e9, 1000],
])('a program that spends all its fuel has spent %s', async (_, fuelMost, granted) => {
  const endless = trialOf('export const f = () => { for (;;); };', callsOf([1]));
  const trial = { ...endless, limitMs: 500, fuelMost };
  const [outcome] = await Array.fromAsync(sandbox.run([trial], new AbortController().signal));
  expect(outcome).toMatchObject({ kind: 'timedOut', fuelMost: granted });
});
