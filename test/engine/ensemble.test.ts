import { afterAll, expect, it } from 'vitest';

import { priced, wrong } from './priced.ts';

const at = await priced(wrong(500));

afterAll(() => at.close());

it('the grammar model and a language model work on the same program together', async () => {
  const models = ['grammar', at.model];
  const { cost, counts } = await at.solve({ models, budget: { candidates: 16 } });
  expect(cost.requests).toBeGreaterThan(0);
  expect(cost.requests).toBe(at.server.counts().requests);
  // What the grammar model considers inside is no part of the budget here.
  expect(counts.considered.generated).toBeGreaterThan(16);
  expect(counts.run).toBe(16);
});
