import { describe, expect, it } from 'vitest';

import { operatorById } from '../../../../src/adapters/models/grammar/language/operators/index.ts';
import {
  frozenFormulas,
  gainOf,
  learn,
} from '../../../../src/adapters/models/grammar/prior-acceptance.ts';
import { factorOf, remember } from '../../../../src/adapters/models/grammar/prior.ts';

const usual = [
  '(number.divide (number.multiply p0 (number.square p1)) l2)',
  '(number.multiply p0 (number.square p1))',
  '(number.sqrt (number.add (number.square p0) (number.square p1)))',
];
const odd = ['(number.tanh (number.tan (number.asin p0)))', '(number.acos (number.tanh p0))'];

describe('what runs teach each other', () => {
  it('is kept where it makes frozen formulas likelier', () => {
    const learnt = learn(undefined, usual);
    expect(learnt).toEqual(remember(undefined, usual));
    expect(gainOf(learnt)).toBeGreaterThan(0);
    expect(factorOf(learnt, 'number.multiply')).toBeGreaterThan(1);
  });

  it('is dropped where it makes them less likely, and what was known before stays', () => {
    expect(gainOf(remember(undefined, odd))).toBeLessThan(0);
    const nothing = learn(undefined, odd);
    expect(gainOf(nothing)).toBe(0);
    expect(factorOf(nothing, 'number.tanh')).toBe(1);
    const known = learn(undefined, usual);
    const flood = Array.from({ length: 30 }, () => odd).flat();
    expect(learn(known, flood)).toBe(known);
  });

  it('of an older version that does not help is dropped with the next run', () => {
    const harmful = remember(undefined, Array.from({ length: 30 }, () => odd).flat());
    expect(learn(harmful, odd)).toEqual({ programs: 0, uses: {} });
  });

  it('the frozen formulas are of operators that are drawn from', () => {
    for (const id of Object.values(frozenFormulas).flat()) expect(operatorById.has(id)).toBe(true);
    expect(gainOf(remember(undefined, []))).toBe(0);
  });
});
