import { afterAll, expect, it } from 'vitest';

import { priced, wrong } from './priced.ts';

const at = await priced(wrong(500));

afterAll(() => at.close());

it('the grammar model and a language model look for the same program together', async () => {
  const models = ['grammar', at.model];
  const outcome = await at.solve({ models, budget: { candidates: 24 } });
  expect(outcome.status).toBe('survived');
  expect(outcome.shortlist.map(({ model }) => model)).toContain('grammar');
  expect(outcome.cost.requests).toBe(at.server.counts().requests);
  expect(outcome.cost.requests).toBeGreaterThan(0);
  expect(outcome.counts.considered.generated).toBeGreaterThan(24);
});
