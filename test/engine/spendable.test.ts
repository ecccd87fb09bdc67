import { describe, expect, it } from 'vitest';

import { checkBudget } from '../../src/engine/spendable.ts';
import type { Model } from '../../src/ports/model.ts';

const model = (id: string, samplesPerAsk: number, isPriced: boolean): Model => ({
  id,
  deterministic: true,
  prolific: false,
  samplesPerAsk,
  isPriced,
  open: () => Promise.reject(new Error('nobody opens it')),
});

const grammar = model('grammar', 1, false);
const free = model('http://127.0.0.1:1/v1#free', 8, false);
const priced = model('https://example.com/v1#priced', 8, true);

describe('a budget that can never be spent', () => {
  it.each([
    [{ dollars: 1 }, [free], '--dollars', 'prices.json in SLUICE_HOME'],
    [{ dollars: 1 }, [grammar, free], '--dollars', '--seconds, --tokens or --candidates'],
    [{ tokens: 1000 }, [grammar], '--tokens', '--seconds or --candidates'],
    [{ tokens: 1000, dollars: 1 }, [grammar], '--tokens', '--seconds'],
  ])('%j is refused, with the mend', (budget, models, place, mend) => {
    expect(() => checkBudget(budget, models)).toThrow(
      expect.objectContaining({ fault: 'input', place, mend: expect.stringContaining(mend) }),
    );
  });

  it('is remarked upon where another limit ends the run', () => {
    expect(checkBudget({ dollars: 1, seconds: 5 }, [free])).toEqual([
      `--dollars holds nothing back, for no price is known for ${free.id}: --seconds will.`,
    ]);
  });

  it.each([
    [{ dollars: 1 }, [grammar, priced]],
    [{ tokens: 1000 }, [free]],
    [{ tokens: 1000, dollars: 1 }, [priced]],
    [{ candidates: 8 }, [grammar]],
  ])('%j is none where a model spends it', (budget, models) => {
    expect(checkBudget(budget, models)).toEqual([]);
  });
});
