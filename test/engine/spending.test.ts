import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Outcome } from '../../src/index.ts';
import { priced, wrong } from './priced.ts';

let at: Awaited<ReturnType<typeof priced>>;

beforeAll(async () => {
  at = await priced(wrong(2000));
});

afterAll(() => at.close());

const never = new AbortController().signal;

const tokensOf = ({ cost }: Outcome): number => cost.inputTokens + cost.outputTokens;

const sidesOf = ({ contest }: Outcome): number =>
  contest!.control.proposed + contest!.evolution.proposed;

describe('what a run may spend on models', () => {
  it('is never overrun in tokens, whatever is under way', async () => {
    const outcome = await at.solve({ budget: { tokens: 60_000 } });
    expect(tokensOf(outcome)).toBeGreaterThan(20_000);
    expect(tokensOf(outcome)).toBeLessThanOrEqual(60_000);
    const { missing = {} } = outcome.counts;
    expect(Object.keys(missing)).toEqual(['the budget is spent']);
    expect(at.engine.outcome(outcome.run).counts.missing).toEqual(missing);
  });

  it('is used where it pays for a few samples only', async () => {
    const outcome = await at.solve({ budget: { tokens: 5000 } });
    expect(outcome.counts.run).toBeGreaterThan(0);
    expect(tokensOf(outcome)).toBeLessThanOrEqual(5000);
  });

  it('is never overrun in dollars', async () => {
    const outcome = await at.solve({ budget: { dollars: 0.5 } });
    expect(outcome.cost.dollars).toBeGreaterThan(0.1);
    expect(outcome.cost.dollars).toBeLessThanOrEqual(0.5);
  });

  it('is a dollar where the model has a price and nobody said otherwise', async () => {
    const budgetOf = async (budget: object) => {
      const { run } = await at.solve({ budget: { candidates: 8, ...budget } });
      return at.engine.ledger.read(run)!.header.budget;
    };
    expect(await budgetOf({})).toEqual({ candidates: 8, dollars: 1 });
    expect(await budgetOf({ tokens: 30_000 })).toEqual({ candidates: 8, tokens: 30_000 });
    expect(await budgetOf({ dollars: 2 })).toEqual({ candidates: 8, dollars: 2 });
    const free = await at.solve({ models: ['grammar'], budget: { candidates: 8 } });
    expect(at.engine.ledger.read(free.run)!.header.budget).toEqual({ candidates: 8 });
  });

  it('counts in all, also over an interruption', async () => {
    const control = new AbortController();
    const budget = { dollars: 0.6 };
    const stop = ({ counts }: { counts: { run: number } }) => {
      if (counts.run >= 30) control.abort();
    };
    const cut = await at.solve({ budget }, stop, control.signal);
    expect(cut.status).toBe('interrupted');
    expect(cut.cost.dollars).toBeGreaterThan(0);
    const resumed = await at.engine.resume(cut.run, {}, () => undefined, never);
    expect(resumed.cost.dollars).toBeGreaterThan(cut.cost.dollars);
    expect(resumed.cost.dollars).toBeLessThanOrEqual(0.6);
    expect(sidesOf(resumed)).toBeGreaterThan(sidesOf(cut));
    const more = await at.engine.resume(
      cut.run,
      { budget: { candidates: 16 } },
      () => undefined,
      never,
    );
    expect(more.cost.dollars).toBeLessThanOrEqual(resumed.cost.dollars + 1);
  });

  it('cannot be held in dollars where nobody knows the price, and then nothing is begun', async () => {
    const models = ['http://sluice.invalid/v1#unknown'];
    await expect(at.solve({ models, budget: { dollars: 1 } })).rejects.toMatchObject({
      fault: 'input',
      message: expect.stringContaining('no price for'),
    });
    const begun = at.engine.ledger.runs().map(({ header }) => header.models[0]);
    expect(begun).not.toContain(models[0]);
  });
});
