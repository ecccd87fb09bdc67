import type { PrimitiveType, ValueType } from '../../../../../domain/value.ts';
import { template } from '../notation.ts';
import type { Notation, Operator } from '../operator.ts';
import { operator } from '../operator.ts';
import { listOf } from './list-shape.ts';

/** Brackets round items, each of which may be anything. */
export const brackets = (text: string): Notation => template(text, 'atom', 'argument', 'argument');

/** How an operator is made whose arguments and results are one list type, its elements and integers. */
export function definer(element: PrimitiveType) {
  const list = listOf(element);
  const define = (
    name: string,
    params: readonly ValueType[],
    result: ValueType,
    cost: number,
    notation: Notation,
    apply: Operator['apply'],
    noun: string,
    simpler?: Operator['simpler'],
  ) =>
    operator(`${list}.${name}`, params, result, cost, notation, apply, {
      noun,
      ...(simpler && { simpler }),
    });
  /** A list of this type to another one, perhaps with more beside. */
  const rewrite = (
    name: string,
    params: readonly ValueType[],
    cost: number,
    notation: Notation,
    apply: Operator['apply'],
    noun = 'items',
  ) => define(name, [list, ...params], list, cost, notation, apply, noun);
  return { list, define, rewrite };
}
