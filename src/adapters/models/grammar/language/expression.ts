import type { Value, ValueType } from '../../../../domain/value.ts';
import { showValue } from '../../../../domain/value.ts';
import type { Operator } from './operator.ts';

/**
 * A program of the grammar model: a typed expression over the parameters of one function.
 * Expressions are immutable and may share subtrees (a directed acyclic graph).
 *
 * - `parameter`: the function's parameter number `index`, from 0.
 * - `variable`: a parameter of an enclosing lambda. `slot` counts all lambda parameters in scope
 *   from the outermost lambda inwards, from 0 (a de Bruijn level).
 * - `call`: an operator applied to as many arguments as it has parameters.
 * - `lambda`: stands only as an argument of an operator that takes a function.
 */
export type Expression =
  | { readonly kind: 'parameter'; readonly index: number; readonly type: ValueType }
  | { readonly kind: 'variable'; readonly slot: number; readonly type: ValueType }
  | { readonly kind: 'literal'; readonly value: Value; readonly type: ValueType }
  | {
      readonly kind: 'call';
      readonly operator: Operator;
      readonly args: readonly Expression[];
      readonly type: ValueType;
    }
  | {
      readonly kind: 'lambda';
      readonly params: readonly ValueType[];
      readonly body: Expression;
      /** The type of the body. */
      readonly type: ValueType;
    };

export type CallExpression = Extract<Expression, { kind: 'call' }>;

export const parameter = (index: number, type: ValueType): Expression => ({
  kind: 'parameter',
  index,
  type,
});

export const variable = (slot: number, type: ValueType): Expression => ({
  kind: 'variable',
  slot,
  type,
});

export const literal = (value: Value, type: ValueType): Expression => ({
  kind: 'literal',
  value,
  type,
});

export const lambda = (params: readonly ValueType[], body: Expression): Expression => ({
  kind: 'lambda',
  params,
  body,
  type: body.type,
});

export const call = (operator: Operator, ...args: readonly Expression[]): Expression => ({
  kind: 'call',
  operator,
  args,
  type: operator.result,
});

/** The direct subexpressions, left to right. */
export function children(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'parameter':
    case 'variable':
    case 'literal':
      return [];
    case 'call':
      return expression.args;
    case 'lambda':
      return [expression.body];
  }
}

/** How many nodes the expression has as a tree; a shared subtree counts at every use. */
export function nodeCount(expression: Expression): number {
  return children(expression).reduce((sum, child) => sum + nodeCount(child), 1);
}

/** Rebuilds an expression with other children; the same object where none differs. */
export function withChildren(expression: Expression, next: readonly Expression[]): Expression {
  if (children(expression).every((child, index) => child === next[index])) return expression;
  switch (expression.kind) {
    case 'parameter':
    case 'variable':
    case 'literal':
      return expression;
    case 'call':
      return { ...expression, args: next };
    case 'lambda':
      return lambda(expression.params, next[0]!);
  }
}

/** A text that is equal exactly for equal expressions: the key for deduplication and storage. */
export function keyOf(expression: Expression): string {
  switch (expression.kind) {
    case 'parameter':
      return `p${expression.index}`;
    case 'variable':
      return `v${expression.slot}`;
    case 'literal':
      return showValue(expression.value);
    case 'call':
      return `(${expression.operator.id} ${expression.args.map(keyOf).join(' ')})`;
    case 'lambda':
      return `(λ${expression.params.length} ${keyOf(expression.body)})`;
  }
}
