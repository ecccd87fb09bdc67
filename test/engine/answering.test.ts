import { afterAll, expect, it } from 'vitest';

import { openEngine } from '../../src/index.ts';
import { temporaryFolder } from '../fixtures/temporary-folder.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { example, inWords, right } from './priced.ts';

let knowsBetter = true;
const server = await oneAtATime(0, (sample) =>
  inWords(knowsBetter ? right : `return a + b * ${sample} + c;`),
);
const engine = await openEngine({ home: temporaryFolder() });
afterAll(async () => {
  await engine.close();
  server.close();
});

const never = new AbortController().signal;
const budget = { candidates: 8, tokens: 1e6 };

it('whoever survived is judged with the answer first, and stays where it passes', async () => {
  const given = { models: [server.model], seed: 1, budget };
  const path = example('numbers/median3.sluice.json');
  const { run, shortlist } = await engine.solve(path, given, () => undefined, never);
  const answer = async (words: string) =>
    engine.resume(run, { answers: [words], budget }, () => undefined, never);
  const first = shortlist[0]!.candidate;
  engine.pick(run, 1);
  expect(engine.outcome(run).picked).toMatchObject({ rank: 1 });

  // From now on the model finds nothing that is right.
  knowsBetter = false;
  const answered = await answer('median3(2, 2, 1) => 2');
  expect(answered.status).toBe('survived');
  expect(answered.shortlist.map(({ candidate }) => candidate)).toContain(first);
  // Nobody has taken anything of the shortlist of now.
  expect(answered.picked).toBeUndefined();
  engine.pick(run, 1);
  expect(engine.outcome(run).picked).toMatchObject({ rank: 1 });

  const contradicted = await answer('median3(6, 6, 1) => 77');
  expect(contradicted.status).toBe('exhausted');
  expect(contradicted.shortlist).toEqual([]);
}, 120_000);
