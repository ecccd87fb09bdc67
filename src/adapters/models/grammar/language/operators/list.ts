import type { PrimitiveType, Value } from '../../../../../domain/value.ts';
import { primitiveTypes } from '../../../../../domain/value.ts';
import type { Operator } from '../operator.ts';
import { combinators } from './combinator.ts';
import {
  absent,
  forEach,
  lengthWanted,
  type List,
  listOf,
  longestMade,
  loose,
  member,
  method,
  type Numbers,
} from './list-shape.ts';

/** The operators whose arguments and results are one list type, its elements and integers. */
function operatorsOn(element: PrimitiveType) {
  const list = listOf(element);
  const none = absent[element];
  const shown = JSON.stringify(none);
  const name = (suffix: string) => `${list}.${suffix}`;
  return {
    length: {
      id: name('length'),
      params: [list],
      result: 'integer',
      cost: 1,
      apply: (items: List) => items.length,
      notation: { kind: 'property', name: 'length' },
    },
    at: {
      id: name('at'),
      params: [list, 'integer'],
      result: element,
      cost: 1,
      apply: (items: List, index: number) => items[index] ?? none,
      notation: loose(`$0[$1] ?? ${shown}`, 17, 0),
    },
    last: {
      id: name('last'),
      params: [list],
      result: element,
      cost: 1,
      apply: (items: List) => items.at(-1) ?? none,
      notation: loose(`$0.at(-1) ?? ${shown}`, 17),
    },
    lastOr: {
      id: name('lastOr'),
      params: [list, element],
      result: element,
      cost: 1,
      apply: (items: List, otherwise: Value) => items.at(-1) ?? otherwise,
      notation: loose('$0.at(-1) ?? $1', 17, 4),
    },
    /** A negative count leaves out that many at the end. */
    take: {
      id: name('take'),
      params: [list, 'integer'],
      result: list,
      cost: 1,
      apply: (items: List, count: number) => items.slice(0, count),
      notation: member('$0.slice(0, $1)', 17, 2),
    },
    /** A negative count keeps that many at the end. */
    drop: {
      id: name('drop'),
      params: [list, 'integer'],
      result: list,
      cost: 1,
      apply: (items: List, count: number) => items.slice(count),
      notation: method('slice'),
    },
    slice: {
      id: name('slice'),
      params: [list, 'integer', 'integer'],
      result: list,
      cost: 1,
      apply: (items: List, from: number, to: number) => items.slice(from, to),
      notation: method('slice'),
    },
    concat: {
      id: name('concat'),
      params: [list, list],
      result: list,
      cost: 1,
      apply: (left: List, right: List) => [...left, ...right],
      notation: member('[...$0, ...$1]', 2, 2),
    },
    append: {
      id: name('append'),
      params: [list, element],
      result: list,
      cost: 1,
      apply: (items: List, item: Value) => [...items, item],
      notation: member('[...$0, $1]', 2, 2),
    },
    prepend: {
      id: name('prepend'),
      params: [element, list],
      result: list,
      cost: 1,
      apply: (item: Value, items: List) => [item, ...items],
      notation: member('[$0, ...$1]', 2, 2),
    },
    single: {
      id: name('single'),
      params: [element],
      result: list,
      cost: 1,
      apply: (item: Value) => [item],
      notation: member('[$0]', 2),
    },
    pair: {
      id: name('pair'),
      params: [element, element],
      result: list,
      cost: 1,
      apply: (first: Value, second: Value) => [first, second],
      notation: member('[$0, $1]', 2, 2),
    },
    removeAt: {
      id: name('removeAt'),
      params: [list, 'integer'],
      result: list,
      cost: 2,
      apply: (items: List, index: number) => items.toSpliced(index, 1),
      notation: member('$0.toSpliced($1, 1)', 17, 2),
    },
    insertAt: {
      id: name('insertAt'),
      params: [list, 'integer', element],
      result: list,
      cost: 2,
      apply: (items: List, index: number, item: Value) => items.toSpliced(index, 0, item),
      notation: member('$0.toSpliced($1, 0, $2)', 17, 2, 2),
    },
    repeat: {
      id: name('repeat'),
      params: [element, 'integer'],
      result: list,
      cost: 2,
      apply: (item: Value, count: number) => Array.from(lengthWanted(count), () => item),
      notation: member(`Array.from({ length: Math.min($1, ${longestMade}) }, () => $0)`, 2, 2),
    },
    cycle: {
      id: name('cycle'),
      params: [list, 'integer'],
      result: list,
      cost: 2,
      apply: (items: List, count: number) =>
        Array.from(lengthWanted(count), () => items)
          .flat()
          .slice(0, longestMade),
      notation: member(
        `Array.from({ length: Math.min($1, ${longestMade}) }, () => $0).flat().slice(0, ${longestMade})`,
        2,
        2,
      ),
    },
    reverse: {
      id: name('reverse'),
      params: [list],
      result: list,
      cost: 1,
      apply: (items: List) => items.toReversed(),
      notation: member('$0.toReversed()', 17),
    },
    unique: {
      id: name('unique'),
      params: [list],
      result: list,
      cost: 2,
      apply: (items: List) => [...new Set(items)],
      notation: member('[...new Set($0)]', 2),
    },
    includes: {
      id: name('includes'),
      params: [list, element],
      result: 'boolean',
      cost: 1,
      apply: (items: List, item: Value) => items.includes(item),
      notation: method('includes'),
    },
    indexOf: {
      id: name('indexOf'),
      params: [list, element],
      result: 'integer',
      cost: 2,
      apply: (items: List, item: Value) => items.indexOf(item),
      notation: method('indexOf'),
    },
  } as const satisfies Record<string, Operator>;
}

/** The operators that only lists of numbers have. */
function numericOperatorsOn(element: 'number' | 'integer') {
  const list = listOf(element);
  const name = (suffix: string) => `${list}.${suffix}`;
  return {
    sum: {
      id: name('sum'),
      params: [list],
      result: element,
      cost: 1,
      apply: (items: Numbers) => items.reduce((sum, item) => sum + item, 0),
      notation: member('$0.reduce((sum, item) => sum + item, 0)', 17),
    },
    product: {
      id: name('product'),
      params: [list],
      result: element,
      cost: 2,
      apply: (items: Numbers) => items.reduce((product, item) => product * item, 1),
      notation: member('$0.reduce((product, item) => product * item, 1)', 17),
    },
    /** 0 for an empty list. */
    max: {
      id: name('max'),
      params: [list],
      result: element,
      cost: 1,
      apply: (items: Numbers) => (items.length > 0 ? Math.max(...items) : 0),
      notation: loose('$0.length > 0 ? Math.max(...$0) : 0', 17),
    },
    /** 0 for an empty list. */
    min: {
      id: name('min'),
      params: [list],
      result: element,
      cost: 1,
      apply: (items: Numbers) => (items.length > 0 ? Math.min(...items) : 0),
      notation: loose('$0.length > 0 ? Math.min(...$0) : 0', 17),
    },
    sort: {
      id: name('sort'),
      params: [list],
      result: list,
      cost: 1,
      apply: (items: Numbers) => items.toSorted((left, right) => left - right),
      notation: member('$0.toSorted((a, b) => a - b)', 17),
    },
  } as const satisfies Record<string, Operator>;
}

/** The whole numbers from 0 up to the argument, which is left out. */
export const range = {
  id: 'integer.range',
  params: ['integer'],
  result: 'integer[]',
  cost: 2,
  apply: (count: number) => Array.from(lengthWanted(count), (_, index) => index),
  notation: member(`Array.from({ length: Math.min($0, ${longestMade}) }, (_, index) => index)`, 2),
} as const satisfies Operator;

/** Strings in the order of their UTF-16 code units. */
export const sortStrings = {
  id: 'string[].sort',
  params: ['string[]'],
  result: 'string[]',
  cost: 1,
  apply: (items: readonly string[]) => items.toSorted(),
  notation: member('$0.toSorted()', 17),
} as const satisfies Operator;

export const split = {
  id: 'string.split',
  params: ['string', 'string'],
  result: 'string[]',
  cost: 1,
  apply: (text: string, separator: string) => text.split(separator),
  notation: method('split'),
} as const satisfies Operator;

/** Code points, not code units. */
export const characters = {
  id: 'string.characters',
  params: ['string'],
  result: 'string[]',
  cost: 1,
  apply: (text: string) => Array.from(text),
  notation: { kind: 'call', name: 'Array.from' },
} as const satisfies Operator;

export const join = {
  id: 'string[].join',
  params: ['string[]', 'string'],
  result: 'string',
  cost: 1,
  apply: (items: readonly string[], separator: string) => items.join(separator),
  notation: method('join'),
} as const satisfies Operator;

/** `lists.integer.take`: the operators on lists of one element type. */
export const lists = forEach(primitiveTypes, operatorsOn);

/** `numberLists.integer.sum`: what lists of numbers can do beside. */
export const numberLists = forEach(['number', 'integer'], numericOperatorsOn);

/** Every operator that takes or makes a list. All are pure and total. */
export const listOperators: readonly Operator[] = [
  ...Object.values(lists).flatMap((operators) => Object.values<Operator>(operators)),
  ...Object.values(numberLists).flatMap((operators) => Object.values<Operator>(operators)),
  range,
  sortStrings,
  split,
  characters,
  join,
  ...combinators,
];
