import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { showValue, type Value } from '../../../../src/domain/value.ts';
import { readLiteral } from '../../../../src/realities/function/final-state/literal.ts';

const { value: values } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.string({ unit: 'binary' }),
    fc.constant(null),
    fc.array(tie('value')),
    fc.dictionary(fc.oneof(fc.string({ unit: 'binary' }), fc.constant('__proto__')), tie('value')),
  ),
}));

describe('readLiteral', () => {
  it('reads back every value that showValue prints', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(readLiteral(showValue(value))).toEqual(value);
      }),
    );
  });

  it.each([
    '',
    'x',
    '1 2',
    '[1',
    '[1,,2]',
    '"a',
    '1]',
    'trueish',
    '{"a" 1}',
    '{"a": 1',
    '{a}',
    '"\\x"',
    '--1',
  ])('has no value for %j', (text) => {
    expect(readLiteral(text)).toBeUndefined();
  });

  it('allows spaces, signs and a trailing comma as TypeScript does', () => {
    expect(readLiteral(' [ +1 , -0, .5, ] ')).toEqual([1, -0, 0.5]);
    expect(readLiteral('{ a: 1, "b c": [null, {}], }')).toEqual({ a: 1, 'b c': [null, {}] });
  });
});
