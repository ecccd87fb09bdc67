import type { CallExpression, Expression } from '../expression.ts';
import { call, literal } from '../expression.ts';
import type { Operator } from '../operator.ts';
import * as boolean from '../operators/boolean.ts';
import * as integer from '../operators/integer.ts';
import * as number from '../operators/number.ts';
import * as text from '../operators/text.ts';
import { integerArithmetic, numberArithmetic, type Arithmetic } from './arithmetic.ts';
import type { Laws, Rule, RuleTable } from './rule.ts';
import { isCall, isExact, isSame, isWhole, literalOf, numberOf } from './rule.ts';

const truth = (value: boolean): Expression => literal(value, 'boolean');
const not = (operand: Expression): Expression => call(boolean.booleanNot, operand);

/** Whether no argument can be `NaN`, so that comparisons are total. */
const isOrdered = (laws: Laws, ...args: readonly Expression[]): boolean =>
  laws.real || args.every(isWhole);

const conjunction: Rule = ({ args: [left, right] }) => {
  const [first, second] = [literalOf(left!), literalOf(right!)];
  if (first === false || second === false) return truth(false);
  if (first === true || isSame(left!, right!)) return right;
  return second === true ? left : undefined;
};

const disjunction: Rule = ({ args: [left, right] }) => {
  const [first, second] = [literalOf(left!), literalOf(right!)];
  if (first === true || second === true) return truth(true);
  if (first === false || isSame(left!, right!)) return right;
  return second === false ? left : undefined;
};

/** `a === b` and `a !== b` of booleans; `equal` says which. */
function equivalence(equal: boolean): Rule {
  const other = equal ? boolean.booleanXor : boolean.booleanEqual;
  return ({ args: [left, right] }) => {
    if (isSame(left!, right!)) return truth(equal);
    const value = literalOf(right!);
    if (value !== undefined) return value === equal ? left : not(left!);
    if (isCall(left!, boolean.booleanNot)) return call(other, left.args[0], right!);
    return isCall(right!, boolean.booleanNot) ? call(other, left!, right.args[0]) : undefined;
  };
}

const inverses: ReadonlyMap<Operator, Operator> = new Map([
  [boolean.booleanXor, boolean.booleanEqual],
  [boolean.booleanEqual, boolean.booleanXor],
]);
const reversed: ReadonlyMap<Operator, Operator> = new Map([
  [number.numberLess, number.numberLessOrEqual],
  [number.numberLessOrEqual, number.numberLess],
  [integer.integerLess, integer.integerLessOrEqual],
  [integer.integerLessOrEqual, integer.integerLess],
]);

const negation: Rule = ({ args: [operand] }, laws) => {
  if (operand!.kind !== 'call') return undefined;
  const { operator, args } = operand!;
  if (operator === boolean.booleanNot) return args[0];
  const inverse = inverses.get(operator);
  if (inverse !== undefined) return call(inverse, ...args);
  if (operator === integer.integerIsOdd && isWhole(args[0]!)) {
    return call(integer.integerIsEven, ...args);
  }
  if (operator === integer.integerIsEven && isWhole(args[0]!)) {
    return call(integer.integerIsOdd, ...args);
  }
  const reverse = reversed.get(operator);
  return reverse !== undefined && isOrdered(laws, ...args)
    ? call(reverse, args[1]!, args[0]!)
    : undefined;
};

interface Order {
  readonly less: Operator;
  readonly lessOrEqual: Operator;
  readonly equal: Operator;
  readonly arithmetic: Arithmetic;
}

/** What comes of comparing something with itself, if that is sure. */
const withItself =
  (result: boolean): Rule =>
  ({ args: [left, right] }, laws) =>
    isSame(left!, right!) && (!result || isOrdered(laws, left!)) ? truth(result) : undefined;

/** Nothing is less than `NaN`, equal to it or more. */
const withoutOrder: Rule = ({ args }) =>
  args.some((arg) => Number.isNaN(numberOf(arg))) ? truth(false) : undefined;

function comparisonRules({ less, lessOrEqual, equal, arithmetic }: Order): RuleTable {
  const { add, subtract, negate, multiply, type } = arithmetic;
  /** `a - b < 0` is `a < b`; where infinities are out of the question also `<=` and `===`. */
  const difference: Rule = ({ operator, args: [left, right] }, laws) => {
    const holds = operator === less || isOrdered(laws, left!, right!);
    if (!holds) return undefined;
    if (numberOf(right!) === 0 && isCall(left!, subtract)) return call(operator, ...left.args);
    if (numberOf(left!) !== 0 || !isCall(right!, subtract)) return undefined;
    return call(operator, right.args[1]!, right.args[0]);
  };
  /** `x + 2 < 5` is `x < 3`, `-x < 2` is `x > -2`, where sums are exact. */
  const constants: Rule = ({ operator, args: [left, right] }, laws) => {
    const [first, second] = [numberOf(left!), numberOf(right!)];
    const bound = first ?? second;
    if (bound === undefined || !isExact(laws, left!, right!)) return undefined;
    const other = (first === undefined ? left : right) as CallExpression;
    const place = (moved: Expression, value: number): Expression =>
      first === undefined
        ? call(operator, moved, literal(value, type))
        : call(operator, literal(value, type), moved);
    if (isCall(other, negate)) {
      const value = literal(-bound, type);
      return first === undefined
        ? call(operator, value, other.args[0])
        : call(operator, other.args[0], value);
    }
    if (isCall(other, add)) {
      const term = numberOf(other.args[1]!);
      return term === undefined ? undefined : place(other.args[0], bound - term);
    }
    if (!isCall(other, multiply)) return undefined;
    const factor = numberOf(other.args[0]);
    const quotient = bound / (factor ?? 0);
    const fits = factor !== undefined && factor > 0 && (laws.real || Number.isInteger(quotient));
    return fits ? place(other.args[1]!, quotient) : undefined;
  };
  return {
    [less.id]: [withoutOrder, withItself(false), difference, constants],
    [lessOrEqual.id]: [withoutOrder, withItself(true), difference, constants],
    [equal.id]: [withoutOrder, withItself(true), difference, constants],
  };
}

const textIsItself: Rule = ({ args: [left, right] }) =>
  isSame(left!, right!) ? truth(true) : undefined;

export const logicRules: readonly RuleTable[] = [
  {
    'boolean.and': [conjunction],
    'boolean.or': [disjunction],
    'boolean.xor': [equivalence(false)],
    'boolean.equal': [equivalence(true)],
    'boolean.not': [negation],
    [text.textEqual.id]: [textIsItself],
    [text.textLess.id]: [
      ({ args: [left, right] }) => (isSame(left!, right!) ? truth(false) : undefined),
    ],
    [text.textIncludes.id]: [textIsItself],
    [text.textStartsWith.id]: [textIsItself],
    [text.textEndsWith.id]: [textIsItself],
  },
  comparisonRules({
    less: number.numberLess,
    lessOrEqual: number.numberLessOrEqual,
    equal: number.numberEqual,
    arithmetic: numberArithmetic,
  }),
  comparisonRules({
    less: integer.integerLess,
    lessOrEqual: integer.integerLessOrEqual,
    equal: integer.integerEqual,
    arithmetic: integerArithmetic,
  }),
];
