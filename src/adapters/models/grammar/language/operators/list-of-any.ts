import type { PrimitiveType, Value, ValueType } from '../../../../../domain/value.ts';
import { method, property, template } from '../notation.ts';
import type { Notation, Operator } from '../operator.ts';
import { operator } from '../operator.ts';
import {
  absent,
  arrayFrom,
  chain,
  lengthWanted,
  type List,
  listOf,
  longestMade,
  orAbsent,
} from './list-shape.ts';

/** Brackets round items, each of which may be anything. */
const brackets = (text: string): Notation => template(text, 'atom', 'argument', 'argument');

/** The operators whose arguments and results are one list type, its elements and integers. */
export function operatorsOn(element: PrimitiveType) {
  const list = listOf(element);
  const none = absent[element];
  const define = (
    name: string,
    params: readonly ValueType[],
    result: ValueType,
    cost: number,
    notation: Notation,
    apply: Operator['apply'],
    noun: string,
  ) => operator(`${list}.${name}`, params, result, cost, notation, apply, { noun });
  /** A list of this type to another one, perhaps with integers. */
  const rewrite = (
    name: string,
    params: readonly ValueType[],
    cost: number,
    notation: Notation,
    apply: Operator['apply'],
    noun = 'items',
  ) => define(name, [list, ...params], list, cost, notation, apply, noun);

  const repeated = arrayFrom(1, ', () => $0)');
  const cycled = arrayFrom(1, `, () => $0).flat().slice(0, ${longestMade})`);
  return {
    length: define(
      'length',
      [list],
      'integer',
      1,
      property('length'),
      (items: List) => items.length,
      'count',
    ),
    at: define(
      'at',
      [list, 'integer'],
      element,
      1.5,
      orAbsent(element, '$0[$1]'),
      (items: List, index: number) => items[index] ?? none,
      'item',
    ),
    first: define(
      'first',
      [list],
      element,
      1,
      orAbsent(element, '$0[0]'),
      (items: List) => items[0] ?? none,
      'first',
    ),
    last: define(
      'last',
      [list],
      element,
      1,
      orAbsent(element, '$0.at(-1)'),
      (items: List) => items.at(-1) ?? none,
      'last',
    ),
    lastOr: define(
      'lastOr',
      [list, element],
      element,
      1,
      template('$0.at(-1) ?? $1', '?:', 'member', '&&'),
      (items: List, otherwise: Value) => items.at(-1) ?? otherwise,
      'last',
    ),
    /** A negative count leaves out that many at the end. */
    take: rewrite(
      'take',
      ['integer'],
      1.5,
      chain('$0.slice(0, $1)'),
      (items: List, count: number) => items.slice(0, count),
      'start',
    ),
    /** A negative count keeps that many at the end. */
    drop: rewrite(
      'drop',
      ['integer'],
      1.5,
      method('slice'),
      (items: List, count: number) => items.slice(count),
      'rest',
    ),
    slice: rewrite(
      'slice',
      ['integer', 'integer'],
      2,
      method('slice'),
      (items: List, from: number, to: number) => items.slice(from, to),
      'part',
    ),
    concat: rewrite(
      'concat',
      [list],
      2.5,
      brackets('[...$0, ...$1]'),
      (left: List, right: List) => [...left, ...right],
      'joined',
    ),
    append: rewrite(
      'append',
      [element],
      2,
      brackets('[...$0, $1]'),
      (items: List, item: Value) => [...items, item],
      'extended',
    ),
    prepend: define(
      'prepend',
      [element, list],
      list,
      2,
      brackets('[$0, ...$1]'),
      (item: Value, items: List) => [item, ...items],
      'extended',
    ),
    single: define(
      'single',
      [element],
      list,
      1,
      brackets('[$0]'),
      (item: Value) => [item],
      'items',
    ),
    pair: define(
      'pair',
      [element, element],
      list,
      1,
      brackets('[$0, $1]'),
      (first: Value, second: Value) => [first, second],
      'pair',
    ),
    removeAt: rewrite(
      'removeAt',
      ['integer'],
      2,
      chain('$0.toSpliced($1, 1)'),
      (items: List, index: number) => items.toSpliced(index, 1),
    ),
    insertAt: rewrite(
      'insertAt',
      ['integer', element],
      2.5,
      chain('$0.toSpliced($1, 0, $2)'),
      (items: List, index: number, item: Value) => items.toSpliced(index, 0, item),
    ),
    repeat: operator(
      `${list}.repeat`,
      [element, 'integer'],
      list,
      2,
      repeated.notation,
      (item: Value, count: number) => Array.from(lengthWanted(count), () => item),
      { noun: 'repeated', simpler: repeated.simpler },
    ),
    cycle: operator(
      `${list}.cycle`,
      [list, 'integer'],
      list,
      2,
      cycled.notation,
      (items: List, count: number) =>
        Array.from(lengthWanted(count), () => items)
          .flat()
          .slice(0, longestMade),
      { noun: 'repeated', simpler: cycled.simpler },
    ),
    reverse: rewrite(
      'reverse',
      [],
      1,
      method('toReversed'),
      (items: List) => items.toReversed(),
      'reversed',
    ),
    unique: rewrite(
      'unique',
      [],
      2,
      brackets('[...new Set($0)]'),
      (items: List) => [...new Set(items)],
      'unique',
    ),
    includes: define(
      'includes',
      [list, element],
      'boolean',
      1.5,
      method('includes'),
      (items: List, item: Value) => items.includes(item),
      'found',
    ),
    indexOf: define(
      'indexOf',
      [list, element],
      'integer',
      2,
      method('indexOf'),
      (items: List, item: Value) => items.indexOf(item),
      'index',
    ),
    if: define(
      'if',
      ['boolean', list, list],
      list,
      2,
      { kind: 'conditional' },
      (condition: boolean, then: List, otherwise: List) => (condition ? then : otherwise),
      'items',
    ),
  };
}
