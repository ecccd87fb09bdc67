import type { PrimitiveType, Value } from '../../../../../domain/value.ts';
import { method, property, template } from '../notation.ts';
import { brackets, definer } from './list-define.ts';
import { changesOf, joinsOf } from './list-making.ts';
import { absent, chain, type List, orAbsent } from './list-shape.ts';

/** How long a list is, and one of its items. */
function itemsOf(element: PrimitiveType) {
  const { list, define } = definer(element);
  const none = absent[element];
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
  };
}

/** What lies between two places. */
function partsOf(element: PrimitiveType) {
  const { rewrite } = definer(element);
  return {
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
  };
}

/** What takes a list as a whole. */
function wholesOf(element: PrimitiveType) {
  const { list, define, rewrite } = definer(element);
  return {
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

/** The operators whose arguments and results are one list type, its elements and integers. */
export const operatorsOn = (element: PrimitiveType) => ({
  ...itemsOf(element),
  ...partsOf(element),
  ...joinsOf(element),
  ...changesOf(element),
  ...wholesOf(element),
});
