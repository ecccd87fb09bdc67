import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { seededRandom } from '../../src/adapters/system/seeded-random.ts';
import { lexicase } from '../../src/archive/lexicase.ts';

test('one that is best on every case is always within reach, one that is worst by far never is', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 9 }), (seed, cases) => {
      const row = (score: number) => Array.from({ length: cases }, () => score);
      const scores = [row(1000), row(1), row(1), row(2), row(2)];
      expect(lexicase(scores, 'minimise', seededRandom(seed))).not.toBe(0);
      expect(lexicase(scores, 'maximise', seededRandom(seed))).toBe(0);
    }),
  );
});

test('a specialist, best on one case and poor on the mean, is chosen at times', () => {
  const scores = [
    [0, 9, 9, 9],
    [5, 5, 5, 5],
    [6, 5, 6, 5],
    [5, 6, 5, 6],
  ];
  const random = seededRandom(7);
  const chosen = new Set(Array.from({ length: 200 }, () => lexicase(scores, 'minimise', random)));
  expect(chosen).toContain(0);
});
