import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ValueTable } from '../../../../../src/adapters/models/grammar/discrete/values.ts';
import type { Value } from '../../../../../src/domain/value.ts';

const anyValue: fc.Arbitrary<Value> = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.string(),
  fc.array(fc.integer()),
);

describe('the table of values', () => {
  it('gives equal values equal numbers, and each number its value back', () => {
    fc.assert(
      fc.property(fc.array(anyValue), (values) => {
        const table = new ValueTable(10_000);
        const ids = values.map((value) => table.intern(value));
        for (const [index, id] of ids.entries()) {
          const value = values[index]!;
          expect(table.intern(structuredClone(value))).toBe(id);
          expect(table.find(value)).toBe(id);
          expect(table.valueOf(id)).toEqual(Object.is(value, -0) ? 0 : value);
        }
      }),
    );
  });

  it('refuses a new value when it is full, and still knows the old ones', () => {
    const table = new ValueTable(5);
    const known = table.intern('known');
    for (const text of ['a', 'b', 'c']) table.intern(text);
    expect(table.intern('too many')).toBe(-1);
    expect(table.intern('known')).toBe(known);
  });
});
