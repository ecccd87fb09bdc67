import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearScale, logScale } from '../../src/page/scale.ts';

const bounds = fc
  .tuple(
    fc.double({ min: 1e-6, max: 1e9, noNaN: true }),
    fc.double({ min: 0, max: 6, noNaN: true }),
  )
  .map(([low, decades]) => [low, low * 10 ** decades] as const);

describe.each([
  ['linearScale', (low: number, high: number) => linearScale(low, high, String)],
  [
    'a linearScale that is not widened',
    (low: number, high: number) => linearScale(low, high, String, { widen: false }),
  ],
  ['logScale', (low: number, high: number) => logScale(low, high, String)],
])('%s', (_, scaleOf) => {
  it('keeps what it was made for between 0 and 1, in order', () => {
    fc.assert(
      fc.property(bounds, ([low, high]) => {
        const { at } = scaleOf(low, high);
        expect(at(low)).toBeGreaterThanOrEqual(-1e-9);
        expect(at(high)).toBeLessThanOrEqual(1 + 1e-9);
        expect(at((low + high) / 2)).toBeGreaterThanOrEqual(at(low));
      }),
    );
  });

  it('has few ticks, all of them on the axis', () => {
    fc.assert(
      fc.property(bounds, ([low, high]) => {
        const { at, ticks } = scaleOf(low, high);
        expect(ticks.length).toBeLessThanOrEqual(12);
        for (const { value } of ticks) {
          expect(at(value)).toBeGreaterThanOrEqual(-1e-6);
          expect(at(value)).toBeLessThanOrEqual(1 + 1e-6);
        }
      }),
    );
  });
});
