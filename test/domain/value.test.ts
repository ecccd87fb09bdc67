import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { sameValue, showRounded } from '../../src/domain/value.ts';

it('no finite number is close to an infinity, whatever the tolerance', () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.double({ min: 0, noDefaultInfinity: true, noNaN: true }),
      fc.constantFrom(Infinity, -Infinity),
      (number, tolerance, infinity) => {
        expect(sameValue(number, infinity, tolerance)).toBe(false);
        expect(sameValue(infinity, number, tolerance)).toBe(false);
        expect(sameValue(-infinity, infinity, tolerance)).toBe(false);
        expect(sameValue(infinity, infinity, tolerance)).toBe(true);
      },
    ),
  );
});

it('records are equal where their keys are, in any order, and null is only itself', () => {
  expect(sameValue({ a: 1, b: [null] }, { b: [null], a: 1 + 1e-12 }, 1e-9)).toBe(true);
  expect(sameValue({ a: 1 }, { a: 1, b: 2 }, 1)).toBe(false);
  expect(sameValue({ a: 1 }, { b: 1 }, 1)).toBe(false);
  expect(sameValue({ toString: 1 }, { a: 1 }, 1)).toBe(false);
  expect(sameValue({}, [], 1)).toBe(false);
  expect(sameValue({}, null, 1)).toBe(false);
  expect(sameValue(null, 0, 1)).toBe(false);
});

it('a person reads 12 digits of a number, and everything else as it is', () => {
  expect(showRounded(0.1 + 0.2)).toBe('0.3');
  expect(showRounded([1e21, NaN, -Infinity, 'a', [true]])).toBe(
    '[1e+21, NaN, -Infinity, "a", [true]]',
  );
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      expect(sameValue(Number(showRounded(number)), number, 1e-11)).toBe(true);
    }),
  );
});
