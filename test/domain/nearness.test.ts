import { expect, it } from 'vitest';

import type { Evidence } from '../../src/domain/evidence.ts';
import { nearness, shareRight } from '../../src/domain/nearness.ts';

const seen = { candidate: 'c', stage: 'examples', wallMs: 1 };
const failed = (passed: number, total: number): Evidence => ({
  ...seen,
  verdict: 'failed',
  passed,
  total,
  feedback: '',
});
const crashed: Evidence = { ...seen, verdict: 'crashed', error: 'no' };

it('the share that is right is a figure from 0 to 1, also where there are no cases', () => {
  expect(shareRight(failed(3, 4))).toBe(0.75);
  expect(shareRight(failed(0, 0))).toBe(0);
  expect(shareRight({ ...seen, verdict: 'passed', passed: 0, total: 0 })).toBe(1);
  expect([shareRight(crashed), shareRight(undefined)]).toEqual([0, 0]);
});

it('whoever could not be judged was further away than whoever got nothing right', () => {
  const timedOut: Evidence = { ...seen, verdict: 'timedOut', limitMs: 1 };
  const rejected: Evidence = { ...seen, verdict: 'rejected', reason: 'no' };
  const all = [failed(1, 2), failed(0, 0), crashed, timedOut, rejected];
  const near = all.map((last) => nearness([last]));
  expect(near).toEqual(near.toSorted((left, right) => right - left));
  expect(new Set(near).size).toBe(all.length);
});
