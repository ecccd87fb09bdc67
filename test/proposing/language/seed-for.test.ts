import fc from 'fast-check';
import { expect, test } from 'vitest';

import { samplesPerAsk, seedFor } from '../../../src/proposing/language/seed-for.ts';

const seed = fc.nat({ max: 2 ** 31 - 1 });
const ask = fc.record({ step: fc.nat({ max: 2 ** 19 - 1 }), index: fc.nat({ max: 511 }) });

test('no two samples of a run are asked for with the same seed', () => {
  fc.assert(
    fc.property(seed, ask, ask, (of, left, right) => {
      fc.pre(left.step !== right.step || left.index !== right.index);
      const [one, other] = [left, right].map(({ step, index }) => seedFor(of, step, index));
      const apart = Math.abs(one! - other!);
      expect(Math.min(apart, 2 ** 31 - apart)).toBeGreaterThanOrEqual(samplesPerAsk);
    }),
  );
});

test('nor are those that lie as many steps apart as there are numbers', () => {
  fc.assert(
    fc.property(
      seed,
      fc.nat({ max: 2 ** 15 - 1 }),
      fc.integer({ min: 1, max: 15 }),
      (of, step, k) => {
        const apart = Math.abs(seedFor(of, step, 0) - seedFor(of, step + k * 2 ** 15, 0));
        expect(Math.min(apart, 2 ** 31 - apart)).toBe(k * samplesPerAsk);
      },
    ),
  );
});
