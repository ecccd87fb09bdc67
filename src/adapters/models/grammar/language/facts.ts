import type { Expression } from './expression.ts';
import { keyOf, literal } from './expression.ts';
import * as boolean from './operators/boolean.ts';
import * as integer from './operators/integer.ts';
import * as number from './operators/number.ts';
import * as text from './operators/text.ts';
import { isCall } from './rules/rule.ts';

/** What is known in one branch of a program: literals by the keys of the expressions they equal. */
export type Facts = ReadonlyMap<string, Expression>;

export const noFacts: Facts = new Map();

export function knownValue(expression: Expression, facts: Facts): Expression | undefined {
  if (facts.size === 0 || expression.kind === 'literal' || expression.kind === 'lambda') {
    return undefined;
  }
  return facts.get(keyOf(expression));
}

/** Lambdas are known by the slots of their variables, which differ inside another lambda. */
export function insideLambda(facts: Facts): Facts {
  return new Map([...facts].filter(([key]) => !key.includes('λ')));
}

/** The facts where `condition` came out as `outcome`. */
export function assume(facts: Facts, condition: Expression, outcome: boolean): Facts {
  if (condition.kind === 'literal') return facts;
  const known = new Map(facts);
  learn(condition, outcome, known);
  return known;
}

function learn(condition: Expression, outcome: boolean, known: Map<string, Expression>): void {
  if (condition.kind === 'literal') return;
  known.set(keyOf(condition), literal(outcome, 'boolean'));
  if (isCall(condition, boolean.booleanNot)) {
    learn(condition.args[0], !outcome, known);
  } else if (isCall(condition, outcome ? boolean.booleanAnd : boolean.booleanOr)) {
    for (const arg of condition.args) learn(arg, outcome, known);
  } else if (outcome && isEquality(condition)) {
    learnEquality(condition.args[0]!, condition.args[1]!, known);
  } else if (outcome && isOrder(condition)) {
    const [low, high] = condition.args as [Expression, Expression];
    for (const strict of [number.numberLess, integer.integerLess]) {
      known.set(`(${strict.id} ${keyOf(high)} ${keyOf(low)})`, literal(false, 'boolean'));
    }
  }
}

function isEquality(condition: Expression): condition is Extract<Expression, { kind: 'call' }> {
  const equalities = [
    number.numberEqual,
    integer.integerEqual,
    text.textEqual,
    boolean.booleanEqual,
  ];
  return equalities.some((equal) => isCall(condition, equal));
}

function isOrder(condition: Expression): condition is Extract<Expression, { kind: 'call' }> {
  const orders = [
    number.numberLess,
    number.numberLessOrEqual,
    integer.integerLess,
    integer.integerLessOrEqual,
  ];
  return orders.some((order) => isCall(condition, order));
}

/** Equal to a literal: the literal stands for it, but not for 0, which equals -0. */
function learnEquality(left: Expression, right: Expression, known: Map<string, Expression>): void {
  if (right.kind === 'literal' && left.kind !== 'literal' && right.value !== 0) {
    known.set(keyOf(left), right);
  }
}
