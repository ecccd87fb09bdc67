import { afterAll, describe, expect, it } from 'vitest';

import type { Outcome } from '../../src/index.ts';
import { example, inWords, priced, right, wrong } from './priced.ts';

const never = new AbortController().signal;

/** Ever other functions that never come back. */
const endless = Array.from({ length: 6 }, (_, k) => inWords(`for (;;) a += ${k};`));
const others = [
  right,
  'return a + b + c - Math.max(a, b, c) - Math.min(a, b, c);',
  'return [a, b, c].sort((x, y) => x - y)[1]!;',
].map(inWords);

const at = await priced([...endless, ...wrong(12), ...others]);
afterAll(() => at.close());

const essence = ({ status, counts, shortlist, compared }: Outcome): unknown => ({
  status,
  counts,
  compared,
  finalists: shortlist.map(({ candidate, source, why }) => ({ candidate, source, why })),
});

describe('candidates that time out in between', () => {
  it('change nothing of the shortlist, whatever the number of workers', async () => {
    const budget = { candidates: 32, tokens: 10_000_000 };
    const recorded = await at.solve({ budget, workers: 2 });
    expect(recorded.shortlist.length).toBeGreaterThan(0);
    expect(recorded.counts.verdicts.timedOut).toBeGreaterThan(2);
    // What the model answers is the same again; who runs it, and how many, is not.
    for (const workers of [1, 2]) {
      const options = { replayOf: recorded.run, workers };
      const spec = example('numbers/median3.sluice.json');
      const repeated = await at.engine.solve(spec, options, () => undefined, never);
      expect(essence(repeated)).toEqual(essence(recorded));
    }
  });
});
