import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, it } from 'vitest';

import { openEngine } from '../../src/index.ts';

const home = mkdtempSync(join(tmpdir(), 'sluice-references-'));
const engine = await openEngine({ home });

afterAll(async () => {
  await engine.close();
  rmSync(home, { recursive: true, force: true });
});

it('a baseline that fails at the very end of a run takes nothing of it along', async () => {
  const path = join(home, 'ten.sluice.ts');
  writeFileSync(
    path,
    `export default {
      intent: 'A number that is not far from ten.',
      function: { name: 'guess', params: [{ name: 'x', type: 'number' }], returns: 'number' },
      examples: [],
      constants: [5, 10],
      score: {
        direction: 'minimise',
        instances: (split) => [1, split === 'final' ? 3 : 2],
        evaluate: (candidate, x) => Math.abs(candidate(x) - 10),
        baselines: { far: (x) => { if (x === 3) throw new Error('lost'); return 20; } },
      },
    };`,
  );
  const options = { seed: 2, budget: { candidates: 100 } };
  const never = new AbortController().signal;
  const outcome = await engine.solve(path, options, () => undefined, never);
  expect(outcome.status).toBe('survived');
  const [far] = outcome.references;
  expect(far!.score).toEqual({ train: 10, validate: 10 });
  expect(far!.failed).toEqual({ final: expect.stringContaining('lost') });
});
