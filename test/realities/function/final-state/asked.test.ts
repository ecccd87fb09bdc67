import { describe, expect, it } from 'vitest';

import type { PageData } from '../../../../src/realities/function/final-state/page-data.ts';
import {
  asked,
  missingOf,
  sidesOf,
  verdictOf,
} from '../../../../src/realities/function/final-state/sections/asked.ts';

const counts = { survived: 4, missing: { 'an empty reply': 3, 'status 500: no': 8 } };
const cost = {
  inputTokens: 1000,
  cachedTokens: 600,
  outputTokens: 3000,
  requests: 12,
  unanswered: 2,
  dollars: 0.02,
};
const data = { cost, counts } as unknown as PageData;

describe('what the page says of language models', () => {
  it('holds tokens, of these cached ones, what was cut off, dollars, and what a survivor took', () => {
    const rows = Object.fromEntries(asked(data).map(({ name, count }) => [name, count]));
    expect(rows).toEqual({
      requests: 12,
      'cut off': 2,
      'input tokens': 1000,
      'cached tokens': 600,
      'output tokens': 3000,
      'tokens a survivor': 1000,
    });
    expect(asked(data).at(-1)?.means).toBe('Or 0.0050 dollars.');
  });

  it('says what nobody has counted, and what nobody knows the price of', () => {
    const estimated = { tokens: 700, dollars: 0.005 };
    const rows = asked({ ...data, cost: { ...cost, estimated, unpricedTokens: 90 } });
    expect(rows).toContainEqual({
      name: 'estimated tokens',
      count: 700,
      means: expect.stringContaining('0.0050 of the dollars') as string,
    });
    expect(rows.find(({ name }) => name === 'tokens without a price')?.count).toBe(90);
  });

  it('says what was asked for and never came, by the reason', () => {
    expect(missingOf(data).map(({ name, count }) => [name, count])).toEqual([
      ['an empty reply', 3],
      ['status 500: no', 8],
    ]);
  });

  it('says whether evolution beat plain sampling, and how sure that is', () => {
    const contest = {
      winner: 'undecided',
      control: { run: 40, survived: 1 },
      evolution: { run: 160, survived: 8 },
      difference: { rate: 0.025, interval: [-0.08, 0.07] },
    } as const;
    expect(verdictOf(contest)).toBe('Evolution and plain sampling cannot be told apart');
    expect(sidesOf(contest).map(({ name, count, share }) => [name, count, share])).toEqual([
      ['evolution', 160, 0.05],
      ['plain sampling', 40, 0.025],
    ]);
    expect(sidesOf(contest)[0]!.means).toContain('8 survived');
    expect(sidesOf(contest)[0]!.means).toContain('95 % -8.0 % to 7.0 %');
    expect(sidesOf({ ...contest, chance: 0.97 })[0]!.means).toContain('97.0 %');
  });
});
