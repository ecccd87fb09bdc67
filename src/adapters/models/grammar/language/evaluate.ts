import type { Value } from '../../../../domain/value.ts';
import type { Expression } from './expression.ts';
import type { Argument } from './operator.ts';

/** The meaning of a program by its operators' `apply`: the yardstick for all that compiles. */
export function evaluate(expression: Expression, args: readonly Value[]): Value {
  return evaluateIn(expression, args, []) as Value;
}

function evaluateIn(
  expression: Expression,
  args: readonly Value[],
  variables: readonly Value[],
): Argument {
  switch (expression.kind) {
    case 'parameter':
      return args[expression.index]!;
    case 'variable':
      return variables[expression.slot]!;
    case 'literal':
      return expression.value;
    case 'call': {
      const apply = expression.operator.apply as (...values: Argument[]) => Value;
      return apply(...expression.args.map((arg) => evaluateIn(arg, args, variables)));
    }
    case 'lambda': {
      const { params, body } = expression;
      return (...values: Value[]) =>
        evaluateIn(body, args, [...variables, ...values.slice(0, params.length)]) as Value;
    }
  }
}
