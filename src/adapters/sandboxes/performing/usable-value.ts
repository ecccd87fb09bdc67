import { types } from 'node:util';
import type { Value } from '../../../domain/value.ts';

/** The most that one result may hold: elements of arrays and keys of records, at every depth. */
export const elementsMost = 100_000;
/** The most characters in the strings of one result. */
export const charactersMost = 1_000_000;
/** The deepest nesting of arrays and records; a cycle is deeper. */
export const depthMost = 32;

/** What a function returned is no `Value`; the message says what it is instead. */
export class Unusable extends Error {}

/** What has been copied so far, and whether `null` and records may be. */
interface Copying {
  elements: number;
  characters: number;
  readonly isRich: boolean;
}

/**
 * A fresh copy of `result` as a `Value`; throws `Unusable` for what is none. `isRich`: its declared
 * type is none of `ValueType`, so that `null` and records are values too.
 */
export function usableValue(result: unknown, isRich = false): Value {
  if (typeof result === 'number' || typeof result === 'boolean') return result;
  if (typeof result === 'string' && result.length <= charactersMost) return result;
  return copy(result, { elements: 0, characters: 0, isRich }, 0);
}

function copy(result: unknown, size: Copying, depth: number): Value {
  if (typeof result === 'number' || typeof result === 'boolean') return result;
  if (typeof result === 'string') {
    size.characters += result.length;
    if (size.characters <= charactersMost) return result;
    throw new Unusable(`text of more than ${charactersMost} characters`);
  }
  if (result === null && size.isRich) return null;
  if (types.isProxy(result)) throw new Unusable(describe(result));
  if (Array.isArray(result)) return copyArray(result, size, depth);
  if (size.isRich && isPlain(result)) return copyRecord(result, size, depth);
  throw new Unusable(describe(result));
}

/** An object literal of whichever realm: nothing but `Object.prototype` is above it, or nothing. */
function isPlain(thing: unknown): thing is object {
  if (typeof thing !== 'object' || thing === null || types.isModuleNamespaceObject(thing)) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(thing);
  if (prototype === null) return true;
  if (types.isProxy(prototype) || Object.getPrototypeOf(prototype) !== null) return false;
  return !types.isArgumentsObject(thing);
}

/** Counts what is about to be copied, one level further down. */
function enter(size: Copying, elements: number, depth: number): void {
  if (depth >= depthMost) throw new Unusable(`nested more than ${depthMost} deep or in a cycle`);
  size.elements += elements;
  if (size.elements > elementsMost) throw new Unusable(`more than ${elementsMost} elements`);
}

/** Its own enumerable keys; one that holds `undefined` is not there. */
function copyRecord(record: object, size: Copying, depth: number): Value {
  const keys = Object.keys(record);
  enter(size, keys.length, depth);
  const entries = keys.flatMap((key): [string, Value][] => {
    const property = Object.getOwnPropertyDescriptor(record, key)!;
    if (!Object.hasOwn(property, 'value')) throw new Unusable('an object with a getter');
    if (property.value === undefined) return [];
    return [[copy(key, size, depth) as string, copy(property.value, size, depth + 1)]];
  });
  return Object.fromEntries(entries);
}

function copyArray(array: readonly unknown[], size: Copying, depth: number): Value {
  enter(size, array.length, depth);
  const copied: Value[] = [];
  for (let index = 0; index < array.length; index++) {
    const property = Object.getOwnPropertyDescriptor(array, index);
    if (property === undefined) throw new Unusable('an array with a hole');
    if (!Object.hasOwn(property, 'value')) throw new Unusable('an array with a getter');
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
