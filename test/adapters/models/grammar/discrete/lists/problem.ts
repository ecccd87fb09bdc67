import * as fc from 'fast-check';
import type { ExampleProblem } from '../../../../../../src/adapters/models/grammar/generator.ts';
import type { Value, ValueType } from '../../../../../../src/domain/value.ts';
import { elementType } from '../../../../../../src/domain/value.ts';

/** A problem of the given types without examples: what productions depend on. */
export function problemOf(params: readonly ValueType[], result: ValueType): ExampleProblem {
  return { params, result, examples: [], tolerance: 0, constants: [] };
}

/** Small values of a type, as examples have them. */
export function valueOf(type: ValueType): fc.Arbitrary<Value> {
  const element = elementType(type);
  if (element !== undefined) return fc.array(valueOf(element), { maxLength: 6 });
  if (type === 'integer') return fc.integer({ min: -20, max: 20 });
  if (type === 'boolean') return fc.boolean();
  if (type === 'number') {
    return fc.oneof(fc.integer({ min: -20, max: 20 }), fc.double({ min: -50, max: 50 }));
  }
  return fc.oneof(fc.constantFrom('', 'a', 'ab', 'Ab c'), fc.string({ maxLength: 5 }));
}
