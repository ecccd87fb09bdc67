import { expect, test } from 'vitest';
import type { RunHeader } from '../../../../src/domain/run.ts';
import { candidateOf } from '../../../../src/testing/reality-contract.ts';
import { score, times } from '../multiples.ts';
import { openSpec } from '../open.ts';

test('the final state is a page, and each finalist as a file that begins with its rank', async () => {
  const reality = await openSpec(score());
  const header: RunHeader = {
    id: 'r1',
    startedAtMs: 0,
    intent: 'As much as the instance.',
    specPath: '/x.sluice.ts',
    spec: '',
    seed: 1,
    models: ['grammar'],
    budget: { seconds: 1 },
    lag: 4,
    sluiceVersion: '0',
  };
  const finalist = {
    rank: 1,
    candidate: candidateOf(times(9)),
    why: '',
    evidence: [],
    measures: {},
  };
  const files = await reality.present(header, [
    { kind: 'shortlisted', finalists: [finalist], disagreements: [], compared: 1 },
  ]);
  expect(files.map(({ path }) => path)).toEqual(['index.html', '1-f.ts']);
  expect(files[1]?.text).toBe(times(9));
  await reality.close();
});
