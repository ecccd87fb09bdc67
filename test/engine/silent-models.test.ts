import { afterAll, expect, it } from 'vitest';

import { priced, wrong } from './priced.ts';

const at = await priced(wrong(5));
afterAll(() => at.close());

const never = new AbortController().signal;

it('a model that repeats itself ends a run whose candidates it cannot fill, which is told', async () => {
  const budget = { candidates: 50, tokens: 1e7 };
  const outcome = await at.solve({ budget });
  expect(outcome.status).toBe('exhausted');
  expect(outcome.counts.run).toBe(5);
  expect(outcome.counts.silent).toEqual({ [at.model]: 'nothing new in 16 steps' });

  // Whoever goes on after the end hopes for more, and the model is asked again.
  const asked = at.server.counts().requests;
  const again = await at.engine.resume(outcome.run, { budget }, () => undefined, never);
  expect(at.server.counts().requests).toBeGreaterThan(asked);
  expect(again.counts.silent).toEqual(outcome.counts.silent);
});
