import type { Expression } from '../expression.ts';
import { call, keyOf, nodeCount } from '../expression.ts';
import type { Operator } from '../operator.ts';
import { operatorById } from '../operators/index.ts';
import type { Rule } from './rule.ts';

/** Literals stand first in a product and last in everything else: `2 * x`, `x + 2`. */
const literalFirst: ReadonlySet<string> = new Set([
  'number.multiply',
  'integer.multiply',
  'integer.imul',
]);

/** One order of the two arguments of a commutative operator. */
export const canonicalOrder: Rule = ({ operator, args }) => {
  if (operator.commutative !== true) return undefined;
  const [left, right, ...others] = args as [Expression, Expression, ...Expression[]];
  return precedes(right, left, operator) ? call(operator, right, left, ...others) : undefined;
};

/** Chains lean to the left, literals have their side, the rest is in reading order. */
function precedes(left: Expression, right: Expression, operator: Operator): boolean {
  const [first, second] = [rank(left, operator), rank(right, operator)];
  return first === second ? inReadingOrder(left, right) < 0 : first < second;
}

/** Variables of lambdas, then parameters in their order, then calls, small before large. */
export function inReadingOrder(left: Expression, right: Expression): number {
  if (left.kind !== right.kind && (left.kind === 'variable' || right.kind === 'variable')) {
    return left.kind === 'variable' ? -1 : 1;
  }
  const [first, second] = [left, right].map(nodeCount) as [number, number];
  if (first !== second) return first - second;
  const [one, other] = [keyOf(left), keyOf(right)];
  return one < other ? -1 : one === other ? 0 : 1;
}

function rank(expression: Expression, operator: Operator): number {
  if (expression.kind === 'literal') {
    if (!literalFirst.has(operator.id)) return 3;
    return expression.value === Math.PI ? 0.5 : 0;
  }
  if (expression.kind === 'call' && expression.operator === operator) return 1;
  return 2;
}

/** Arithmetic on integers alone is integer arithmetic, of which more is known. */
export const narrowed: Rule = ({ operator, args }) => {
  if (!operator.id.startsWith('number.')) return undefined;
  const twin = operatorById.get(operator.id.replace('number.', 'integer.'));
  if (twin === undefined || twin.notation.kind !== operator.notation.kind) return undefined;
  const fits = args.every(
    (arg, index) => arg.type === 'integer' || twin.params[index] === 'boolean',
  );
  return fits ? call(twin, ...args) : undefined;
};
