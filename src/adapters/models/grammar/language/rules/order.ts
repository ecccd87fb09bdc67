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
export const canonicalOrder: Rule = ({ operator, args, type }) => {
  if (operator.commutative !== true) return undefined;
  const [left, right, ...others] = args as [Expression, Expression, ...Expression[]];
  return type !== undefined && precedes(right, left, operator)
    ? call(operator, right, left, ...others)
    : undefined;
};

/** Chains lean to the left; then parameters in order, small before large. */
function precedes(left: Expression, right: Expression, operator: Operator): boolean {
  const [first, second] = [rank(left, operator), rank(right, operator)];
  if (first !== second) return first < second;
  const [short, long] = [nodeCount(left), nodeCount(right)];
  if (short !== long) return short < long;
  return keyOf(left) < keyOf(right);
}

function rank(expression: Expression, operator: Operator): number {
  if (expression.kind === 'literal') return literalFirst.has(operator.id) ? 0 : 9;
  if (expression.kind === 'call' && expression.operator === operator) return 1;
  return expression.kind === 'call' ? 3 : 2;
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
