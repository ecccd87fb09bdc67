import type { PrimitiveType, Value, ValueType } from '../../../../../domain/value.ts';
import type { Notation } from '../operator.ts';

/** The longest list that an operator makes out of a number: `range` and `repeat` stop here. */
export const longestMade = 1000;

export type List = readonly Value[];
export type Numbers = readonly number[];
export type Unary = (item: Value) => Value;
export type Binary = (item: Value, index: number) => Value;

/** What stands in for a missing element, so that every operator is total. */
export const absent: Record<PrimitiveType, Value> = {
  number: 0,
  integer: 0,
  boolean: false,
  string: '',
};

export const listOf = (element: PrimitiveType): ValueType => `${element}[]`;

export const method = (name: string): Notation => ({ kind: 'method', name });

/** Reads as a member access or a call: nothing binds tighter. */
export const member = (text: string, ...holes: readonly number[]): Notation => ({
  kind: 'template',
  text,
  precedence: 17,
  holes,
});

/**
 * Reads as `?:`. Also right for `??`, which may not stand beside `||` or `&&` without
 * parentheses.
 */
export const loose = (text: string, ...holes: readonly number[]): Notation => ({
  kind: 'template',
  text,
  precedence: 2,
  holes,
});

export const lengthWanted = (count: number): { length: number } => ({
  length: Math.min(count, longestMade),
});

/** The same for every one of some names, as an object. */
export const forEach = <Key extends string, Made>(keys: readonly Key[], make: (key: Key) => Made) =>
  Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<Key, Made>;
