import type { ValueType } from '../../../../domain/value.ts';
import type { Operator } from '../language/operator.ts';
import * as integer from '../language/operators/integer.ts';
import * as number from '../language/operators/number.ts';

/** An operator that can be undone: `missing` gives the other argument, `NaN` where there is none. */
export interface Inverse {
  readonly operator: Operator;
  /** Whether the known argument is the first. */
  readonly knownFirst: boolean;
  readonly missing: (goal: number, known: number) => number;
}

const integerInverses: readonly Inverse[] = [
  { operator: integer.integerAdd, knownFirst: true, missing: (goal, known) => goal - known },
  { operator: integer.integerSubtract, knownFirst: true, missing: (goal, known) => known - goal },
  { operator: integer.integerMultiply, knownFirst: true, missing: (goal, known) => goal / known },
  { operator: integer.integerBitXor, knownFirst: true, missing: (goal, known) => goal ^ known },
];

const numberInverses: readonly Inverse[] = [
  { operator: number.numberAdd, knownFirst: true, missing: (goal, known) => goal - known },
  { operator: number.numberSubtract, knownFirst: true, missing: (goal, known) => known - goal },
  { operator: number.numberMultiply, knownFirst: true, missing: (goal, known) => goal / known },
  { operator: number.numberDivide, knownFirst: true, missing: (goal, known) => known / goal },
  { operator: number.numberDivide, knownFirst: false, missing: (goal, known) => goal * known },
];

/** The operators that a goal of this type can be taken apart with. */
export function inversesFor(type: ValueType): readonly Inverse[] {
  if (type === 'integer') return integerInverses;
  return type === 'number' ? numberInverses : [];
}
