import type { Notation, Operator } from '../operator.ts';
import { operator } from '../operator.ts';
import { associative, conditional, infix, prefix } from '../notation.ts';

const binary = (
  name: string,
  cost: number,
  notation: Notation,
  apply: (a: boolean, b: boolean) => boolean,
) =>
  operator(`boolean.${name}`, ['boolean', 'boolean'], 'boolean', cost, notation, apply, {
    commutative: true,
  });

export const booleanAnd = binary('and', 1, associative('&&'), (a, b) => a && b);
export const booleanOr = binary('or', 1, associative('||'), (a, b) => a || b);
export const booleanXor = binary('xor', 2, infix('!=='), (a, b) => a !== b);
export const booleanEqual = binary('equal', 2, infix('==='), (a, b) => a === b);
export const booleanNot = operator(
  'boolean.not',
  ['boolean'],
  'boolean',
  1,
  prefix('!'),
  (a: boolean) => !a,
);
export const booleanIf = operator(
  'boolean.if',
  ['boolean', 'boolean', 'boolean'],
  'boolean',
  2,
  conditional,
  (condition: boolean, a: boolean, b: boolean) => (condition ? a : b),
);

export const booleanOperators: readonly Operator[] = [
  booleanAnd,
  booleanOr,
  booleanXor,
  booleanEqual,
  booleanNot,
  booleanIf,
];
