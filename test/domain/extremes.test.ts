import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { greatestOf, leastOf } from '../../src/domain/extremes.ts';

test('the extremes are those of Math, of none and of what is no number too', () => {
  fc.assert(
    fc.property(fc.array(fc.double()), (values) => {
      expect(leastOf(values)).toBe(Math.min(...values));
      expect(greatestOf(values)).toBe(Math.max(...values));
    }),
  );
});

test('the extremes of more values than the stack holds are found', () => {
  const values = Array.from({ length: 300_000 }, (_, index) => index);
  expect([leastOf(values), greatestOf(values)]).toEqual([0, 299_999]);
});
