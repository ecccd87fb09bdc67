import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { literalTokens, significantDigits } from '../../src/domain/literal-size.ts';

describe('a literal counts by its length', () => {
  test.each([
    [0, 1],
    [5, 1],
    [100, 1],
    [-99, 1],
    [0.01, 1],
    [1e21, 1],
    [365, 2],
    [4.905, 2],
    [4.900645956037944, 8],
    [NaN, 1],
    ['', 1],
    [', ', 1],
    ['Hello', 2],
    [true, 1],
    [[1, 2, 'abcd'], 4],
  ])('%j is worth %i', (value, tokens) => {
    expect(literalTokens(value)).toBe(tokens);
  });

  test('neither the sign nor the place of the decimal point counts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99_999 }),
        fc.integer({ min: 0, max: 6 }),
        (n, zeros) => {
          expect(significantDigits(-n)).toBe(significantDigits(n));
          expect(significantDigits(n * 10 ** zeros)).toBe(significantDigits(n));
          expect(significantDigits(Number(`${n}e-${zeros}`))).toBe(significantDigits(n));
        },
      ),
    );
  });
});
