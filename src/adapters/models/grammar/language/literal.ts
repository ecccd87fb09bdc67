import { partsOf, type Value, type ValueType } from '../../../../domain/value.ts';

const constants: ReadonlyMap<number, string> = new Map([
  [Math.PI, 'Math.PI'],
  [Math.E, 'Math.E'],
  [Infinity, 'Infinity'],
  [NaN, 'NaN'],
]);

/** The name of a type in TypeScript. */
export const typeName = (type: ValueType): string => type.replace('integer', 'number');

/** How a person writes a value in TypeScript; it reads back exactly as it was. */
export function printLiteral(value: Value): string {
  if (typeof value === 'number') return printNumber(value);
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'boolean') return String(value);
  return `[${partsOf(value).map(printLiteral).join(', ')}]`;
}

function printNumber(value: number): string {
  if (value < 0 || Object.is(value, -0)) return `-${printNumber(-value)}`;
  return constants.get(value) ?? String(value).replace('e+', 'e');
}

/** A mask such as `0x55555555`, which says more than its decimal digits. */
export function printMask(value: number): string {
  return value < 0 ? `-${printMask(-value)}` : `0x${value.toString(16)}`;
}

/** Single quotes, unless the text holds more of them than of double quotes. */
function quote(text: string): string {
  const double = JSON.stringify(text);
  if (text.split("'").length > text.split('"').length) return double;
  return `'${double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
