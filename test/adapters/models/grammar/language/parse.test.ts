import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyOf } from '../../../../../src/adapters/models/grammar/language/expression.ts';
import { parse } from '../../../../../src/adapters/models/grammar/language/parse.ts';
import { SluiceError } from '../../../../../src/domain/errors.ts';
import { samples } from './arbitrary.ts';

test('a stored program reads back as it was', () => {
  fc.assert(
    fc.property(samples, ({ signature, body }) => {
      expect(parse(keyOf(body), signature)).toEqual(body);
    }),
    { numRuns: 1000 },
  );
});

test.for([
  '',
  '(',
  '(number.add p0',
  '(number.add p0 p9)',
  '(no.such p0)',
  'p0 p0',
  '(number.add p0 oops)',
])('a damaged program "%s" is an error with the mend', (text) => {
  const signature = { params: [{ type: 'number' }], returns: 'number' } as const;
  expect(() => parse(text, signature)).toThrow(SluiceError);
});
