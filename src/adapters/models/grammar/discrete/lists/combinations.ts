import type { PrimitiveType, Value, ValueType } from '../../../../../domain/value.ts';
import { call } from '../../language/expression.ts';
import { mappings, predicates } from '../../language/operators/combinator.ts';
import type { Operator } from '../../language/operator.ts';
import type { Production } from '../production.ts';
import { longestKept } from '../values.ts';
import { functionOf, lambdaExpression } from './capturing.ts';
import { folds } from './folds.ts';
import { type Lambda, lambdasOf } from './lambdas.ts';
import { comparisons, zips } from './zips.ts';

/** How many lambdas of each kind a problem gets: what is common, and little more. */
const quota = {
  map: 24,
  mapCaptured: 14,
  mapIndexed: 12,
  flatMap: 6,
  filter: 14,
  filterCaptured: 8,
  filterIndexed: 8,
  question: 8,
};

/** Combinators on lists of one element type, into the element types at hand, lambdas inside. */
export function combinations(
  element: PrimitiveType,
  elements: readonly PrimitiveType[],
): Production[] {
  return [
    ...elements.flatMap((to) => [...maps(element, to), ...zips(element, to)]),
    ...filters(element),
    ...questions(element),
    ...comparisons(element),
    ...folds(element),
  ];
}

/** A combinator on a list and a lambda; the lambda's captured value is the second param. */
export function combined(operator: Operator, made: Lambda): Production {
  const { capture } = made.shape;
  const list = operator.params[0] as ValueType;
  const apply = operator.apply as (items: Value, image: (...args: Value[]) => Value) => Value;
  return {
    id: `${operator.id} ${made.name}`,
    params: capture === undefined ? [list] : [list, capture],
    result: operator.result,
    cost: operator.cost - 1 + made.cost,
    apply: ([items, captured]) => apply(items!, functionOf(made, captured!)),
    build: ([items, captured]) => call(operator, items!, lambdaExpression(made, captured)),
  };
}

/** A map to many, which stops where its lists together are longer than what is kept. */
function gathered(operator: Operator, made: Lambda): Production {
  return {
    ...combined(operator, made),
    apply: ([items, captured]) => {
      const image = functionOf(made, captured!);
      const all: Value[] = [];
      for (const item of items as readonly Value[]) {
        for (const part of image(item) as readonly Value[]) all.push(part);
        if (all.length > longestKept) return undefined;
      }
      return all;
    },
  };
}

/** What a lambda on elements of the type may capture. */
function capturesFor(element: PrimitiveType): readonly PrimitiveType[] {
  return element === 'string' ? ['string', 'integer'] : [element];
}

function maps(from: PrimitiveType, to: PrimitiveType): Production[] {
  const { map, mapIndexed, flatMap } = mappings[from][to];
  const one = { params: [from], result: to, uses: [0] };
  const indexed = { params: [from, 'integer'], result: to, uses: [1] } as const;
  const many = { params: [from], result: `${to}[]`, uses: [0] } as const;
  return [
    ...lambdasOf(one, quota.map)
      .filter(({ body }) => body.kind !== 'variable')
      .map((made) => combined(map, made)),
    ...capturesFor(from).flatMap((capture) => [
      ...lambdasOf({ ...one, capture }, quota.mapCaptured).map((made) => combined(map, made)),
      ...lambdasOf({ ...many, capture }, quota.flatMap).map((made) => gathered(flatMap, made)),
    ]),
    ...lambdasOf(indexed, quota.mapIndexed).map((made) => combined(mapIndexed, made)),
    ...lambdasOf(many, quota.flatMap).map((made) => gathered(flatMap, made)),
  ];
}

function filters(element: PrimitiveType): Production[] {
  const { filter, filterIndexed } = predicates[element];
  const one = { params: [element], result: 'boolean', uses: [0] } as const;
  const indexed = { params: [element, 'integer'], result: 'boolean', uses: [1] } as const;
  const captures = [...capturesFor(element), `${element}[]`] as const;
  return [
    ...lambdasOf(one, quota.filter).map((made) => combined(filter, made)),
    ...captures.flatMap((capture) =>
      lambdasOf({ ...one, capture }, quota.filterCaptured).map((made) => combined(filter, made)),
    ),
    ...lambdasOf(indexed, quota.filterIndexed).map((made) => combined(filterIndexed, made)),
    ...lambdasOf({ ...indexed, capture: 'integer' }, quota.filterIndexed).map((made) =>
      combined(filterIndexed, made),
    ),
  ];
}

/** `some`, `every`, `find`, `findIndex`. */
function questions(element: PrimitiveType): Production[] {
  const { some, every, find, findIndex } = predicates[element];
  const one = { params: [element], result: 'boolean', uses: [0] } as const;
  const asked = [
    ...lambdasOf(one, quota.question),
    ...capturesFor(element).flatMap((capture) => lambdasOf({ ...one, capture }, quota.question)),
  ];
  return [some, every, find, findIndex].flatMap((operator) =>
    asked.map((made) => combined(operator, made)),
  );
}
