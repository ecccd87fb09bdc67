import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Value } from '../../../src/domain/value.ts';
import { behaviourOf } from '../../../src/realities/function/behaviour.ts';

const of = (...values: readonly Value[]) =>
  behaviourOf(values.map((value) => ({ kind: 'value', value })));

describe('behaviour', () => {
  test('is the same for two ways to compute the same number', () => {
    expect(of(-43.7, 0)).toBe(of(-43.699999999999996, 1e-16));
    expect(of([0.1 + 0.2, -0])).toBe(of([0.3, 0]));
  });

  test('differs where a result differs by more than rounding', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), (value) => {
        expect(of(value)).not.toBe(of(value + Math.max(1e-6, Math.abs(value) * 1e-6)));
      }),
    );
    expect(of(NaN)).not.toBe(of(0));
    expect(of(Infinity)).not.toBe(of(-Infinity));
    expect(of('1')).not.toBe(of(1));
    expect(of({ a: 1, b: 2 })).toBe(of({ b: 2, a: 1 }));
    expect(of({ a: 1 })).not.toBe(of({ a: null }));
  });
});
