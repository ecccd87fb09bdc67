import type { Value } from '../../../../domain/value.ts';
import { evaluate } from '../language/evaluate.ts';
import { children, type Expression } from '../language/expression.ts';
import { booleanAnd, booleanOr } from '../language/operators/boolean.ts';

/**
 * How many branches of a program are there for one of the inputs at most: a rule with such a
 * branch may as well know that input by heart. The first part of `&&` and `||` counts as a
 * condition too. Functions inside the program are not looked into.
 */
export function loneBranches(
  expression: Expression,
  inputs: readonly (readonly Value[])[],
): number {
  if (expression.kind === 'lambda') return 0;
  if (!isBranching(expression)) {
    return children(expression).reduce((sum, child) => sum + loneBranches(child, inputs), 0);
  }
  const [condition, ...branches] = children(expression);
  const { yes = [], no = [] } = Object.groupBy(inputs, (args) =>
    evaluate(condition!, args) === true ? 'yes' : 'no',
  );
  const lone = Number(yes.length <= 1) + Number(no.length <= 1);
  const reached = branches.map((branch, index) =>
    loneBranches(
      branch,
      isConditional(expression) ? [yes, no][index]! : continuing(expression, yes, no),
    ),
  );
  return lone + loneBranches(condition!, inputs) + reached.reduce((sum, count) => sum + count, 0);
}

function isBranching(expression: Expression): boolean {
  if (expression.kind !== 'call') return false;
  const { operator } = expression;
  return isConditional(expression) || operator === booleanAnd || operator === booleanOr;
}

function isConditional(expression: Expression): boolean {
  return expression.kind === 'call' && expression.operator.notation.kind === 'conditional';
}

/** The inputs for which the second part of `&&` or `||` is looked at. */
function continuing<I>(expression: Expression, yes: readonly I[], no: readonly I[]): readonly I[] {
  return expression.kind === 'call' && expression.operator === booleanAnd ? yes : no;
}
