import { template } from '../notation.ts';
import type { Notation } from '../operator.ts';
import { operator } from '../operator.ts';
import { chain, listOf, type Numbers } from './list-shape.ts';

/** The operators that only lists of numbers have. */
export function numericOperatorsOn(element: 'number' | 'integer') {
  const list = listOf(element);
  const fold = (
    name: string,
    cost: number,
    notation: Notation,
    apply: (items: Numbers) => number,
    noun: string,
  ) => operator(`${list}.${name}`, [list], element, cost, notation, apply, { noun });
  return {
    sum: fold(
      'sum',
      1,
      chain('$0.reduce((sum, item) => sum + item, 0)'),
      (items) => items.reduce((sum, item) => sum + item, 0),
      'sum',
    ),
    product: fold(
      'product',
      2,
      chain('$0.reduce((product, item) => product * item, 1)'),
      (items) => items.reduce((product, item) => product * item, 1),
      'product',
    ),
    /** 0 for an empty list. */
    max: fold(
      'max',
      1,
      template('$0.length > 0 ? Math.max(...$0) : 0', '?:', 'member'),
      (items) => (items.length > 0 ? Math.max(...items) : 0),
      'most',
    ),
    /** 0 for an empty list. */
    min: fold(
      'min',
      1,
      template('$0.length > 0 ? Math.min(...$0) : 0', '?:', 'member'),
      (items) => (items.length > 0 ? Math.min(...items) : 0),
      'least',
    ),
    sort: operator(
      `${list}.sort`,
      [list],
      list,
      1,
      chain('$0.toSorted((a, b) => a - b)'),
      (items: Numbers) => items.toSorted((left, right) => left - right),
      { noun: 'sorted' },
    ),
  };
}
