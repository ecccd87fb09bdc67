import type { Value } from '../../../../domain/value.ts';
import type { Expression } from './expression.ts';
import { printExpression } from './print.ts';

/** A program as a function of JavaScript: what is printed is what is run. */
export function compile(
  expression: Expression,
  parameterCount: number,
): (...args: Value[]) => Value {
  const parameters = Array.from({ length: parameterCount }, (_, index) => `p${index}`);
  const source = printExpression(expression, parameters);
  // eslint-disable-next-line no-new-func
  return new Function(...parameters, `return ${source};`) as (...args: Value[]) => Value;
}
