import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Example } from '../../../../src/domain/function.ts';
import { holdOut } from '../../../../src/realities/function/loading/hold-out.ts';

const examples = (count: number): Example[] =>
  Array.from({ length: count }, (_, index) => ({ args: [index], result: index }));
const key = (example: Example) => example.args[0] as number;
const lists = fc.nat(200).map(examples);
const fractions = fc.option(fc.double({ min: 0, max: 0.9, noNaN: true }), { nil: undefined });

describe('what is held out', () => {
  test('and what is shown are together all examples, in their order', () => {
    fc.assert(
      fc.property(lists, fractions, (list, fraction) => {
        const { visible, heldOut } = holdOut(list, fraction);
        expect([...visible, ...heldOut].toSorted((a, b) => key(a) - key(b))).toEqual(list);
        expect(visible.map(key)).toEqual(visible.map(key).toSorted((a, b) => a - b));
        expect(list.length === 0 || visible.length > 0).toBe(true);
      }),
    );
  });

  test('is a quarter from 8 examples on, and nothing before, unless told', () => {
    expect(holdOut(examples(7), undefined).heldOut.length).toBe(0);
    expect(holdOut(examples(8), undefined).heldOut.length).toBe(2);
    expect(holdOut(examples(40), undefined).heldOut.length).toBe(10);
    expect(holdOut(examples(4), 0.5).heldOut.length).toBe(2);
    expect(holdOut(examples(40), 0).heldOut.length).toBe(0);
  });

  test('is spread: one of every stretch of the list, at a place that wanders', () => {
    const hidden = holdOut(examples(40), 0.25).heldOut.map((example) => example.args[0] as number);
    hidden.forEach((index, stretch) => expect(Math.floor(index / 4)).toBe(stretch));
    expect(new Set(hidden.map((index) => index % 4)).size).toBeGreaterThan(1);
  });

  test('is no case that stands among the examples a second time', () => {
    const twice = [...examples(12), ...examples(12)];
    const { visible, heldOut } = holdOut(twice, 0.5);
    const shown = new Set(visible.map((example) => example.args[0]));
    expect(visible.length + heldOut.length).toBe(12);
    expect(heldOut.some((example) => shown.has(example.args[0]))).toBe(false);
  });
});
