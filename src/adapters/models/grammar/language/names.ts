import type { ValueType } from '../../../../domain/value.ts';
import { elementType } from '../../../../domain/value.ts';
import type { Expression } from './expression.ts';
import { children } from './expression.ts';

/** What the parameters and the lambda variables in scope are called. */
export interface Names {
  /** By the index of the parameter. */
  readonly parameters: readonly string[];
  /** By the slot of the variable. */
  readonly variables: readonly string[];
  /** Plain JavaScript is wanted: templates lose their type arguments. */
  readonly untyped?: boolean;
}

/** What a lambda variable of this type is called, in the order of preference. */
export function namesByType(type: ValueType): readonly string[] {
  if (elementType(type) !== undefined) return ['items', 'others'];
  if (type === 'string') return ['word', 'other'];
  return type === 'boolean' ? ['flag', 'other'] : ['x', 'y', 'z'];
}

/** The first wished name that is not taken, else the first one with a number. */
export function freeName(wished: readonly string[], taken: readonly string[]): string {
  const free = wished.find((name) => !taken.includes(name));
  if (free !== undefined) return free;
  let count = 2;
  while (taken.includes(`${wished[0]}${count}`)) count += 1;
  return `${wished[0]}${count}`;
}

/** The highest slot of a lambda variable in the expression; -1 where there is none. */
export function highestSlot(expression: Expression): number {
  if (expression.kind === 'variable') return expression.slot;
  return children(expression).reduce((most, child) => Math.max(most, highestSlot(child)), -1);
}
