import type { PrimitiveType, Value } from '../../../../../domain/value.ts';
import { call, type Expression, lambda, variable } from '../../language/expression.ts';
import { mappings, predicates } from '../../language/operators/combinator.ts';
import { absent } from '../../language/operators/list-shape.ts';
import { lists } from '../../language/operators/list.ts';
import type { Production } from '../production.ts';
import { bodyOf, raised } from './capturing.ts';
import { type Lambda, lambdasOf } from './lambdas.ts';

const quota = { map: 8, every: 5 };

type List = readonly Value[];

/**
 * Two lists side by side, `xs.map((x, i) => x + (ys[i] ?? 0))`: as long as the first, a missing
 * element of the second being 0, false or empty. With `xs.slice(1)` and `xs`: neighbours.
 */
export function zips(element: PrimitiveType, to: PrimitiveType): Production[] {
  const params = [element, element];
  const { mapIndexed } = mappings[element][to];
  return lambdasOf({ params, result: to, uses: [0, 1] }, quota.map).map((made) => ({
    id: `zip.${to} ${element} ${made.name}`,
    params: [`${element}[]`, `${element}[]`],
    result: `${to}[]`,
    cost: mapIndexed.cost - 0.5 + made.cost,
    apply: ([left, right]) => (left as List).map(beside(made, element, right as List)),
    build: ([left, right]) => call(mapIndexed, left!, besideExpression(made, element, right!)),
  }));
}

/** Whether each element stands in a relation to the one beside it in the second list. */
export function comparisons(element: PrimitiveType): Production[] {
  const { everyIndexed } = predicates[element];
  const shape = { params: [element, element], result: 'boolean', uses: [0, 1] } as const;
  return lambdasOf(shape, quota.every).map((made) => ({
    id: `zip.every ${element} ${made.name}`,
    params: [`${element}[]`, `${element}[]`],
    result: 'boolean',
    cost: everyIndexed.cost - 0.5 + made.cost,
    apply: ([left, right]) =>
      (left as List).every(beside(made, element, right as List) as () => boolean),
    build: ([left, right]) => call(everyIndexed, left!, besideExpression(made, element, right!)),
  }));
}

function beside(made: Lambda, element: PrimitiveType, right: List) {
  const none = absent[element];
  return (item: Value, index: number): Value => made.run(item, right[index] ?? none, none);
}

function besideExpression(made: Lambda, element: PrimitiveType, right: Expression): Expression {
  const other = call(lists[element].at, raised(right, 2), variable(1, 'integer'));
  return lambda([element, 'integer'], bodyOf(made, [variable(0, element), other]));
}
