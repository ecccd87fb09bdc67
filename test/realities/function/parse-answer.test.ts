import { expect, test } from 'vitest';

import { parseAnswer } from '../../../src/realities/function/parse-answer.ts';

const signature = {
  name: 'median3',
  params: [
    { name: 'a', type: 'integer' },
    { name: 'b', type: 'integer' },
    { name: 'c', type: 'integer' },
  ],
  returns: 'integer',
} as const;

test.each(['median3(1, 1, 2) => 1', '1, 1, 2 => 1', ' median3( 1,1,2 )=>1'])(
  'a decided case is read with the name of the function and without: %s',
  (text) => {
    expect(parseAnswer(text, signature)).toEqual({ args: [1, 1, 2], result: 1 });
  },
);

test('the call of another function is told as that', () => {
  expect(() => parseAnswer('foo(1,1,2) => 1', signature)).toThrow(
    expect.objectContaining({ found: 'a call of foo, and the function is median3' }),
  );
});
