import type { Value } from '../../../../../domain/value.ts';
import {
  associative,
  conditional,
  functionCall,
  infix,
  prefix,
  template,
  variadicCall,
} from '../notation.ts';
import type { Notation, Operator, SimplerNotation } from '../operator.ts';
import { operator } from '../operator.ts';

type Extras = Partial<Pick<Operator, 'commutative' | 'noun' | 'simpler'>>;

const binary = (
  name: string,
  cost: number,
  notation: Notation,
  apply: (a: number, b: number) => number,
  extras: Extras = {},
) => operator(`integer.${name}`, ['integer', 'integer'], 'integer', cost, notation, apply, extras);

const unary = (
  name: string,
  cost: number,
  notation: Notation,
  apply: (a: number) => number,
  noun = 'count',
) => operator(`integer.${name}`, ['integer'], 'integer', cost, notation, apply, { noun });

const predicate = (name: string, notation: Notation, apply: (a: number) => boolean) =>
  operator(`integer.${name}`, ['integer'], 'boolean', 1.5, notation, apply, { noun: name });

const comparison = (
  name: string,
  symbol: '<' | '<=' | '===',
  apply: (a: number, b: number) => boolean,
  commutative = false,
) =>
  operator(`integer.${name}`, ['integer', 'integer'], 'boolean', 1, infix(symbol), apply, {
    commutative,
  });

/** Bare where the divisor is a literal other than zero. */
const divisorIsNoZero = (notation: Notation): SimplerNotation => ({
  when: ([, divisor]: readonly (Value | undefined)[]) =>
    typeof divisor === 'number' && divisor !== 0,
  notation,
});

export const integerAdd = binary('add', 1, infix('+'), (a, b) => a + b, {
  commutative: true,
  noun: 'sum',
});
export const integerSubtract = binary('subtract', 1, infix('-'), (a, b) => a - b, {
  noun: 'gap',
});
export const integerMultiply = binary('multiply', 1.5, infix('*'), (a, b) => a * b, {
  commutative: true,
  noun: 'product',
});
/** Truncated division; a zero divisor gives 0. */
export const integerDivide = binary(
  'divide',
  2,
  template('$1 === 0 ? 0 : Math.trunc($0 / $1)', '?:', '*', '**'),
  (a, b) => (b === 0 ? 0 : Math.trunc(a / b)),
  {
    noun: 'quotient',
    simpler: divisorIsNoZero(template('Math.trunc($0 / $1)', 'member', '*', '**')),
  },
);
/** The remainder of truncated division, with the sign of the dividend; a zero divisor gives 0. */
export const integerModulo = binary(
  'modulo',
  2,
  template('$1 === 0 ? 0 : $0 % $1', '?:', '**', '**'),
  (a, b) => (b === 0 ? 0 : a % b),
  { noun: 'remainder', simpler: divisorIsNoZero(infix('%')) },
);
/** Of a negative exponent 0, for what is no whole number is left out. */
export const integerPower = binary(
  'power',
  3,
  template('$1 < 0 ? 0 : $0 ** $1', '?:', 'base', '**'),
  (a, b) => (b < 0 ? 0 : a ** b),
  {
    noun: 'power',
    simpler: {
      when: ([, exponent]) => typeof exponent === 'number' && exponent >= 0,
      notation: infix('**'),
    },
  },
);
export const integerMin = binary('min', 1.5, variadicCall('Math.min'), Math.min, {
  commutative: true,
  noun: 'least',
});
export const integerMax = binary('max', 1.5, variadicCall('Math.max'), Math.max, {
  commutative: true,
  noun: 'most',
});
export const integerNegate = unary('negate', 1.5, prefix('-'), (a) => -a);
export const integerAbs = unary('abs', 1.5, functionCall('Math.abs'), Math.abs, 'size');
export const integerSign = unary('sign', 2, functionCall('Math.sign'), Math.sign, 'sign');

export const integerIsEven = predicate(
  'isEven',
  template('$0 % 2 === 0', '===', '**'),
  (a) => a % 2 === 0,
);
export const integerIsOdd = predicate(
  'isOdd',
  template('$0 % 2 !== 0', '===', '**'),
  (a) => a % 2 !== 0,
);
export const integerLess = comparison('less', '<', (a, b) => a < b);
export const integerLessOrEqual = comparison('lessOrEqual', '<=', (a, b) => a <= b);
export const integerEqual = comparison('equal', '===', (a, b) => a === b, true);

export const integerIf = operator(
  'integer.if',
  ['boolean', 'integer', 'integer'],
  'integer',
  2,
  conditional,
  (condition: boolean, a: number, b: number) => (condition ? a : b),
);

export const integerBitAnd = binary('bitAnd', 2, associative('&'), (a, b) => a & b, {
  commutative: true,
  noun: 'bits',
});
export const integerBitOr = binary('bitOr', 2, associative('|'), (a, b) => a | b, {
  commutative: true,
  noun: 'bits',
});
export const integerBitXor = binary('bitXor', 2, associative('^'), (a, b) => a ^ b, {
  commutative: true,
  noun: 'bits',
});
export const integerBitNot = unary('bitNot', 2, prefix('~'), (a) => ~a, 'bits');
export const integerShiftLeft = binary('shiftLeft', 2, infix('<<'), (a, b) => a << b, {
  noun: 'shifted',
});
export const integerShiftRight = binary('shiftRight', 2, infix('>>'), (a, b) => a >> b, {
  noun: 'shifted',
});
export const integerShiftRightUnsigned = binary(
  'shiftRightUnsigned',
  2,
  infix('>>>'),
  (a, b) => a >>> b,
  { noun: 'shifted' },
);
export const integerImul = binary('imul', 2, functionCall('Math.imul'), Math.imul, {
  commutative: true,
  noun: 'product',
});
export const integerLeadingZeros = unary(
  'leadingZeros',
  2,
  functionCall('Math.clz32'),
  Math.clz32,
  'zeros',
);

/** The 32-bit tricks: two's complement, as the operators of ECMAScript define it. */
export const bitOperators: readonly Operator[] = [
  integerBitAnd,
  integerBitOr,
  integerBitXor,
  integerBitNot,
  integerShiftLeft,
  integerShiftRight,
  integerShiftRightUnsigned,
  integerImul,
  integerLeadingZeros,
];

/** Whole-number arithmetic on doubles: exact while results stay safe integers. */
export const integerOperators: readonly Operator[] = [
  integerAdd,
  integerSubtract,
  integerMultiply,
  integerDivide,
  integerModulo,
  integerPower,
  integerMin,
  integerMax,
  integerNegate,
  integerAbs,
  integerSign,
  integerIsEven,
  integerIsOdd,
  integerLess,
  integerLessOrEqual,
  integerEqual,
  integerIf,
  ...bitOperators,
];
