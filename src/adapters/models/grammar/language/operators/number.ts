import { conditional, functionCall, infix, prefix, template, variadicCall } from '../notation.ts';
import type { Notation, Operator } from '../operator.ts';
import { operator } from '../operator.ts';

const binary = (
  name: string,
  cost: number,
  notation: Notation,
  apply: (a: number, b: number) => number,
  extras: Partial<Pick<Operator, 'commutative' | 'noun'>> = {},
) => operator(`number.${name}`, ['number', 'number'], 'number', cost, notation, apply, extras);

const unary = (
  name: string,
  cost: number,
  notation: Notation,
  apply: (a: number) => number,
  noun = 'value',
) => operator(`number.${name}`, ['number'], 'number', cost, notation, apply, { noun });

/** A rounding is an integer; of `NaN` and the infinities it is that same number. */
const rounding = (name: 'floor' | 'ceil' | 'round' | 'trunc') =>
  operator(`number.${name}`, ['number'], 'integer', 1, functionCall(`Math.${name}`), Math[name], {
    noun: 'whole',
  });

const comparison = (
  name: string,
  symbol: '<' | '<=' | '===',
  apply: (a: number, b: number) => boolean,
  commutative = false,
) =>
  operator(`number.${name}`, ['number', 'number'], 'boolean', 1, infix(symbol), apply, {
    commutative,
  });

export const numberAdd = binary('add', 1, infix('+'), (a, b) => a + b, {
  commutative: true,
  noun: 'sum',
});
export const numberSubtract = binary('subtract', 1, infix('-'), (a, b) => a - b, {
  noun: 'gap',
});
export const numberMultiply = binary('multiply', 1, infix('*'), (a, b) => a * b, {
  commutative: true,
  noun: 'product',
});
export const numberDivide = binary('divide', 1, infix('/'), (a, b) => a / b, { noun: 'ratio' });
/** The remainder of truncated division, with the sign of the dividend; `NaN` by zero. */
export const numberModulo = binary('modulo', 2, infix('%'), (a, b) => a % b, {
  noun: 'remainder',
});
export const numberPower = binary('power', 3, infix('**'), (a, b) => a ** b, { noun: 'power' });
export const numberMin = binary('min', 1.5, variadicCall('Math.min'), Math.min, {
  commutative: true,
  noun: 'least',
});
export const numberMax = binary('max', 1.5, variadicCall('Math.max'), Math.max, {
  commutative: true,
  noun: 'most',
});

export const numberNegate = unary('negate', 1, prefix('-'), (a) => -a);
export const numberAbs = unary('abs', 1.5, functionCall('Math.abs'), Math.abs, 'size');
export const numberSign = unary('sign', 2, functionCall('Math.sign'), Math.sign, 'sign');
export const numberSquare = unary(
  'square',
  1.5,
  template('$0 ** 2', '**', 'base'),
  (a) => a ** 2,
  'square',
);
export const numberCube = unary(
  'cube',
  2,
  template('$0 ** 3', '**', 'base'),
  (a) => a ** 3,
  'cube',
);
export const numberSqrt = unary('sqrt', 1.5, functionCall('Math.sqrt'), Math.sqrt, 'root');
export const numberExp = unary('exp', 1.5, functionCall('Math.exp'), Math.exp, 'growth');
export const numberLog = unary('log', 1.5, functionCall('Math.log'), Math.log, 'log');
export const numberSin = unary('sin', 1.5, functionCall('Math.sin'), Math.sin, 'sine');
export const numberCos = unary('cos', 1.5, functionCall('Math.cos'), Math.cos, 'cosine');
export const numberTan = unary('tan', 2.5, functionCall('Math.tan'), Math.tan, 'tangent');
export const numberAsin = unary('asin', 3, functionCall('Math.asin'), Math.asin, 'angle');
export const numberAcos = unary('acos', 3, functionCall('Math.acos'), Math.acos, 'angle');
export const numberTanh = unary('tanh', 2.5, functionCall('Math.tanh'), Math.tanh);

export const numberFloor = rounding('floor');
export const numberCeil = rounding('ceil');
export const numberRound = rounding('round');
export const numberTrunc = rounding('trunc');

export const numberLess = comparison('less', '<', (a, b) => a < b);
export const numberLessOrEqual = comparison('lessOrEqual', '<=', (a, b) => a <= b);
export const numberEqual = comparison('equal', '===', (a, b) => a === b, true);

export const numberIf = operator(
  'number.if',
  ['boolean', 'number', 'number'],
  'number',
  2,
  conditional,
  (condition: boolean, a: number, b: number) => (condition ? a : b),
);

/** Real arithmetic on doubles, as IEEE 754 and `Math` define it. */
export const numberOperators: readonly Operator[] = [
  numberAdd,
  numberSubtract,
  numberMultiply,
  numberDivide,
  numberModulo,
  numberPower,
  numberMin,
  numberMax,
  numberNegate,
  numberAbs,
  numberSign,
  numberSquare,
  numberCube,
  numberSqrt,
  numberExp,
  numberLog,
  numberSin,
  numberCos,
  numberTan,
  numberAsin,
  numberAcos,
  numberTanh,
  numberFloor,
  numberCeil,
  numberRound,
  numberTrunc,
  numberLess,
  numberLessOrEqual,
  numberEqual,
  numberIf,
];
