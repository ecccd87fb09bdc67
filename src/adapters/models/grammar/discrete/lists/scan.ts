import { elementType, type PrimitiveType, type ValueType } from '../../../../../domain/value.ts';
import { call, type Expression, lambda, literal, variable } from '../../language/expression.ts';
import { reductions } from '../../language/operators/combinator.ts';
import { lists } from '../../language/operators/list.ts';
import { raised } from './capturing.ts';

/**
 * The totals after each element: `[...totals, (totals.at(-1) ?? start) + item]`. Without a start
 * the first element counts as the total before it, which suits steps that are idempotent.
 */
export function scan(
  items: Expression,
  to: PrimitiveType,
  start: Expression | undefined,
  step: (before: Expression, item: Expression) => Expression,
): Expression {
  const element = elementType(items.type)!;
  const list: ValueType = `${to}[]`;
  const totals = variable(0, list);
  const item = variable(1, element);
  const before = call(lists[to].lastOr, totals, start === undefined ? item : raised(start, 2));
  const next = call(lists[to].append, totals, step(before, item));
  return call(reductions[element][list], items, lambda([list, element], next), literal([], list));
}
