import {
  showValue,
  type PrimitiveType,
  type Value,
  type ValueType,
} from '../../../../../domain/value.ts';
import type { Notation, SimplerNotation } from '../operator.ts';
import { template } from '../notation.ts';

/** The longest list that an operator makes out of a number: `range` and `repeat` stop here. */
export const longestMade = 1000;

export type List = readonly Value[];
export type Numbers = readonly number[];

/** What stands in for a missing element, so that every operator is total. */
export const absent: Record<PrimitiveType, Value> = {
  number: 0,
  integer: 0,
  boolean: false,
  string: '',
};

export const listOf = (element: PrimitiveType): ValueType => `${element}[]`;

/** `items[i] ?? 0` and the like, for a missing element. */
export const orAbsent = (element: PrimitiveType, text: string): Notation =>
  template(
    `${text} ?? ${element === 'string' ? "''" : showValue(absent[element])}`,
    // `??` may not stand bare beside `||` and `&&`.
    element === 'boolean' ? '?:' : '??',
    'member',
    'argument',
  );

/** A template that ends in a call of a method. */
export const chain = (text: string): Notation =>
  template(text, 'member', 'member', 'argument', 'argument');

/** What `Array.from` takes to make a list of a bounded length. */
export const lengthWanted = (count: number): { length: number } => ({
  length: Math.min(count, longestMade),
});

/** `Array.from({ length: $0 }, …)`, where `$hole` is the length and `rest` what follows it. */
export function arrayFrom(
  hole: number,
  rest: string,
): { notation: Notation; simpler: SimplerNotation } {
  const written = (length: string) =>
    template(
      `Array.from({ length: ${length} }${rest}`,
      'member',
      'argument',
      'argument',
      'argument',
    );
  return {
    notation: written(`Math.min($${hole}, ${longestMade})`),
    simpler: {
      when: (literals) => {
        const count = literals[hole];
        return typeof count === 'number' && count <= longestMade;
      },
      notation: written(`$${hole}`),
    },
  };
}

/** The same for every one of some names, as an object. */
export const forEach = <Key extends string, Made>(keys: readonly Key[], make: (key: Key) => Made) =>
  Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<Key, Made>;
