import * as fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { defineFunction } from '../../../src/realities/function/spec.ts';

describe('the type of a specification follows from its declared function', () => {
  test('in a score: candidates and baselines have the declared head', () => {
    const spec = defineFunction({
      intent: 'A priority.',
      function: {
        name: 'priority',
        params: [
          { name: 'item', type: 'number' },
          { name: 'label', type: 'string' },
          { name: 'bins', type: 'integer[]' },
        ],
        returns: 'boolean',
      },
      score: {
        direction: 'maximise',
        instances: (split, seed) => {
          expectTypeOf(split).toEqualTypeOf<'train' | 'validate' | 'final'>();
          expectTypeOf(seed).toEqualTypeOf<number>();
          return [{ sizes: [1, 2] }];
        },
        evaluate: (candidate, instance) => {
          expectTypeOf(candidate).parameters.toEqualTypeOf<[number, string, readonly number[]]>();
          expectTypeOf(candidate).returns.toEqualTypeOf<boolean>();
          expectTypeOf(instance).toEqualTypeOf<{ sizes: number[] }>();
          return candidate(instance.sizes[0]!, '', instance.sizes) ? 1 : 0;
        },
        baselines: { never: () => false, small: (item) => item < 3 },
        published: { paper: (instance) => instance.sizes.length },
      },
    });
    expect(spec.score?.evaluate(() => true, { sizes: [1] })).toBe(1);
  });

  test('in examples, the reference and properties', () => {
    const spec = defineFunction({
      intent: 'Length.',
      function: { name: 'length', params: [{ name: 'text', type: 'string' }], returns: 'integer' },
      examples: [{ args: ['ab'], result: 2 }],
      reference: (text) => text.length,
      properties: {
        grows: {
          inputs: [fc.string()],
          holds: (length, text: string) => length(`${text}x`) > length(text),
        },
      },
    });
    expect(spec.reference?.('abc')).toBe(3);
    // @ts-expect-error -- the result is declared a number
    defineFunction({ ...spec, examples: [{ args: ['ab'], result: 'two' }] });
    // @ts-expect-error -- the argument is declared a string
    defineFunction({ ...spec, examples: [{ args: [2], result: 2 }] });
  });
});
