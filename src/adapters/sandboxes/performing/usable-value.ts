import { types } from 'node:util';
import type { Value } from '../../../domain/value.ts';

/** The most that one result may hold: elements of arrays, counted at every depth. */
export const elementsMost = 100_000;
/** The most characters in the strings of one result. */
export const charactersMost = 1_000_000;
/** The deepest nesting of arrays; a cycle is deeper. */
export const depthMost = 32;

/** What a function returned is no `Value`; the message says what it is instead. */
export class Unusable extends Error {}

/** A fresh copy of `result` as a `Value`; throws `Unusable` for what is none. */
export function usableValue(result: unknown): Value {
  if (typeof result === 'number' || typeof result === 'boolean') return result;
  if (typeof result === 'string' && result.length <= charactersMost) return result;
  return copy(result, { elements: 0, characters: 0 }, 0);
}

function copy(
  result: unknown,
  size: { elements: number; characters: number },
  depth: number,
): Value {
  if (typeof result === 'number' || typeof result === 'boolean') return result;
  if (typeof result === 'string') {
    size.characters += result.length;
    if (size.characters <= charactersMost) return result;
    throw new Unusable(`text of more than ${charactersMost} characters`);
  }
  if (Array.isArray(result) && !types.isProxy(result)) return copyArray(result, size, depth);
  throw new Unusable(describe(result));
}

function copyArray(
  array: readonly unknown[],
  size: { elements: number; characters: number },
  depth: number,
): Value {
  if (depth >= depthMost)
    throw new Unusable(`arrays nested more than ${depthMost} deep or in a cycle`);
  size.elements += array.length;
  if (size.elements > elementsMost) throw new Unusable(`more than ${elementsMost} elements`);
  const copied: Value[] = [];
  for (let index = 0; index < array.length; index++) {
    const property = Object.getOwnPropertyDescriptor(array, index);
    if (property === undefined) throw new Unusable('an array with a hole');
    if (!('value' in property)) throw new Unusable('an array with a getter');
    copied.push(copy(property.value, size, depth + 1));
  }
  return copied;
}

/** What something is, in the words of a message: `undefined`, `a function`, `a Map`. */
export function describe(thing: unknown): string {
  if (thing === null) return 'null';
  if (typeof thing === 'bigint') return `the bigint ${String(thing).slice(0, 40)}`;
  if (typeof thing === 'undefined') return 'undefined';
  if (typeof thing !== 'object') return `a ${typeof thing}`;
  if (types.isProxy(thing)) return 'a proxy';
  if (Array.isArray(thing)) return 'an array';
  if (types.isPromise(thing)) return 'a promise';
  const prototype: unknown = Object.getPrototypeOf(thing);
  if (prototype === null || prototype === Object.prototype) return 'an object';
  const maker: unknown = (prototype as { constructor?: unknown }).constructor;
  return typeof maker === 'function' && maker.name !== '' ? `a ${maker.name}` : 'an object';
}
