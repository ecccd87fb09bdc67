import type { Expression } from '../expression.ts';
import { call, literal } from '../expression.ts';
import type { Operator } from '../operator.ts';
import * as integer from '../operators/integer.ts';
import * as number from '../operators/number.ts';
import { canonicalProduct, canonicalSum } from './linear.ts';
import type { Rule, RuleTable } from './rule.ts';
import { isCall, isExact, isSame, isWhole, numberOf } from './rule.ts';

/** The arithmetic of one numeric type. */
export interface Arithmetic {
  readonly add: Operator;
  readonly subtract: Operator;
  readonly multiply: Operator;
  readonly negate: Operator;
  readonly abs: Operator;
  readonly min: Operator;
  readonly max: Operator;
  readonly type: 'number' | 'integer';
}

export const numberArithmetic: Arithmetic = {
  add: number.numberAdd,
  subtract: number.numberSubtract,
  multiply: number.numberMultiply,
  negate: number.numberNegate,
  abs: number.numberAbs,
  min: number.numberMin,
  max: number.numberMax,
  type: 'number',
};

export const integerArithmetic: Arithmetic = {
  add: integer.integerAdd,
  subtract: integer.integerSubtract,
  multiply: integer.integerMultiply,
  negate: integer.integerNegate,
  abs: integer.integerAbs,
  min: integer.integerMin,
  max: integer.integerMax,
  type: 'integer',
};

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

/** What holds for `number` alone. */
const realRules: RuleTable = {
  'number.multiply': [
    ({ args: [left, right] }) =>
      isSame(left!, right!) ? call(number.numberSquare, left!) : undefined,
  ],
  'number.divide': [
    ({ args: [left, right] }) => {
      const divisor = numberOf(right!);
      if (divisor === 1) return left;
      if (divisor === -1) return call(number.numberNegate, left!);
      const negative = [left!, right!].filter((side) => isCall(side, number.numberNegate));
      if (negative.length === 0) return undefined;
      const [above, below] = [left!, right!].map((side) =>
        isCall(side, number.numberNegate) ? side.args[0] : side,
      ) as [Expression, Expression];
      const ratio = call(number.numberDivide, above, below);
      return negative.length === 2 ? ratio : call(number.numberNegate, ratio);
    },
    canonicalProduct(numberArithmetic),
  ],
  'number.power': [
    ({ args: [base, exponent] }) => {
      const power = numberOf(exponent!);
      if (power === 0) return literal(1, 'number');
      if (power === 1) return base;
      if (power === 2) return call(number.numberSquare, base!);
      return power === 3 ? call(number.numberCube, base!) : undefined;
    },
    ({ args: [base, exponent] }, laws) =>
      laws.real && numberOf(exponent!) === 0.5 ? call(number.numberSqrt, base!) : undefined,
  ],
  'number.square': [
    ({ args: [operand] }, laws) => {
      if (isCall(operand!, number.numberNegate) || isCall(operand!, number.numberAbs)) {
        return call(number.numberSquare, operand.args[0]);
      }
      return laws.real && isCall(operand!, number.numberSqrt) ? operand.args[0] : undefined;
    },
  ],
  'number.abs': [
    ({ args: [operand] }) =>
      isCall(operand!, number.numberSquare) || isCall(operand!, number.numberSqrt)
        ? operand
        : undefined,
  ],
  'number.sqrt': [
    ({ args: [operand] }, laws) =>
      laws.real && isCall(operand!, number.numberSquare)
        ? call(number.numberAbs, operand.args[0])
        : undefined,
  ],
  'number.cos': [
    ({ args: [operand] }) =>
      isCall(operand!, number.numberNegate) ? call(number.numberCos, operand.args[0]) : undefined,
  ],
  'number.log': [
    ({ args: [operand] }, laws) =>
      laws.real && isCall(operand!, number.numberExp) ? operand.args[0] : undefined,
  ],
  'number.exp': [
    ({ args: [operand] }, laws) =>
      laws.real && isCall(operand!, number.numberLog) ? operand.args[0] : undefined,
    /** `Math.exp(a * Math.log(b))` is `b ** a`. */
    ({ args: [operand] }, laws) => {
      if (!laws.real || !isCall(operand!, number.numberMultiply)) return undefined;
      const [left, right] = operand.args as [Expression, Expression];
      if (isCall(right, number.numberLog)) return call(number.numberPower, right.args[0], left);
      return isCall(left, number.numberLog)
        ? call(number.numberPower, left.args[0], right)
        : undefined;
    },
  ],
  ...Object.fromEntries(
    ['floor', 'ceil', 'round', 'trunc'].map((name): [string, readonly Rule[]] => [
      `number.${name}`,
      [({ args: [operand] }) => (operand!.type === 'integer' ? operand : undefined)],
    ]),
  ),
};

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
