import type { Expression } from '../expression.ts';
import { call, literal } from '../expression.ts';
import type { Operator } from '../operator.ts';
import type { Arithmetic } from './arithmetic.ts';
import { integerArithmetic, numberArithmetic } from './arithmetic.ts';
import { canonicalProduct, canonicalSum } from './linear.ts';
import { realRules } from './real.ts';
import type { Rule, RuleTable } from './rule.ts';
import { isCall, isExact, isSame, isWhole, numberOf } from './rule.ts';

const isMinusZero = (value: number | undefined): boolean => Object.is(value, -0);

function rulesOf(arithmetic: Arithmetic): RuleTable {
  const { add, subtract, multiply, negate, abs, type } = arithmetic;
  const constant = (value: number): Expression => literal(value, type);
  /** The argument of a negation. */
  const negated = (expression: Expression) =>
    isCall(expression, negate) ? expression.args[0] : undefined;
  /** `2 * x` for `-2 * x`: the opposite of a product with a negative factor. */
  const opposite = (expression: Expression) => {
    if (!isCall(expression, multiply)) return undefined;
    const factor = numberOf(expression.args[0]);
    return factor !== undefined && factor < 0
      ? call(multiply, constant(-factor), expression.args[1]!)
      : undefined;
  };

  const addition: Rule = ({ args: [left, right] }, laws) => {
    const term = numberOf(right!);
    if (term === 0 && (!laws.zeroHasSign || isMinusZero(term))) return left;
    if (isSame(left!, right!)) return call(multiply, constant(2), left!);
    const taken = negated(right!) ?? opposite(right!);
    if (taken !== undefined) return call(subtract, left!, taken);
    const first = negated(left!) ?? opposite(left!);
    if (first !== undefined && term === undefined) return call(subtract, right!, first);
    return undefined;
  };
  const subtraction: Rule = ({ args: [left, right] }, laws) => {
    const term = numberOf(right!);
    if (term !== undefined) return call(add, left!, constant(-term));
    if (numberOf(left!) === 0 && !laws.zeroHasSign) return call(negate, right!);
    const added = negated(right!) ?? opposite(right!);
    return added === undefined ? undefined : call(add, left!, added);
  };
  const regrouping: Rule = ({ operator, args: [left, right] }, laws) => {
    if (!isCall(right!, add) && !isCall(right!, subtract)) return undefined;
    if (!isExact(laws, left!, right)) return undefined;
    const [first, second] = right.args as [Expression, Expression];
    const keeps = (right.operator === add) === (operator === add);
    return call(keeps ? add : subtract, call(operator, left!, first), second);
  };
  const multiplication: Rule = ({ args: [left, right] }, laws) => {
    const factor = numberOf(left!);
    if (factor === 1) return right;
    if (factor === -1) return call(negate, right!);
    if (factor === 0 && isExact(laws, right!)) return constant(0);
    const [first, second] = [negated(left!), negated(right!)];
    if (first !== undefined && second !== undefined) return call(multiply, first, second);
    if (second === undefined) {
      return first === undefined ? undefined : call(negate, call(multiply, first, right!));
    }
    return factor === undefined
      ? call(negate, call(multiply, left!, second))
      : call(multiply, constant(-factor), second);
  };
  const negation: Rule = ({ args: [operand] }, laws) => {
    const inner = negated(operand!);
    if (inner !== undefined) return inner;
    if (isCall(operand!, subtract) && !laws.zeroHasSign) {
      return call(subtract, operand.args[1]!, operand.args[0]);
    }
    if (!isCall(operand!, multiply)) return undefined;
    const factor = numberOf(operand.args[0]);
    return factor === undefined ? undefined : call(multiply, constant(-factor), operand.args[1]!);
  };
  const absolute: Rule = ({ args: [operand] }) => {
    const inner = negated(operand!);
    if (inner !== undefined) return call(abs, inner);
    return isCall(operand!, abs) ? operand : undefined;
  };

  return {
    [add.id]: [canonicalSum(arithmetic), addition, regrouping],
    [subtract.id]: [canonicalSum(arithmetic), subtraction, regrouping],
    [multiply.id]: [canonicalProduct(arithmetic), multiplication],
    [negate.id]: [canonicalSum(arithmetic), negation],
    [abs.id]: [absolute],
    [arithmetic.min.id]: [extreme(arithmetic.min, arithmetic.max)],
    [arithmetic.max.id]: [extreme(arithmetic.max, arithmetic.min)],
  };
}

/** Least and greatest: each argument once, literals as one, absorption. */
function extreme(self: Operator, dual: Operator): Rule {
  const apply = self.apply as (...values: number[]) => number;
  const flat = (expression: Expression): readonly Expression[] =>
    isCall(expression, self) ? expression.args.flatMap(flat) : [expression];
  return (whole) => {
    const terms = flat(whole);
    const literals = terms.map(numberOf).filter((value) => value !== undefined);
    const kept: Expression[] = [];
    for (const term of terms) {
      if (numberOf(term) === undefined && !kept.some((other) => isSame(other, term))) {
        kept.push(term);
      }
    }
    const neutral = apply();
    const bound = apply(...literals);
    if (literals.length > 0 && bound !== neutral) kept.push(literal(bound, whole.type));
    const absorbed = kept.filter(
      (term) =>
        !(
          isCall(term, dual) &&
          isWhole(whole) &&
          term.args.some((arg) => kept.some((other) => isSame(arg, other)))
        ),
    );
    if (absorbed.length === terms.length) return undefined;
    return absorbed.reduce((left, right) => call(self, left, right));
  };
}

/** A remainder has the sign of the dividend, whatever the sign of the divisor. */
const positiveDivisor: Rule = ({ operator, args: [left, right] }) => {
  const divisor = numberOf(right!);
  return divisor !== undefined && divisor < 0
    ? call(operator, left!, literal(-divisor, right!.type))
    : undefined;
};

export const arithmeticRules: readonly RuleTable[] = [
  rulesOf(numberArithmetic),
  rulesOf(integerArithmetic),
  realRules,
  {
    'number.modulo': [positiveDivisor],
    'integer.divide': [
      ({ args: [left, right] }) => (numberOf(right!) === 1 && isWhole(left!) ? left : undefined),
    ],
    'integer.modulo': [
      ({ args: [left, right] }, laws) =>
        numberOf(right!) === 1 && isExact(laws, left!) ? literal(0, 'integer') : undefined,
      positiveDivisor,
    ],
    'integer.power': [
      ({ args: [base, exponent] }) => {
        const power = numberOf(exponent!);
        if (power === 0) return literal(1, 'integer');
        return power === 1 ? base : undefined;
      },
    ],
  },
];
