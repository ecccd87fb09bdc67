import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { mean, meanReach, studentQuantile } from '../../src/domain/mean-interval.ts';

describe('the interval of a mean', () => {
  it('is Student’s: wide where few were measured, the normal one where many were', () => {
    // Abramowitz & Stegun 1964, table 26.10, two sides at 95 %.
    const table = { 1: 12.706, 2: 4.303, 4: 2.776, 7: 2.365, 19: 2.093, 30: 2.042, 120: 1.98 };
    for (const [degrees, quantile] of Object.entries(table)) {
      expect(studentQuantile(Number(degrees))).toBeCloseTo(quantile, 3);
    }
    expect(studentQuantile(1e6)).toBeCloseTo(1.96, 3);
  });

  it('of two reaches as many half distances as the quantile says, and of one there is none', () => {
    expect(meanReach([0, 2])).toBeCloseTo(12.7062, 3);
    expect(meanReach([5])).toBeUndefined();
    expect(meanReach([])).toBeUndefined();
  });

  it('moves and grows with what was measured', () => {
    const figure = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(
        fc.array(figure, { minLength: 2, maxLength: 20 }),
        figure,
        fc.integer({ min: 1, max: 9 }),
        (figures, shift, factor) => {
          const moved = figures.map((each) => each * factor + shift);
          expect(meanReach(moved)).toBeCloseTo(meanReach(figures)! * factor, 6);
          expect(mean(moved)).toBeCloseTo(mean(figures) * factor + shift, 6);
        },
      ),
    );
  });
});
