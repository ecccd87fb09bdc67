import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type LambdaShape,
  lambdasOf,
} from '../../../../../../src/adapters/models/grammar/discrete/lists/lambdas.ts';
import { lambdaExpression } from '../../../../../../src/adapters/models/grammar/discrete/lists/capturing.ts';
import { evaluate } from '../../../../../../src/adapters/models/grammar/language/evaluate.ts';
import {
  call,
  keyOf,
  literal,
  parameter,
} from '../../../../../../src/adapters/models/grammar/language/expression.ts';
import { mappings } from '../../../../../../src/adapters/models/grammar/language/operators/combinator.ts';
import type { ValueType } from '../../../../../../src/domain/value.ts';
import { valueOf } from './problem.ts';

const shapes: readonly LambdaShape[] = [
  { params: ['integer'], result: 'integer', uses: [0] },
  { params: ['integer'], capture: 'integer', result: 'integer', uses: [0] },
  { params: ['integer'], capture: 'integer[]', result: 'integer', uses: [0] },
  { params: ['string'], result: 'string', uses: [0] },
  { params: ['string'], capture: 'string', result: 'boolean', uses: [0] },
  { params: ['number'], capture: 'number', result: 'number', uses: [0] },
];

const element = (type: ValueType | undefined) => type as 'integer';

const written = (shape: LambdaShape, count: number) =>
  lambdasOf(shape, count).map(({ body }) => keyOf(body));

describe('the lambda library', () => {
  test('offers what a shape is mostly used for', () => {
    const numbers: LambdaShape = {
      params: ['integer'],
      capture: 'integer',
      result: 'integer',
      uses: [0],
    };
    expect(written(numbers, 14)).toEqual(
      expect.arrayContaining([
        '(integer.add v0 p0)',
        '(integer.multiply v0 p0)',
        '(integer.subtract p0 v0)',
        '(integer.modulo v0 p0)',
        '(integer.max v0 p0)',
      ]),
    );
    const tests: LambdaShape = {
      params: ['integer'],
      capture: 'integer',
      result: 'boolean',
      uses: [0],
    };
    expect(written(tests, 8)).toEqual(
      expect.arrayContaining([
        '(integer.less v0 p0)',
        '(integer.equal v0 p0)',
        '(boolean.not (integer.equal v0 p0))',
        '(integer.equal (integer.modulo v0 p0) 0)',
      ]),
    );
  });

  test('is the same whenever it is asked for, and a shorter list is the start of a longer one', () => {
    for (const shape of shapes) {
      expect(written(shape, 10)).toEqual(written({ ...shape }, 30).slice(0, 10));
    }
  });

  test.each(shapes)(
    'never offers one meaning twice, cheapest first: $params $capture → $result',
    (shape) => {
      const offered = lambdasOf(shape, 30);
      expect(new Set(offered.map(({ name }) => name)).size).toBe(offered.length);
      const costs = offered.map(({ cost }) => cost);
      expect(costs).toEqual(costs.toSorted((left, right) => left - right));
    },
  );

  test.each(shapes)('runs what it prints: $params $capture → $result', (shape) => {
    const [param] = shape.params;
    const operator = mappings[element(param)][element(shape.result)].map;
    const capture = shape.capture ?? 'integer';
    fc.assert(
      fc.property(valueOf(param!), valueOf(capture), fc.nat(), (item, captured, choice) => {
        const offered = lambdasOf(shape, 30);
        const made = offered[choice % offered.length]!;
        const program = call(
          operator,
          literal([item], `${element(param)}[]`),
          lambdaExpression(made, shape.capture && parameter(0, capture)),
        );
        expect(evaluate(program, [captured])).toEqual([made.run(item, captured, captured)]);
      }),
    );
  });
});
