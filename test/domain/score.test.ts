import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Evidence } from '../../src/domain/evidence.ts';
import { intervalOf, scoreOf } from '../../src/domain/score.ts';

const scored = (scores: readonly number[]): Evidence => ({
  candidate: 'c',
  stage: 'judge',
  wallMs: 0,
  verdict: 'passed',
  passed: scores.length,
  total: scores.length,
  scores,
});

const score = fc.double({ min: -1e6, max: 1e6, noNaN: true });

describe('the interval of a score', () => {
  it('is there for two scores and more, around their mean', () => {
    fc.assert(
      fc.property(fc.array(score, { minLength: 2, maxLength: 9 }), (scores) => {
        const [low, high] = intervalOf(scored(scores))!;
        expect(low).toBeLessThanOrEqual(scoreOf(scored(scores))!);
        expect(high).toBeGreaterThanOrEqual(scoreOf(scored(scores))!);
      }),
    );
  });

  it('is not there for one measurement, which says nothing of how far the next may lie', () => {
    fc.assert(
      fc.property(score, (only) => {
        expect(scoreOf(scored([only]))).toBe(only + 0);
        expect(intervalOf(scored([only]))).toBeUndefined();
      }),
    );
  });
});
