import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { writtenAlike } from '../../src/shortlist/written-alike.ts';

const formula = (threshold: number) => `return x >= ${threshold} ? 0 : x * ${threshold};`;

test('settings of one formula are written alike, whatever their numbers', () => {
  fc.assert(
    fc.property(fc.nat(), fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), (a, b) => {
      expect(writtenAlike(formula(a), formula(b))).toBe(1);
    }),
  );
});

test('is symmetric, from 0 to 1, and 1 for a source and itself', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (left, right) => {
      const alike = writtenAlike(left, right);
      expect(alike).toBe(writtenAlike(right, left));
      expect(alike).toBeGreaterThanOrEqual(0);
      expect(alike).toBeLessThanOrEqual(1);
      expect(writtenAlike(left, left)).toBe(1);
    }),
  );
});

test('another formula of the same words is less alike than the same with other numbers', () => {
  const here = 'return Math.max(a - b, 3) * c;';
  expect(writtenAlike(here, 'return c - Math.max(a * 4, b);')).toBeLessThan(0.6);
});
