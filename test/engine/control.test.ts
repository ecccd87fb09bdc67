import { afterAll, expect, it } from 'vitest';

import { inWords, priced, right, wrong } from './priced.ts';

const at = await priced([...wrong(500), ...Array.from({ length: 60 }, () => inWords(right))]);

afterAll(() => at.close());

const budget = { candidates: 160, tokens: 1e7 };

it('the share that was asked for is sampled plainly, and the report compares', async () => {
  const { run, contest } = await at.solve({ budget, control: 0.5 });
  const { control, evolution } = contest!;
  expect(Math.abs(control.proposed - evolution.proposed)).toBeLessThanOrEqual(16);
  expect(control.run).toBeGreaterThan(0);
  // Every tenth reply is the same and right, whoever was given it first.
  expect(control.right).toBeGreaterThan(0);
  expect([control.survived, evolution.survived]).toEqual([1, 1]);
  expect(at.engine.outcome(run).contest).toEqual(contest);
});

it('none is sampled plainly where nobody wants it, and a tenth where nobody says', async () => {
  const { contest } = await at.solve({ budget, control: 0 });
  expect(contest).toBeUndefined();
  const { run } = await at.solve({ budget });
  expect(at.engine.ledger.read(run)!.header.control).toBe(0.1);
});

it('what a survivor took, where the time went, and how old parents were, is in the report', async () => {
  const { run, cost, counts, costPerSurvivor, pace } = await at.solve({ budget });
  const tokens = cost.inputTokens + cost.outputTokens;
  expect(costPerSurvivor).toEqual({
    tokens: tokens / counts.survived,
    dollars: cost.dollars / counts.survived,
  });
  expect(pace!.generatingMsPerStep).toBeGreaterThan(0);
  expect(pace!.judgingMsPerStep).toBeGreaterThan(0);
  // A parent was proposed a step before at the least: the lag is in it.
  expect(pace!.parentAgeSteps).toBeGreaterThanOrEqual(1);
  expect(at.engine.outcome(run).pace).toEqual(pace);
});
