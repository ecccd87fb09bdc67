import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { bytes, compact, count, duration, figure } from '../../../src/faces/cli/figures.ts';

test.each([
  [0, '0'],
  [941, '941'],
  [999, '999'],
  [999.6, '1.00 k'],
  [1310, '1.31 k'],
  [13_100, '13.1 k'],
  [999_499, '999 k'],
  [1_000_000, '1.00 M'],
  [6_412_003, '6.41 M'],
  [2.5e9, '2.50 G'],
  [1e18, '1000000 T'],
])('%f is %s', (value, text) => {
  expect(compact(value)).toBe(text);
});

test('a compact figure is within half a percent of the value', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 1e12 }), (value) => {
      const [digits, prefix = ''] = compact(value).split(' ');
      const scale = { '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12 }[prefix] ?? NaN;
      expect(Math.abs(Number(digits) * scale - value) / value).toBeLessThan(0.0051);
    }),
  );
});

test.each([
  [0, '0.0 s'],
  [9_999, '9.9 s'],
  [10_000, '10 s'],
  [59_999, '59 s'],
  [187_000, '3 min 07 s'],
  [7_500_000, '2 h 05 min'],
])('%d ms is %s', (ms, text) => {
  expect(duration(ms)).toBe(text);
});

test.each([
  [11, '11'],
  [0.030_412_345, '0.030412'],
  [1 / 3, '0.33333'],
  [1e-12, '1e-12'],
  [NaN, 'NaN'],
  [Infinity, 'Infinity'],
  [1e21, '1e+21'],
])('the figure %d reads %s', (value, text) => {
  expect(figure(value)).toBe(text);
});

test('counts are grouped, bytes have their unit', () => {
  expect(count(6_412_003)).toBe('6,412,003');
  expect(bytes(512)).toBe('512 B');
  expect(bytes(2e9)).toBe('2.00 GB');
});
