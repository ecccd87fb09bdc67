import type { Value, ValueType } from '../../../../../domain/value.ts';
import type { Expression } from '../expression.ts';
import { call, literal } from '../expression.ts';
import { printLiteral } from '../literal.ts';
import type { Operator } from '../operator.ts';
import * as boolean from '../operators/boolean.ts';
import * as integer from '../operators/integer.ts';
import * as number from '../operators/number.ts';
import * as text from '../operators/text.ts';
import type { Rule, RuleTable } from './rule.ts';
import { isCall, isSame, isWhole, literalOf, numberOf } from './rule.ts';

/** For every operator that is written `a ? b : c`. */
export const choice: Rule = ({ operator, args: [condition, yes, no] }) => {
  const known = literalOf(condition!);
  if (known !== undefined) return known === true ? yes : no;
  if (isSame(yes!, no!)) return yes;
  if (isCall(condition!, boolean.booleanNot)) {
    return call(operator, condition.args[0], no!, yes!);
  }
  /** `a ? b ? x : y : y` is `a && b ? x : y`. */
  if (isCall(yes!, operator) && isSame(yes.args[2]!, no!)) {
    return call(operator, call(boolean.booleanAnd, condition!, yes.args[0]), yes.args[1]!, no!);
  }
  /** `a ? x : b ? x : y` is `a || b ? x : y`. */
  if (isCall(no!, operator) && isSame(no.args[1]!, yes!)) {
    return call(operator, call(boolean.booleanOr, condition!, no.args[0]), yes!, no.args[2]!);
  }
  return undefined;
};

const not = (operand: Expression): Expression => call(boolean.booleanNot, operand);

/** A choice between truths is a formula. */
const formula: Rule = ({ args: [condition, yes, no] }) => {
  const [first, second] = [literalOf(yes!), literalOf(no!)];
  if (first === true && second === false) return condition;
  if (first === false && second === true) return not(condition!);
  if (first === true) return call(boolean.booleanOr, condition!, no!);
  if (second === false) return call(boolean.booleanAnd, condition!, yes!);
  if (first === false) return call(boolean.booleanAnd, not(condition!), no!);
  return second === true ? call(boolean.booleanOr, not(condition!), yes!) : undefined;
};

/** `x < y ? x : y` is the lesser of two whole numbers. */
const lesser: Rule = ({ args: [condition, yes, no] }, laws) => {
  const isOrder =
    isCall(condition!, integer.integerLess) || isCall(condition!, integer.integerLessOrEqual);
  if (!isOrder || !condition.args.every(isWhole) || laws.zeroHasSign) return undefined;
  const [low, high] = condition.args as [Expression, Expression];
  if (isSame(low, yes!) && isSame(high, no!)) return call(integer.integerMin, low, high);
  if (isSame(low, no!) && isSame(high, yes!)) return call(integer.integerMax, low, high);
  if (numberOf(high) === 0 && isOpposite(yes!, low) && isSame(no!, low)) {
    return call(integer.integerAbs, low);
  }
  if (numberOf(low) === 0 && isOpposite(no!, high) && isSame(yes!, high)) {
    return call(integer.integerAbs, high);
  }
  return undefined;
};

/** `x < 0 ? -x : x` is the absolute value, but for the sign of zero. */
const absolute: Rule = ({ args: [condition, yes, no] }, laws) => {
  const isOrder =
    isCall(condition!, number.numberLess) || isCall(condition!, number.numberLessOrEqual);
  if (!isOrder || laws.zeroHasSign) return undefined;
  const [low, high] = condition.args as [Expression, Expression];
  if (numberOf(high) === 0 && isOpposite(yes!, low) && isSame(no!, low)) {
    return call(number.numberAbs, low);
  }
  if (numberOf(low) === 0 && isOpposite(no!, high) && isSame(yes!, high)) {
    return call(number.numberAbs, high);
  }
  return undefined;
};

function isOpposite(expression: Expression, of: Expression): boolean {
  const isNegation =
    isCall(expression, number.numberNegate) || isCall(expression, integer.integerNegate);
  return isNegation && isSame(expression.args[0], of);
}

/** The choices between values of each type. */
const choices: Partial<Record<ValueType, Operator>> = {
  number: number.numberIf,
  integer: integer.integerIf,
  boolean: boolean.booleanIf,
  string: text.textIf,
};
/** A literal with more characters than this says less than the call that it comes from. */
const longestResult = 12;

/**
 * A call whose arguments are literals but for one choice between literals: the choice between
 * the two results.
 */
export const chosenLiteral: Rule = ({ operator, args, type }) => {
  const position = args.findIndex((arg) => arg.kind !== 'literal');
  const choosing = args[position];
  const by = choices[type];
  if (choosing?.kind !== 'call' || by === undefined) return undefined;
  if (!isChoice(choosing.operator) || isChoice(operator)) return undefined;
  const [condition, ...branches] = choosing.args as [Expression, Expression, Expression];
  const results = branches.map((branch) => {
    const values = args.map((arg, index) => literalOf(index === position ? branch : arg));
    if (values.includes(undefined)) return undefined;
    const value = (operator.apply as (...values: unknown[]) => Value)(...values);
    return printLiteral(value).length > longestResult ? undefined : literal(value, type);
  });
  const [yes, no] = results;
  return yes === undefined || no === undefined ? undefined : call(by, condition, yes, no);
};

const isChoice = (operator: Operator): boolean => operator.notation.kind === 'conditional';

export const conditionalRules: readonly RuleTable[] = [
  { 'boolean.if': [formula], 'integer.if': [lesser], 'number.if': [absolute] },
];
