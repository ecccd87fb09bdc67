/**
 * What crosses between a candidate and the world: plain data. Numbers may be any double, `NaN` and
 * `-0` included. `null` and records are only for functions whose types say so: what is declared by
 * a `ValueType` is a primitive or an array of them.
 */
export type Value = number | boolean | string | null | readonly Value[] | ValueRecord;

/** Only own keys count, in any order; one that holds `undefined` is not there. */
export interface ValueRecord {
  readonly [key: string]: Value;
}

/** Whether a value is an array: what `Array.isArray` says, for arrays that are only read. */
export const isArray = (value: Value): value is readonly Value[] => Array.isArray(value);

export const primitiveTypes = ['number', 'integer', 'boolean', 'string'] as const;
export type PrimitiveType = (typeof primitiveTypes)[number];

/** A primitive, or an array of them. `integer` is a `number` that is whole. */
export type ValueType = PrimitiveType | `${PrimitiveType}[]`;

export const valueTypes: readonly ValueType[] = [
  ...primitiveTypes,
  ...primitiveTypes.map((type) => `${type}[]` as const),
];

export function isValueType(name: string): name is ValueType {
  return (valueTypes as readonly string[]).includes(name);
}

/** The type of an array's elements; `undefined` for a primitive. */
export function elementType(type: ValueType): PrimitiveType | undefined {
  return type.endsWith('[]') ? (type.slice(0, -2) as PrimitiveType) : undefined;
}

/** Whether `value` may stand where `type` is asked for. `NaN` is a number and no integer. */
export function conforms(value: unknown, type: ValueType): value is Value {
  const element = elementType(type);
  if (element !== undefined) {
    return Array.isArray(value) && value.every((item) => conforms(item, element));
  }
  switch (type as PrimitiveType) {
    case 'number':
      return typeof value === 'number';
    case 'integer':
      return Number.isInteger(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'string':
      return typeof value === 'string';
  }
}

/**
 * Equality as an example means it: numbers within `tolerance`, absolute for results below 1 and
 * relative above; `NaN` equals `NaN`, `-0` equals `0`; arrays element by element, records key by
 * key in any order.
 */
export function sameValue(left: Value, right: Value, tolerance: number): boolean {
  if (typeof left === 'number' && typeof right === 'number') {
    if (left === right || (Number.isNaN(left) && Number.isNaN(right))) return true;
    // Relative to an infinity, every number would be close.
    if (!Number.isFinite(left) || !Number.isFinite(right)) return false;
    return Math.abs(left - right) <= tolerance * Math.max(1, Math.abs(right));
  }
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return left === right;
  }
  if (isArray(left) || isArray(right)) {
    if (!isArray(left) || !isArray(right) || left.length !== right.length) return false;
    return left.every((item, index) => sameValue(item, right[index]!, tolerance));
  }
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every(
    (key) => Object.hasOwn(right, key) && sameValue(left[key]!, right[key]!, tolerance),
  );
}

/**
 * A literal of TypeScript that reads back as `value`: `NaN`, `-0` and infinities included. Where
 * there are none of these it is JSON, so that a person may hand it back.
 */
export function showValue(value: Value): string {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'boolean' || value === null) return String(value);
  if (isArray(value)) return `[${value.map(showValue).join(', ')}]`;
  const entries = Object.entries(value).map(([key, part]) => `${showKey(key)}: ${showValue(part)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** In a literal `__proto__` in brackets alone is a key like any other. */
const showKey = (key: string): string =>
  key === '__proto__' ? '["__proto__"]' : JSON.stringify(key);

/** Digits of a number that a person is shown: what is behind them is rounding. */
const readDigits = 12;

/** The same as a person reads and answers it: `0.3` for `0.1 + 0.2`. */
export function showRounded(value: Value): string {
  return showValue(rounded(value));
}

function rounded(value: Value): Value {
  if (typeof value === 'number') return Number(value.toPrecision(readDigits));
  return withParts(value, rounded);
}

/** The same value with each part of an array or record replaced, and anything else as it is. */
export function withParts(value: Value, replace: (part: Value) => Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (isArray(value)) return value.map(replace);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, replace(part)]));
}

/** What an array or a record holds. */
export function partsOf(value: Value): readonly Value[] {
  if (typeof value !== 'object' || value === null) return [];
  return isArray(value) ? value : Object.values(value);
}
