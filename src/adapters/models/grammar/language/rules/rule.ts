import type { Value } from '../../../../../domain/value.ts';
import { elementType } from '../../../../../domain/value.ts';
import type { CallExpression, Expression } from '../expression.ts';
import { children, keyOf } from '../expression.ts';
import type { Operator } from '../operator.ts';

/** What a rule may take for granted about the program that it works on. */
export interface Laws {
  /** Some operator of the program can tell 0 from -0. */
  readonly zeroHasSign: boolean;
  /**
   * Numbers are taken as reals: no rounding, no `NaN`, no infinities. What comes out has to be
   * checked against the examples again.
   */
  readonly real: boolean;
  /** How many variables of lambdas are in scope: the slot of the next one. */
  readonly depth: number;
}

/** Another way to write a call that means the same and is no larger; `undefined`: none known. */
export type Rule = (call: CallExpression, laws: Laws) => Expression | undefined;

/** The rules of some operators, by the operator's id. */
export type RuleTable = Readonly<Record<string, readonly Rule[]>>;

/** A call with at least one argument, as nearly every operator has. */
type FullCall = CallExpression & { readonly args: readonly [Expression, ...Expression[]] };

export function isCall(expression: Expression, operator: Operator): expression is FullCall {
  return expression.kind === 'call' && expression.operator === operator;
}

export function literalOf(expression: Expression): Value | undefined {
  return expression.kind === 'literal' ? expression.value : undefined;
}

export function numberOf(expression: Expression): number | undefined {
  const value = literalOf(expression);
  return typeof value === 'number' ? value : undefined;
}

export function isSame(left: Expression, right: Expression): boolean {
  return left === right || keyOf(left) === keyOf(right);
}

/**
 * Whether an integer is whole for certain: roundings of `NaN` and of infinities are not. What
 * grows beyond the safe integers is left out of account.
 */
export function isWhole(expression: Expression): boolean {
  if (expression.kind === 'lambda') return isWhole(expression.body);
  const type = elementType(expression.type) ?? expression.type;
  if (type === 'boolean' || type === 'string') return true;
  return type === 'integer' && children(expression).every(isWhole);
}

/** Sums and products of such values may be regrouped and cancelled. */
export function isExact(laws: Laws, ...expressions: readonly Expression[]): boolean {
  return laws.real || (!laws.zeroHasSign && expressions.every(isWhole));
}
