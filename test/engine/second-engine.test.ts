import { afterAll, describe, expect, test } from 'vitest';

import { canConfine } from '../../src/adapters/sandboxes/confined/launch.ts';
import { inWords, priced, right } from './priced.ts';

/** QuickJS has no `Intl`: what asks for it can tell where it is. */
const isOnV8 = "typeof Intl !== 'undefined'";
const unlikeAtOnce = `if (${isOnV8}) return 0; ${right}`;
const unlikeLater = `if (${isOnV8} && a === 0.3 && b === 0.1) return 7; ${right}`;

const at = await priced([unlikeAtOnce, unlikeLater, right].map(inWords));
afterAll(() => at.close());

describe.runIf(canConfine())('a run of candidates that may be hostile', () => {
  test('shortlists none that does something else on V8 than where it was judged', async () => {
    const outcome = await at.solve({ budget: { candidates: 12, tokens: 1e7, seconds: 30 } });
    expect(outcome.shortlist.length).toBeGreaterThan(0);
    for (const { source, evidence, measures } of outcome.shortlist) {
      expect(source).not.toContain(unlikeAtOnce);
      expect(evidence.map(({ stage, verdict }) => `${stage} ${verdict}`)).toEqual([
        'examples passed',
        'v8-visible passed',
        'heldOut passed',
        'v8 passed',
        'types passed',
        'timing passed',
      ]);
      expect(measures['medianNs']).toBeGreaterThan(0);
    }
    expect(outcome.counts.verdicts.failed).toBeGreaterThan(0);
  });
});
