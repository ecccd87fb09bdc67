import type { PrimitiveType, Value, ValueType } from '../../../../../domain/value.ts';
import { call, type Expression, lambda, variable } from '../../language/expression.ts';
import { predicates, reductions } from '../../language/operators/combinator.ts';
import { integerSubtract } from '../../language/operators/integer.ts';
import { numberSubtract } from '../../language/operators/number.ts';
import type { Production } from '../production.ts';
import { longestKept } from '../values.ts';
import { bodyOf, lambdaExpression } from './capturing.ts';
import { type Lambda, lambdasOf } from './lambdas.ts';
import { probesOf } from './probes.ts';
import { scan } from './scan.ts';

const quota = { reduce: 14, scan: 8, sortKeys: 4 };

type List = readonly Value[];

/** `reduce` and running `reduce` into the element type, and sorting by a key. */
export function folds(element: PrimitiveType): Production[] {
  const shape = { params: [element, element], result: element, uses: [0, 1] };
  const steps = lambdasOf(shape, quota.reduce);
  return [
    ...steps.map((step) => reduced(element, step)),
    ...steps
      .slice(0, quota.scan)
      .map((step) => scanned(element, step, isIdempotent(step, element) ? [] : [element])),
    ...sorts(element),
  ];
}

/** Like `min` and `max`: of the same twice it makes the same. */
function isIdempotent(step: Lambda, element: PrimitiveType): boolean {
  return probesOf(element, 0).every((value) => step.run(value, value, value) === value);
}

function reduced(element: PrimitiveType, step: Lambda): Production {
  const operator = reductions[element][element];
  return {
    id: `${operator.id} ${step.name}`,
    params: [`${element}[]`, element],
    result: element,
    cost: operator.cost - 1 + step.cost,
    apply: ([items, start]) => {
      let total: Value = start!;
      for (const item of items as List) {
        total = step.run(total, item, item);
        if (isTooLong(total)) return undefined;
      }
      return total;
    },
    build: ([items, start]) => call(operator, items!, lambdaExpression(step), start!),
  };
}

function scanned(
  element: PrimitiveType,
  step: Lambda,
  start: readonly [] | readonly ValueType[],
): Production {
  const list: ValueType = `${element}[]`;
  const operator = reductions[element][list];
  return {
    id: `${operator.id} ${start.length} ${step.name}`,
    params: [list, ...start],
    result: list,
    cost: operator.cost - 1 + step.cost,
    apply: ([items, first]) => {
      const totals: Value[] = [];
      for (const item of items as List) {
        const total = step.run(totals.at(-1) ?? first ?? item, item, item);
        if (isTooLong(total)) return undefined;
        totals.push(total);
      }
      return totals;
    },
    build: ([items, first]) =>
      scan(items!, element, first, (before, item) => bodyOf(step, [before, item])),
  };
}

/** A text that doubles with every item outgrows memory long before the list ends. */
function isTooLong(total: Value): boolean {
  return typeof total === 'string' && total.length > longestKept;
}

/** By a key, up and down; by the element itself only down, as `sort` does the other. */
function sorts(element: PrimitiveType): Production[] {
  if (element === 'boolean') return [];
  const key = element === 'number' ? 'number' : 'integer';
  const keys = lambdasOf({ params: [element], result: key, uses: [0] }, quota.sortKeys);
  return keys.flatMap((made) => {
    const isElement = made.body.kind === 'variable';
    return [...(isElement ? [] : [sorted(element, key, made, 1)]), sorted(element, key, made, -1)];
  });
}

function sorted(
  element: PrimitiveType,
  key: 'number' | 'integer',
  made: Lambda,
  direction: 1 | -1,
): Production {
  const operator = predicates[element].sortBy;
  const subtract = key === 'number' ? numberSubtract : integerSubtract;
  const keyOf = (slot: number): Expression => bodyOf(made, [variable(slot, element)]);
  const [first, second] = direction === 1 ? [0, 1] : [1, 0];
  return {
    id: `${operator.id} ${direction} ${made.name}`,
    params: [`${element}[]`],
    result: `${element}[]`,
    cost: operator.cost - 1 + made.cost,
    apply: ([items]) =>
      (items as List).toSorted(
        (left, right) =>
          direction *
          ((made.run(left, left, left) as number) - (made.run(right, right, right) as number)),
      ),
    build: ([items]) =>
      call(
        operator,
        items!,
        lambda([element, element], call(subtract, keyOf(first), keyOf(second))),
      ),
  };
}
