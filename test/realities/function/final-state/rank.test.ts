import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chooseDiverse,
  rankBy,
  standings,
  type Weighted,
} from '../../../../src/realities/function/final-state/rank.ts';

const figure = fc.integer({ min: -1000, max: 1000 });
const survivors = fc.array(
  fc.record({
    cluster: fc.constantFrom('a', 'b', 'c', 'd'),
    measures: fc.record({ size: figure, medianNs: figure }, { requiredKeys: [] }),
  }),
  { maxLength: 30 },
);
const objectives = fc.tuple(
  fc.record({
    name: fc.constant('size'),
    direction: fc.constant('minimise' as const),
    weight: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  fc.record({
    name: fc.constant('medianNs'),
    direction: fc.constant('maximise' as const),
    weight: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
);

describe('standings', () => {
  it('gives the best 1, the worst 0 and the unmeasured 0', () => {
    expect(standings([3, undefined, 1, 2], 'minimise')).toEqual([0, 0, 1, 0.5]);
    expect(standings([3, undefined, 1, 2], 'maximise')).toEqual([1, 0, 0, 0.5]);
    expect(standings([7, 7], 'maximise')).toEqual([1, 1]);
  });

  it('has a place for each of more than the stack holds', () => {
    const places = standings(
      Array.from({ length: 300_001 }, (_, index) => index),
      'maximise',
    );
    expect([places[0], places[150_000], places.at(-1)]).toEqual([0, 0.5, 1]);
  });
});

describe('rankBy', () => {
  it('keeps everyone, in the order of a utility from 0 to 1', () => {
    fc.assert(
      fc.property(survivors, objectives, (all, weights) => {
        const ranked = rankBy(all, weights);
        expect(new Set(ranked.map(({ survivor }) => survivor))).toEqual(new Set(all));
        ranked.forEach(({ utility }, index) => {
          expect(utility).toBeGreaterThanOrEqual(0);
          expect(utility).toBeLessThanOrEqual(1 + 1e-9);
          expect(utility).toBeLessThanOrEqual(ranked[index - 1]?.utility ?? Infinity);
        });
      }),
    );
  });

  it('puts the best of the only measure with a weight first', () => {
    fc.assert(
      fc.property(survivors, (all) => {
        const only: Weighted[] = [{ name: 'size', direction: 'minimise', weight: 0.3 }];
        const sizes = all.map(({ measures }) => measures.size).filter((size) => size !== undefined);
        fc.pre(sizes.length > 0);
        expect(rankBy(all, only)[0]?.survivor.measures.size).toBe(Math.min(...sizes));
      }),
    );
  });
});

describe('chooseDiverse', () => {
  it('takes the best, and no cluster twice while another is left', () => {
    fc.assert(
      fc.property(survivors, objectives, fc.integer({ min: 1, max: 4 }), (all, weights, most) => {
        const ranked = rankBy(all, weights);
        const chosen = chooseDiverse(ranked, most);
        expect(chosen).toHaveLength(Math.min(most, all.length));
        expect(chosen[0]).toBe(ranked[0]);
        const clusters = new Set(all.map(({ cluster }) => cluster));
        expect(new Set(chosen.map(({ survivor }) => survivor.cluster)).size).toBe(
          Math.min(most, clusters.size),
        );
      }),
    );
  });
});
