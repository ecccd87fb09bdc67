import type { Value } from '../../../../../domain/value.ts';
import {
  children,
  type Expression,
  lambda,
  variable,
  withChildren,
} from '../../language/expression.ts';
import type { Lambda } from './lambdas.ts';

/** The lambda's body with expressions in the places of its params and of the captured value. */
export function bodyOf(
  { body }: Lambda,
  params: readonly Expression[],
  capture?: Expression,
): Expression {
  const replaced = (expression: Expression): Expression => {
    switch (expression.kind) {
      case 'variable':
        return params[expression.slot]!;
      case 'parameter':
        return capture!;
      case 'literal':
      case 'call':
      case 'lambda':
        return withChildren(expression, children(expression).map(replaced));
    }
  };
  return replaced(body);
}

/** The lambda as an argument of a combinator that stands outside of every other lambda. */
export function lambdaExpression(made: Lambda, capture?: Expression): Expression {
  const { params } = made.shape;
  const variables = params.map((type, slot) => variable(slot, type));
  return lambda(params, bodyOf(made, variables, capture && raised(capture, params.length)));
}

/** A closed expression as it reads inside of lambdas with `by` params: its own come after them. */
export function raised(expression: Expression, by: number): Expression {
  if (expression.kind === 'variable') return variable(expression.slot + by, expression.type);
  return withChildren(
    expression,
    children(expression).map((child) => raised(child, by)),
  );
}

/** The lambda as a function, its captured value fixed. */
export function functionOf({ shape, run }: Lambda, capture: Value): (...args: Value[]) => Value {
  return shape.params.length === 1
    ? (item) => run(item, capture, capture)
    : (first, second) => run(first, second, capture);
}

/**
 * A program with expressions in the places of its parameters, as it reads inside of lambdas with
 * `depth` params.
 */
export function substituted(
  program: Expression,
  args: readonly Expression[],
  depth: number,
): Expression {
  switch (program.kind) {
    case 'parameter':
      return args[program.index]!;
    case 'variable':
      return variable(program.slot + depth, program.type);
    case 'literal':
    case 'call':
    case 'lambda':
      return withChildren(
        program,
        children(program).map((child) => substituted(child, args, depth)),
      );
  }
}
