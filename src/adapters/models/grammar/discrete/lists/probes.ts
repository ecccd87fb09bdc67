import type { Value, ValueType } from '../../../../../domain/value.ts';

const integers = [
  3, 0, 1, -2, 7, 4, 12, 2, -5, 9, 6, 15, 1, 8, -1, 5, 10, 2, 20, 0, 11, 3, 100, -8,
];
const texts = [
  'ab',
  '',
  'Hello',
  'b',
  'a b',
  'level',
  'XY',
  'the cat',
  '42',
  ' pad',
  'banana',
  'z',
  'Ab',
  'aa',
  'noon',
  'x1',
  'cab',
  'OK go',
  'e',
  'tree',
  'b,c',
  'up',
  'Zed',
  'radar',
];

/** Steps without a common factor with the number of probes: two inputs meet in many ways. */
const strides = [1, 5, 7];

const at = <Item>(items: readonly Item[], index: number): Item => items[index % items.length]!;

/**
 * What input number `input` of a type is on each probe; chosen once, for any problem. On some
 * probes an input is the first one, or part of it, so that equality and inclusion are seen.
 */
export function probesOf(type: ValueType, input: number): readonly Value[] {
  return integers.map((_, probe) => {
    const own = probeOf(type, probe * strides[input]! + input * 3);
    const first = probeOf(type, probe);
    if (input === 0) return first;
    if (probe % 6 === 1) return first;
    if (typeof first !== 'string') return own;
    if (probe % 6 === 2) return first.slice(0, 1);
    return probe % 6 === 3 ? first.slice(-1) : own;
  });
}

function probeOf(type: ValueType, index: number): Value {
  const some = index % 5;
  switch (type) {
    case 'integer':
      return at(integers, index);
    case 'number':
      return at(integers, index) + (index % 3 === 0 ? 0.5 : 0);
    case 'boolean':
      return index % 3 === 0;
    case 'string':
      return at(texts, index);
    case 'integer[]':
      return integers.slice(some, some + (index % 7));
    case 'number[]':
      return integers.slice(some, some + (index % 7)).map((value) => value / 2);
    case 'boolean[]':
      return integers.slice(0, some).map((value) => (value + index) % 2 === 0);
    case 'string[]':
      return texts.slice(some, some + (index % 7));
  }
}
