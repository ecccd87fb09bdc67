/**
 * What crosses between a candidate and the world: primitives and arrays of them, nothing else.
 * Numbers may be any double, `NaN` and `-0` included.
 */
export type Value = number | boolean | string | readonly Value[];

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
 * relative above; `NaN` equals `NaN`, `-0` equals `0`; arrays element by element.
 */
export function sameValue(left: Value, right: Value, tolerance: number): boolean {
  if (typeof left === 'number' && typeof right === 'number') {
    if (left === right || (Number.isNaN(left) && Number.isNaN(right))) return true;
    // Relative to an infinity, every number would be close.
    if (!Number.isFinite(left) || !Number.isFinite(right)) return false;
    return Math.abs(left - right) <= tolerance * Math.max(1, Math.abs(right));
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    return (
      left.length === right.length &&
      left.every((item, index) => sameValue(item as Value, right[index] as Value, tolerance))
    );
  }
  return left === right;
}

/** A literal of TypeScript that reads back as `value`: `NaN`, `-0` and infinities included. */
export function showValue(value: Value): string {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'boolean') return String(value);
  return `[${value.map(showValue).join(', ')}]`;
}

/** Digits of a number that a person is shown: what is behind them is rounding. */
const readDigits = 12;

/** The same as a person reads and answers it: `0.3` for `0.1 + 0.2`. */
export function showRounded(value: Value): string {
  return showValue(rounded(value));
}

function rounded(value: Value): Value {
  if (typeof value === 'number') return Number(value.toPrecision(readDigits));
  return typeof value === 'object' ? value.map(rounded) : value;
}
