import type { PrimitiveType, Value } from '../../../../../domain/value.ts';
import { brackets, definer } from './list-define.ts';
import { arrayFrom, chain, lengthWanted, type List, longestMade } from './list-shape.ts';

/** Lists made of items and of other lists. */
export function joinsOf(element: PrimitiveType) {
  const { list, define, rewrite } = definer(element);
  return {
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
  };
}

/** Items taken out, put in and said again. */
export function changesOf(element: PrimitiveType) {
  const { list, define, rewrite } = definer(element);
  const repeated = arrayFrom(1, ', () => $0)');
  const cycled = arrayFrom(1, `, () => $0).flat().slice(0, ${longestMade})`);
  return {
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
    repeat: define(
      'repeat',
      [element, 'integer'],
      list,
      2,
      repeated.notation,
      (item: Value, count: number) => Array.from(lengthWanted(count), () => item),
      'repeated',
      repeated.simpler,
    ),
    cycle: define(
      'cycle',
      [list, 'integer'],
      list,
      2,
      cycled.notation,
      (items: List, count: number) =>
        Array.from(lengthWanted(count), () => items)
          .flat()
          .slice(0, longestMade),
      'repeated',
      cycled.simpler,
    ),
  };
}
