import { expect, test } from 'vitest';

import { workerProcessSandbox } from '../../../src/adapters/sandboxes/worker-process/sandbox.ts';
import { readSpecModule } from '../../../src/adapters/sandboxes/worker-process/read-spec-module.ts';
import { systemClock } from '../../../src/adapters/system/clock.ts';
import { seededRandom } from '../../../src/adapters/system/seeded-random.ts';
import { loadSpec } from '../../../src/realities/function/loading/load-spec.ts';
import { openFunctionReality } from '../../../src/realities/function/reality.ts';
import { writtenSpec } from '../../fixtures/written-spec.ts';

const specOf = (parts: string): string => `export default {
  intent: 'The same number.',
  function: { name: 'same', params: [{ name: 'x', type: 'number' }], returns: 'number' },
  ${parts}
};`;

const scored = specOf(`examples: [],
  score: {
    direction: 'minimise',
    instances: () => [1],
    evaluate: (same, x) => { while (same(x) === 7); return same(x); },
    baselines: { quick: (x) => x, endless: () => 7 },
  },`);
const referred = specOf(`examples: [{ args: [1], result: 1 }],
  reference: (x) => { for (;;) x += 1; },`);

/** Opens it with no more time once this is tried; what was told until then. */
async function openUntil(text: string, words: string, signal?: AbortSignal) {
  const spec = await loadSpec(writtenSpec(text), readSpecModule);
  const { path: specPath, texts } = spec.module!;
  const over = new AbortController();
  const told: string[] = [];
  const limits: number[] = [];
  const clock = {
    ...systemClock,
    deadline: (ms: number) => {
      limits.push(ms);
      return over.signal;
    },
  };
  const tell = (what: string): void => {
    told.push(what);
    if (what.includes(words)) over.abort(new Error('over'));
  };
  const opening = openFunctionReality({
    spec,
    sandbox: workerProcessSandbox({ workers: 1, specPath, texts }),
    random: seededRandom(1),
    trying: { clock, mostMs: 20_000, tell },
    ...(signal && { signal }),
    page: () => ({ ledgerPath: '', versions: {}, outcome: null }),
  });
  return { opening, told, limits };
}

test.each([
  ['a score', scored, 'scoring score.baselines.endless on the first instance of train'],
  ['a reference', referred, 'running the reference'],
])('%s that never ends is refused once the seconds of the run are over', async (_, text, what) => {
  const { opening, told, limits } = await openUntil(text, what);
  await expect(opening).rejects.toMatchObject({
    fault: 'input',
    found: `${what}: no end of it after 20 s`,
    mend: expect.stringContaining('whether it ever ends') as string,
  });
  expect(told.at(-1)).toBe(what);
  expect(limits).toEqual([20_000]);
});

test('whoever interrupts it hears of no time that was over', async () => {
  const control = new AbortController();
  const { opening } = await openUntil(scored, 'nothing', control.signal);
  setTimeout(() => control.abort(new Error('enough')), 200);
  await expect(opening).rejects.toThrow('enough');
});
