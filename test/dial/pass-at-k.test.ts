import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { expectedBest } from '../../src/dial/best-of-k.ts';
import { clopperPearson } from '../../src/dial/clopper-pearson.ts';
import { incompleteBeta } from '../../src/domain/beta.ts';
import { passAtK, passInterval } from '../../src/dial/pass-at-k.ts';

/** Every way to draw `k` of these. */
function draws<Item>(items: readonly Item[], k: number): Item[][] {
  if (k === 0) return [[]];
  return items.flatMap((item, index) =>
    draws(items.slice(index + 1), k - 1).map((rest) => [item, ...rest]),
  );
}

const small = fc
  .integer({ min: 1, max: 9 })
  .chain((n) => fc.tuple(fc.constant(n), fc.nat(n), fc.integer({ min: 1, max: n })));

describe('pass@k', () => {
  it('is the share of all draws of k that hold a right one', () => {
    fc.assert(
      fc.property(small, ([n, right, k]) => {
        const all = draws(
          Array.from({ length: n }, (_, index) => index < right),
          k,
        );
        const share = all.filter((draw) => draw.includes(true)).length / all.length;
        expect(passAtK(n, right, k)).toBeCloseTo(share, 12);
      }),
    );
  });

  it('grows with k and with what is right, from 0 to 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 500 }), fc.nat(), fc.nat(), (n, c, index) => {
        const [right, k] = [c % n, index % n];
        const chance = passAtK(n, right, k);
        expect(chance).toBeGreaterThanOrEqual(0);
        expect(passAtK(n, right, k + 1)).toBeGreaterThanOrEqual(chance);
        expect(passAtK(n, right + 1, k)).toBeGreaterThanOrEqual(chance);
        expect(passAtK(n, right + 1, n)).toBe(1);
      }),
    );
  });
});

describe('the interval', () => {
  it('holds the true chance as often as it says, by exact summation', () => {
    for (const p of [0.01, 0.1, 0.37, 0.5, 0.93]) {
      const n = 30;
      let covered = 0;
      let weight = (1 - p) ** n;
      for (let right = 0; right <= n; right++) {
        const [low, high] = passInterval(n, right, 3, 0.9);
        const chance = 1 - (1 - p) ** 3;
        if (low <= chance && chance <= high) covered += weight;
        weight *= ((n - right) / (right + 1)) * (p / (1 - p));
      }
      expect(covered).toBeGreaterThanOrEqual(0.9);
    }
  });

  it('leaves at each end the half of what is left, by the binomial distribution', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), fc.nat(), (n, index) => {
        const right = 1 + (index % (n - 1));
        const [low, high] = clopperPearson(n, right, 0.95);
        expect(atLeast(n, right, low)).toBeCloseTo(0.025, 9);
        expect(1 - atLeast(n, right + 1, high)).toBeCloseTo(0.025, 9);
      }),
    );
  });

  it('is Hanley’s where nothing was right', () => {
    const [low, high] = clopperPearson(1000, 0, 0.95);
    expect(low).toBe(0);
    expect(high).toBeCloseTo(1 - 0.025 ** (1 / 1000), 12);
    expect(incompleteBeta(0.3, 2, 2)).toBeCloseTo(3 * 0.09 - 2 * 0.027, 12);
  });
});

describe('the expected best of k', () => {
  it('is the mean over all draws that hold a quality', () => {
    const samples = fc.array(fc.option(fc.double({ min: -5, max: 5, noNaN: true })), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(samples, fc.nat(), (qualities, index) => {
        const k = 1 + (index % qualities.length);
        const bests = draws(qualities, k).flatMap((draw) => {
          const known = draw.filter((quality) => quality !== null);
          return known.length === 0 ? [] : [Math.max(...known)];
        });
        const best = expectedBest(qualities, k);
        if (bests.length === 0) expect(best).toBeUndefined();
        else expect(best).toBeCloseTo(bests.reduce((a, b) => a + b) / bests.length, 9);
      }),
    );
  });
});

/** The chance of `right` or more of `n`. */
function atLeast(n: number, right: number, p: number): number {
  let [sum, weight] = [0, (1 - p) ** n];
  for (let count = 0; count <= n; count++) {
    if (count >= right) sum += weight;
    weight *= ((n - count) / (count + 1)) * (p / (1 - p));
  }
  return sum;
}
