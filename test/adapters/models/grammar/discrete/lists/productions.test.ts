import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  listProductions,
  productionsThroughLists,
} from '../../../../../../src/adapters/models/grammar/discrete/lists/productions.ts';
import type { Production } from '../../../../../../src/adapters/models/grammar/discrete/production.ts';
import { compile } from '../../../../../../src/adapters/models/grammar/language/compile.ts';
import { evaluate } from '../../../../../../src/adapters/models/grammar/language/evaluate.ts';
import {
  call,
  parameter,
} from '../../../../../../src/adapters/models/grammar/language/expression.ts';
import { predicates } from '../../../../../../src/adapters/models/grammar/language/operators/combinator.ts';
import { conforms, sameValue, type ValueType } from '../../../../../../src/domain/value.ts';
import { problemOf, valueOf } from './problem.ts';

const problems: readonly (readonly [ValueType[], ValueType])[] = [
  [['integer[]'], 'integer[]'],
  [['integer[]', 'integer'], 'boolean[]'],
  [['number[]'], 'number'],
  [['string[]', 'string'], 'string[]'],
  [['integer', 'integer'], 'integer'],
];

/** The productions of a problem with lists, or the way through lists of one without. */
function productionsOf(params: readonly ValueType[], result: ValueType): Production[] {
  const problem = problemOf(params, result);
  return [...listProductions(problem), ...productionsThroughLists(problem)];
}

describe('productions over lists', () => {
  test('there are none for a problem without lists', () => {
    expect(listProductions(problemOf(['integer', 'string'], 'boolean'))).toEqual([]);
  });

  test.each(problems)(
    'are a few hundred, named apart, cheapest first: %j → %s',
    (params, result) => {
      const productions = productionsOf(params, result);
      expect(productions.length).toBeLessThan(500);
      expect(new Set(productions.map(({ id }) => id)).size).toBe(productions.length);
      const costs = productions.map(({ cost }) => cost);
      expect(costs).toEqual(costs.toSorted((left, right) => left - right));
    },
  );

  test('make no text that doubles with every item of a long list', () => {
    const items = Array.from({ length: 200 }, () => 'ab');
    const folds = productionsOf(['string[]', 'string'], 'string[]').filter(
      ({ id, params }) => id.includes('reduce') && params[0] === 'string[]',
    );
    expect(folds.length).toBeGreaterThan(0);
    const made = folds.map(({ params, apply }) =>
      apply(params.length === 1 ? [items] : [items, 'ab']),
    );
    expect(JSON.stringify(made).length).toBeLessThan(10_000_000);
  });

  test.each(problems)('depend on the problem alone: %j → %s', (params, result) => {
    const ids = () => productionsOf(params, result).map(({ id, cost }) => [id, cost]);
    expect(ids()).toEqual(ids());
  });

  test.each(problems)(
    'mean what they build, as evaluated and as printed: %j → %s',
    (params, result) => {
      const productions = productionsOf(params, result);
      const runs = fc
        .nat(productions.length - 1)
        .map((choice) => productions[choice]!)
        .chain((production) =>
          fc.record({
            production: fc.constant(production),
            args: fc.tuple(...production.params.map(valueOf)),
          }),
        );
      fc.assert(
        fc.property(runs, ({ production, args }) => {
          const value = production.apply(args);
          if (value === undefined) return;
          const built = production.build(
            production.params.map((type, index) => parameter(index, type)),
          );
          expect(built.type).toBe(production.result);
          expect(sameValue(value, evaluate(built, args), 0)).toBe(true);
          expect(sameValue(value, compile(built, args.length)(...args), 0)).toBe(true);
          expect(conforms(value, production.result)).toBe(true);
        }),
        { numRuns: 1500 },
      );
    },
  );

  test('a captured value may hold lambdas of its own', () => {
    const above = listProductions(problemOf(['integer[]'], 'integer[]')).find(
      ({ id }) => id === 'integer[].filter (integer.less p0 v0)',
    )!;
    const isEven = listProductions(problemOf(['integer[]'], 'integer[]')).find(
      ({ id }) => id === 'integer[].find (integer.isEven v0)',
    )!;
    const items = parameter(0, 'integer[]');
    const program = above.build([items, isEven.build([items])]);
    expect(evaluate(program, [[5, 4, 3, 6, 4]])).toEqual([5, 6]);
    const nested = call(
      predicates.integer.filter,
      items,
      program.kind === 'call' ? program.args[1]! : items,
    );
    expect(compile(nested, 1)([5, 4, 3, 6, 4])).toEqual([5, 6]);
  });

  test('very long lists and inexact whole numbers are given up', () => {
    const productions = listProductions(problemOf(['integer[]'], 'integer[]'));
    const apply = (id: string, ...args: never[]) =>
      productions.find((production) => production.id === id)!.apply(args);
    expect(apply('integer.range', 1000 as never)).toBeUndefined();
    expect(apply('integer[].product', [2 ** 30, 2 ** 30] as never)).toBeUndefined();
    expect(apply('integer.range', 3 as never)).toEqual([0, 1, 2]);
  });
});
