import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { evaluate } from '../../../../../src/adapters/models/grammar/language/evaluate.ts';
import { parameter } from '../../../../../src/adapters/models/grammar/language/expression.ts';
import { printExpression } from '../../../../../src/adapters/models/grammar/language/print.ts';
import { Admission } from '../../../../../src/adapters/models/grammar/numeric/admission.ts';
import { arithmeticFor } from '../../../../../src/adapters/models/grammar/numeric/arithmetic.ts';
import { roundestBetween } from '../../../../../src/adapters/models/grammar/numeric/condition.ts';
import {
  constantsNear,
  decimalsNear,
  valueOf,
  written,
} from '../../../../../src/adapters/models/grammar/numeric/constant.ts';
import { leastSquares } from '../../../../../src/adapters/models/grammar/numeric/least-squares.ts';
import { levenbergMarquardt } from '../../../../../src/adapters/models/grammar/numeric/levenberg-marquardt.ts';
import { linearCombination } from '../../../../../src/adapters/models/grammar/numeric/linear.ts';
import { between, problemOf } from './problems.ts';

const arithmetic = arithmeticFor(false);
const coefficient = fc.double({ min: -100, max: 100, noNaN: true });

const shown = (value: number) =>
  printExpression(written([...constantsNear(value, 1e-9)][0]!, arithmetic), []);

describe('constants', () => {
  it('every way to write a number lies within the slack, and the last is the number', () => {
    fc.assert(
      fc.property(coefficient, fc.constantFrom(1e-9, 1e-3, 0.1), (value, slack) => {
        for (const ways of [constantsNear(value, slack), decimalsNear(value, slack)]) {
          const values = [...ways].map(valueOf);
          expect(values.at(-1)).toBe(value);
          for (const each of values)
            expect(Math.abs(each - value)).toBeLessThanOrEqual(slack * 1.01);
        }
      }),
    );
  });

  it('what is written means the constant', () => {
    fc.assert(
      fc.property(coefficient, (value) => {
        for (const constant of constantsNear(value, 1e-2)) {
          const meant = evaluate(written(constant, arithmetic), []) as number;
          expect(meant).toBeCloseTo(valueOf(constant), 10);
        }
      }),
    );
  });

  it('5/9, π/4 and 1.37 are written as such', () => {
    expect(shown(5 / 9)).toBe('5 / 9');
    expect(shown(Math.PI / 4)).toBe('Math.PI / 4');
    expect(shown(1.37)).toBe('1.37');
    expect(shown(-3)).toBe('-3');
  });

  it('a threshold is the number with the fewest digits in its gap', () => {
    expect(roundestBetween(9800, 11_200)).toBe(10_000);
    expect(roundestBetween(-3, 4)).toBe(0);
    expect(roundestBetween(-0.42, -0.38)).toBe(-0.4);
    fc.assert(
      fc.property(coefficient, fc.double({ min: 1e-6, max: 50, noNaN: true }), (low, width) => {
        const bound = roundestBetween(low, low + width);
        expect(bound).toBeGreaterThanOrEqual(low);
        expect(bound).toBeLessThanOrEqual(low + width);
      }),
    );
  });
});

const cooling = (t: number) => 21 + 69 * Math.exp(-0.13 * t);

describe('least squares', () => {
  it('finds the coefficients of any independent columns', () => {
    fc.assert(
      fc.property(fc.tuple(coefficient, coefficient, coefficient), (truth) => {
        const xs = Array.from({ length: 12 }, (_, at) => at - 4);
        const columns = [
          Float64Array.from(xs),
          Float64Array.from(xs, (x) => x * x),
          Float64Array.from(xs, () => 1),
        ];
        const target = Float64Array.from(xs, (x) => truth[0] * x + truth[1] * x * x + truth[2]);
        const found = leastSquares(columns, target)!;
        for (const [k, value] of found.entries()) expect(value).toBeCloseTo(truth[k]!, 8);
      }),
    );
  });

  it('declines columns that depend on each other', () => {
    const column = Float64Array.of(1, 2, 3, 4);
    const double = column.map((value) => 2 * value);
    expect(leastSquares([column, double], Float64Array.of(1, 1, 2, 2))).toBeUndefined();
  });

  it('damped, finds the constants of a decay', () => {
    const times = Array.from({ length: 25 }, (_, at) => at);
    const { constants, squares } = levenbergMarquardt(
      ([a, rate, b]) => Float64Array.from(times, (t) => a! * Math.exp(rate! * t) + b! - cooling(t)),
      Float64Array.of(10, -0.5, 0),
      100,
    );
    expect(squares).toBeLessThan(1e-12);
    expect([...constants].map((value) => value.toFixed(5))).toEqual([
      '69.00000',
      '-0.13000',
      '21.00000',
    ]);
  });
});

describe('a linear combination', () => {
  const x = parameter(0, 'number');
  const fitOf = (target: (value: number) => number) => {
    const admission = new Admission(problemOf(target, between(-5, 5)));
    return printExpression(linearCombination([x], admission, arithmetic)!, ['x']);
  };

  it('of an exact law has the constants of the law', () => {
    expect(fitOf((value) => (5 * value - 160) / 9)).toBe('(5 * (x - 32)) / 9');
    expect(fitOf((value) => 2 - value)).toBe('2 - x');
    expect(fitOf((value) => value * Math.PI)).toBe('Math.PI * x');
  });

  it('of noisy data has no more digits than the noise allows', () => {
    expect(fitOf((value) => 2.5 * value + 0.7 + 0.01 * Math.sin(1e4 * value))).toMatch(
      /^2\.5\d{0,2} \* x \+ 0\.(7|69|70)\d?$/,
    );
  });
});
