import type { Value } from '../../../../domain/value.ts';
import type { Expression } from './expression.ts';
import { onOneLine } from './layout.ts';
import { phrase } from './phrase.ts';

/** A program as a function of JavaScript: what is printed is what is run. */
export function compile(
  expression: Expression,
  parameterCount: number,
): (...args: Value[]) => Value {
  const parameters = Array.from({ length: parameterCount }, (_, index) => `p${index}`);
  const { layout } = phrase(expression, { parameters, variables: [], untyped: true });
  const source = `return ${onOneLine(layout)};`;
  // Only what the printer wrote is run: operators, numbers, quoted texts and names of ours.
  // oxlint-disable-next-line typescript/no-implied-eval
  return new Function(...parameters, source) as (...args: Value[]) => Value;
}
