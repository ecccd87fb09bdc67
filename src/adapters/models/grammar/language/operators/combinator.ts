import type { PrimitiveType, Value, ValueType } from '../../../../../domain/value.ts';
import { elementType, primitiveTypes, valueTypes } from '../../../../../domain/value.ts';
import type { Operator } from '../operator.ts';
import {
  absent,
  type Binary,
  forEach,
  lengthWanted,
  type List,
  listOf,
  longestMade,
  loose,
  member,
  method,
  type Unary,
} from './list-shape.ts';

/** The name of a type in TypeScript. */
const typeScriptOf = (type: ValueType): string => type.replace('integer', 'number');

/** The operators that ask a question of the elements, or compare them. */
function predicatesOn(element: PrimitiveType) {
  const list = listOf(element);
  const none = absent[element];
  const shown = JSON.stringify(none);
  const predicate = { params: [element], result: 'boolean' } as const;
  const indexedPredicate = { params: [element, 'integer'], result: 'boolean' } as const;
  const name = (suffix: string) => `${list}.${suffix}`;
  return {
    filter: {
      id: name('filter'),
      params: [list, predicate],
      result: list,
      cost: 1,
      apply: (items: List, keeps: Unary) => items.filter((item) => keeps(item)),
      notation: method('filter'),
    },
    filterIndexed: {
      id: name('filterIndexed'),
      params: [list, indexedPredicate],
      result: list,
      cost: 2,
      apply: (items: List, keeps: Binary) => items.filter((item, index) => keeps(item, index)),
      notation: method('filter'),
    },
    some: {
      id: name('some'),
      params: [list, predicate],
      result: 'boolean',
      cost: 1,
      apply: (items: List, holds: Unary) => items.some((item) => holds(item)),
      notation: method('some'),
    },
    every: {
      id: name('every'),
      params: [list, predicate],
      result: 'boolean',
      cost: 1,
      apply: (items: List, holds: Unary) => items.every((item) => holds(item)),
      notation: method('every'),
    },
    everyIndexed: {
      id: name('everyIndexed'),
      params: [list, indexedPredicate],
      result: 'boolean',
      cost: 2,
      apply: (items: List, holds: Binary) => items.every((item, index) => holds(item, index)),
      notation: method('every'),
    },
    find: {
      id: name('find'),
      params: [list, predicate],
      result: element,
      cost: 2,
      apply: (items: List, holds: Unary) => items.find((item) => holds(item)) ?? none,
      notation: loose(`$0.find($1) ?? ${shown}`, 17, 2),
    },
    findIndex: {
      id: name('findIndex'),
      params: [list, predicate],
      result: 'integer',
      cost: 2,
      apply: (items: List, holds: Unary) => items.findIndex((item) => holds(item)),
      notation: method('findIndex'),
    },
    /** A stable sort by a comparison that may be inconsistent: the order is then the engine's. */
    sortBy: {
      id: name('sortBy'),
      params: [list, { params: [element, element], result: 'number' }],
      result: list,
      cost: 2,
      apply: (items: List, compare: (left: Value, right: Value) => number) =>
        items.toSorted((left, right) => compare(left, right)),
      notation: method('toSorted'),
    },
  } as const satisfies Record<string, Operator>;
}

/** The operators that take a function from one element type into another type. */
function operatorsBetween(from: PrimitiveType, to: PrimitiveType) {
  const name = (suffix: string) => `${from}[].${suffix}.${to}`;
  return {
    map: {
      id: name('map'),
      params: [listOf(from), { params: [from], result: to }],
      result: listOf(to),
      cost: 1,
      apply: (items: List, image: Unary) => items.map((item) => image(item)),
      notation: method('map'),
    },
    mapIndexed: {
      id: name('mapIndexed'),
      params: [listOf(from), { params: [from, 'integer'], result: to }],
      result: listOf(to),
      cost: 2,
      apply: (items: List, image: Binary) => items.map((item, index) => image(item, index)),
      notation: method('map'),
    },
    flatMap: {
      id: name('flatMap'),
      params: [listOf(from), { params: [from], result: listOf(to) }],
      result: listOf(to),
      cost: 2,
      apply: (items: List, images: (item: Value) => List) => items.flatMap((item) => images(item)),
      notation: method('flatMap'),
    },
  } as const satisfies Record<string, Operator>;
}

/** A fold from the left; a list as the accumulator needs its type written out. */
function reduction(from: PrimitiveType, to: ValueType) {
  const typed = elementType(to) === undefined ? '' : `<${typeScriptOf(to)}>`;
  return {
    id: `${from}[].reduce.${to}`,
    params: [listOf(from), { params: [to, from], result: to }, to],
    result: to,
    cost: 2,
    apply: (items: List, step: (total: Value, item: Value) => Value, start: Value) =>
      items.reduce((total, item) => step(total, item), start),
    notation: member(`$0.reduce${typed}($1, $2)`, 17, 2, 2),
  } as const satisfies Operator;
}

/** Applies a step to a start a bounded number of times. */
function iteration(type: ValueType) {
  return {
    id: `iterate.${type}`,
    params: ['integer', { params: [type], result: type }, type],
    result: type,
    cost: 3,
    apply: (count: number, step: Unary, start: Value) =>
      Array.from(lengthWanted(count)).reduce<Value>((state) => step(state), start),
    notation: member(
      `Array.from({ length: Math.min($0, ${longestMade}) }).reduce<${typeScriptOf(type)}>($1, $2)`,
      2,
      2,
      2,
    ),
  } as const satisfies Operator;
}

/** `predicates.integer.filter`: what asks a question of the elements of a list. */
export const predicates = forEach(primitiveTypes, predicatesOn);

/** `mappings.integer.boolean.map`: from lists of one element type into lists of another. */
export const mappings = forEach(primitiveTypes, (from) =>
  forEach(primitiveTypes, (to) => operatorsBetween(from, to)),
);

/** `reductions.integer['string[]']`: folds of a list of the first type into the second. */
export const reductions = forEach(primitiveTypes, (from) =>
  forEach(valueTypes, (to) => reduction(from, to)),
);

/** `iterations.integer`: bounded repetition on a state of that type. */
export const iterations = forEach(valueTypes, iteration);

/** Every operator that takes a function. All are pure and total where the function is. */
export const combinators: readonly Operator[] = [
  ...Object.values(predicates).flatMap((operators) => Object.values<Operator>(operators)),
  ...Object.values(mappings)
    .flatMap((targets) => Object.values(targets))
    .flatMap((operators) => Object.values<Operator>(operators)),
  ...Object.values(reductions).flatMap((targets) => Object.values<Operator>(targets)),
  ...Object.values<Operator>(iterations),
];
