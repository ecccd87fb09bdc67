import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { scoreFigures } from '../../src/domain/score-figures.ts';

describe('scores as people read them', () => {
  it('have three significant digits where these tell them apart', () => {
    const print = scoreFigures([[0.030_112_3, 0.051_732]], undefined);
    expect([0.030_112_3, 0.051_732].map(print)).toEqual(['0.0301', '0.0517']);
  });

  it('have more where two of a group would read alike, and no more for two of different groups', () => {
    const print = scoreFigures([[0.030_11, 0.030_14]], undefined);
    expect([0.030_11, 0.030_14].map(print)).toEqual(['0.03011', '0.03014']);
    expect(scoreFigures([[0.030_11], [0.030_14]], undefined)(0.030_11)).toBe('0.0301');
  });

  it('are a hundredfold in per cent, and have any other unit behind them', () => {
    expect(scoreFigures([[0.030_112, 0.0517]], '%')(0.030_112)).toBe('3.01 %');
    expect(scoreFigures([[41.26, 17.1]], 'ms')(41.26)).toBe('41.3 ms');
  });

  it('are whole where all are whole, and anything else as it is', () => {
    expect(scoreFigures([[12_345, 3]], undefined)(12_345)).toBe('12,345');
    expect(scoreFigures([[1.234_567e-9]], undefined)(1.234_567e-9)).toBe('1.2346e-9');
    expect(scoreFigures([], undefined)(Number.NaN)).toBe('NaN');
  });

  it('stay within half a per cent of the largest', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1 }),
        (scores) => {
          const print = scoreFigures([scores], undefined);
          const largest = Math.max(...scores.map(Math.abs));
          for (const score of scores) {
            const read = Number(print(score).replaceAll(',', ''));
            expect(Math.abs(read - score)).toBeLessThanOrEqual(largest * 0.005);
          }
        },
      ),
    );
  });
});
