import { describe, expect, test } from 'vitest';
import { asWhole } from '../../../../../src/adapters/models/grammar/discrete/whole.ts';
import type { ExampleProblem } from '../../../../../src/adapters/models/grammar/generator.ts';

const problem: ExampleProblem = {
  params: ['number', 'number[]', 'string'],
  result: 'boolean',
  examples: [
    { args: [1, [2, 3], '0.5'], result: true },
    { args: [-4, [], ''], result: false },
  ],
  tolerance: 0,
  constants: [],
};

describe('the whole-number view of a problem', () => {
  test('has integers for numbers where all of them are whole', () => {
    expect(asWhole(problem)).toEqual({ ...problem, params: ['integer', 'integer[]', 'string'] });
  });

  test('is not there where a number is not whole, or there is none', () => {
    const examples = [...problem.examples, { args: [1, [0.5], ''], result: true }];
    expect(asWhole({ ...problem, examples })).toBeUndefined();
    expect(asWhole({ ...problem, params: ['integer', 'integer[]', 'string'] })).toBeUndefined();
  });
});
