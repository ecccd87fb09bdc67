import { isArray, type Value } from '../../../../domain/value.ts';
import type { Expression } from './expression.ts';
import type { Argument } from './operator.ts';

/** A program that makes a longer text or list on inputs like the examples is not what was meant. */
const longestMade = 20_000;

/** What the subexpressions of one program are evaluated in. */
interface Run {
  readonly args: readonly Value[];
  /** Characters or items that no result may have more of. */
  readonly longest: number;
}

class TooLong extends Error {}

/** The meaning of a program by its operators' `apply`: the yardstick for all that compiles. */
export function evaluate(expression: Expression, args: readonly Value[]): Value {
  return evaluateIn(expression, { args, longest: Infinity }, []) as Value;
}

/** The same, but `undefined` for a program that makes a text or a list beyond all use. */
export function evaluateBounded(expression: Expression, args: readonly Value[]): Value | undefined {
  try {
    return evaluateIn(expression, { args, longest: longestMade }, []) as Value;
  } catch (error) {
    if (error instanceof TooLong) return undefined;
    throw error;
  }
}

function evaluateIn(expression: Expression, run: Run, variables: readonly Value[]): Argument {
  switch (expression.kind) {
    case 'parameter':
      return run.args[expression.index]!;
    case 'variable':
      return variables[expression.slot]!;
    case 'literal':
      return expression.value;
    case 'call': {
      const apply = expression.operator.apply as (...values: Argument[]) => Value;
      const value = apply(...expression.args.map((arg) => evaluateIn(arg, run, variables)));
      if (typeof value !== 'string' && !isArray(value)) return value;
      if (value.length > run.longest) throw new TooLong();
      return value;
    }
    case 'lambda': {
      const { params, body } = expression;
      return (...values: Value[]) =>
        evaluateIn(body, run, [...variables, ...values.slice(0, params.length)]) as Value;
    }
  }
}
