import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { productionsFor } from '../../../../../src/adapters/models/grammar/discrete/families.ts';
import { productionsThroughLists } from '../../../../../src/adapters/models/grammar/discrete/lists/productions.ts';
import { longestKept } from '../../../../../src/adapters/models/grammar/discrete/values.ts';
import {
  isArray,
  elementType,
  type Value,
  type ValueType,
} from '../../../../../src/domain/value.ts';

/** What one production may make: as many items as are kept, joined by a text as long as is kept. */
const mostMade = 2 * longestKept ** 2;

const plain: Record<ValueType, Value> = {
  string: 'Ab c',
  integer: 3,
  number: 1.5,
  boolean: true,
  'string[]': ['a', 'b'],
  'integer[]': [1, 2],
  'number[]': [2.5],
  'boolean[]': [true],
};

const hostile: Record<'string' | 'integer' | 'number' | 'boolean', readonly Value[]> = {
  string: [
    '',
    'a',
    ' ',
    '$&',
    '$`'.repeat(40),
    'a'.repeat(longestKept),
    'a '.repeat(300),
    '\ud800',
  ],
  integer: [0, 1, -1, 2, 1000, 2 ** 31, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER],
  number: [0, -0, 0.5, 1e308, -1e308, 5e-324, NaN, Infinity, -Infinity],
  boolean: [true, false],
};

/** The worst values of a type: lists of a few that repeat, up to as many as are kept. */
function worst(type: ValueType): fc.Arbitrary<Value> {
  const element = elementType(type);
  if (element === undefined) return fc.constantFrom(...hostile[type as 'string']);
  const short = hostile[element as 'string'].map((value) =>
    typeof value === 'string' ? value.slice(0, 200) : value,
  );
  const item = fc.constantFrom(...short);
  return fc.oneof(
    fc.array(item, { maxLength: 8 }),
    fc
      .tuple(item, fc.constantFrom(200, longestKept))
      .map(([value, length]) => Array.from({ length }, () => value)),
  );
}

function sizeOf(value: Value): number {
  if (typeof value === 'string') return value.length;
  if (!isArray(value)) return 1;
  return value.reduce<number>((sum, item) => sum + sizeOf(item), value.length);
}

const problems: readonly (readonly [params: ValueType[], result: ValueType])[] = [
  [['string', 'integer'], 'string'],
  [['string[]', 'string'], 'string[]'],
  [['integer[]', 'integer'], 'integer[]'],
  [['number[]', 'number'], 'number'],
  [['integer', 'integer'], 'boolean'],
];

describe('a production', () => {
  test.each(problems)('never throws, and makes nothing huge: %j → %s', (params, result) => {
    const examples = [{ args: params.map((type) => plain[type]), result: plain[result] }];
    const problem = { params, result, examples, tolerance: 0, constants: [] };
    const productions = [...productionsFor(problem), ...productionsThroughLists(problem)];
    const calls = fc
      .constantFrom(...productions)
      .chain((production) =>
        fc.tuple(fc.constant(production), fc.tuple(...production.params.map(worst))),
      );
    fc.assert(
      fc.property(calls, ([production, args]) => {
        const made = production.apply(args);
        if (made !== undefined) expect(sizeOf(made), production.id).toBeLessThan(mostMade);
      }),
      { numRuns: 1500 },
    );
  });
});
