import fc from 'fast-check';
import { expect, test } from 'vitest';

import { trialLimitMs } from '../../../src/realities/function/trial-limit.ts';

const instances = fc.integer({ min: 1, max: 200 });
const instanceMs = fc.double({ min: 0, max: 2000, noNaN: true });

test('a limit does not follow what was measured, but in four steps', () => {
  const seen = new Set<number>();
  fc.assert(
    fc.property(instanceMs, instances, (slowestMs, count) => {
      seen.add(trialLimitMs(slowestMs, count));
    }),
    { numRuns: 1000 },
  );
  expect([...seen].every((limitMs) => [1000, 4000, 15_000, 60_000].includes(limitMs))).toBe(true);
  expect(trialLimitMs(24, 1)).toBe(trialLimitMs(36, 1));
});

test('it is never less than fifty times the slowest baseline, up to a minute', () => {
  fc.assert(
    fc.property(instanceMs, instances, (slowestMs, count) => {
      const wantedMs = Math.min(60_000, 50 * slowestMs * count);
      expect(trialLimitMs(slowestMs, count)).toBeGreaterThanOrEqual(wantedMs);
    }),
  );
});
