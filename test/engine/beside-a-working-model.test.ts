import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { answering, choices } from '../adapters/models/answering.ts';
import { dollarsPerToken, inWords, priced, right, wrong } from './priced.ts';

let at: Awaited<ReturnType<typeof priced>>;
let other: Awaited<ReturnType<typeof answering>>;

beforeAll(async () => {
  at = await priced(wrong(2000));
  other = await answering(() => ({ body: choices(inWords(right)) }));
  const cheap = { input: dollarsPerToken * 1e6, output: dollarsPerToken * 1e6 };
  const dear = { input: 1e6, output: 1e6 };
  const prices = { simulated: cheap, dear, gone: cheap };
  writeFileSync(join(at.home, 'prices.json'), JSON.stringify(prices));
});
afterAll(async () => {
  other.close();
  await at.close();
});

const askedOf = ({ messages }: Record<string, unknown>): boolean =>
  (messages as unknown[]).length > 0;

describe('beside a model that works', () => {
  it('one of which the budget pays for no request is told, and the other fills the run', async () => {
    const dear = `${other.url}#dear`;
    const budget = { candidates: 200, dollars: 20 };
    const outcome = await at.solve({ models: [dear, at.model], budget });
    expect(outcome.counts.silent).toEqual({
      [dear]: 'what is left does not pay for another request',
    });
    expect(outcome.counts.run).toBeGreaterThanOrEqual(200);
    expect(outcome.cost.dollars).toBeLessThanOrEqual(20);
    // Nothing was sent that could not have been paid.
    expect(other.requests.filter(({ body }) => askedOf(body))).toEqual([]);
  });

  it('one whose server goes away is missing by its reason, and the other fills the run', async () => {
    const gone = `${other.url}#gone`;
    const budget = { candidates: 120, dollars: 200 };
    // It answered whether it is there; of what follows it takes no new connection.
    const outcome = await at.solve({ models: [gone, at.model], budget }, () => other.close());
    expect(outcome.counts.run).toBeGreaterThanOrEqual(120);
    const reasons = Object.keys(outcome.counts.missing!);
    expect(reasons).toEqual([expect.stringContaining('ECONNREFUSED')]);
  }, 120_000);
});
