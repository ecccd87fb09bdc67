import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { openEngine, type Outcome } from '../../src/index.ts';

const home = mkdtempSync(join(tmpdir(), 'sluice-aggregate-'));
const engine = await openEngine({ home });

afterAll(async () => {
  await engine.close();
  rmSync(home, { recursive: true, force: true });
});

/** A guess at 0, 0, 0 and 10: the mean distance is least for 0, the worst is least for 5. */
function guess(aggregate: string): Promise<Outcome> {
  const path = join(home, `guess-${aggregate.length}.sluice.ts`);
  writeFileSync(
    path,
    `export default {
      intent: 'A number that is not far from any.',
      function: { name: 'guess', params: [{ name: 'x', type: 'number' }], returns: 'number' },
      examples: [],
      constants: [0, 5],
      score: {
        direction: 'minimise',
        instances: () => [0, 0, 0, 10],
        evaluate: (candidate, target) => Math.abs(candidate(1) - target),
        ${aggregate}
        baselines: { far: () => 20 },
      },
    };`,
  );
  const options = { seed: 2, budget: { candidates: 400 } };
  return engine.solve(path, options, () => undefined, new AbortController().signal);
}

describe('a score that a specification folds in its own way', () => {
  it('decides who leads, is bred from, is compared and is shown, where the mean would not', async () => {
    const mean = await guess('');
    expect(mean.shortlist[0]!.score).toMatchObject({ train: 2.5, validate: 2.5, final: 2.5 });
    const worst = await guess('aggregate: (scores) => Math.max(...scores),');
    const [first] = worst.shortlist;
    expect(first!.score).toEqual({ train: 5, validate: 5, final: 5, interval: [5, 5] });
    expect(first!.measures['score']).toBe(5);
    expect(worst.references[0]!.score).toEqual({ train: 20, validate: 20, final: 20 });
    const record = engine.ledger.read(worst.run)!.events;
    const best = record.findLast((event) => event.kind === 'milestone')!.milestone;
    expect(best.quality).toBe(-5);
  });
});
