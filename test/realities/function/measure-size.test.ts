import { describe, expect, test } from 'vitest';
import { measureSource } from '../../../src/realities/function/measure-size.ts';

const measure = (body: string, head = 'a: number, b: number') =>
  measureSource(`export function f(${head}): number {\n  ${body}\n}\n`, 'f');

describe('size counts the tokens that carry meaning', () => {
  test.each([
    ['return a;', 1],
    ['return a + b;', 3],
    ['return (a + b) * 2;', 5],
    ['return Math.max(a, b);', 4],
    ["return 'a + b' + `c d`;", 4],
    ['return a % 365 + 4.900645 * 0x10_00;', 12],
    ['const sum = a + b;\n  return sum;', 6],
    ['return [a, b].map((x) => x + 1);', 7],
    ['return a >>> 1;', 3],
    ['return 1.5e-3;', 1],
    ['// a comment, a + b\n  return a; /* and another */', 1],
    ['const x: number = a as number;\n  return x!;', 4],
  ])('%s', (body, size) => {
    expect(measure(body).size).toBe(size);
  });

  test('types and the head count nothing', () => {
    expect(measure('return a;', 'a: readonly (number | string)[], b?: { x: number }').size).toBe(1);
    expect(measureSource('export const f = (a: number): number => a;', 'f').size).toBeGreaterThan(
      0,
    );
  });

  test.each([
    [3000, 15],
    [60_000, 2],
  ])('a chain of %d calls spoils nothing of what is measured after', (length, times) => {
    const chain = `export function f(x: number) { return x${'.valueOf()'.repeat(length)}; }`;
    const sizes = Array.from(
      { length: times },
      (_, k) => measureSource(`${chain}//${k}`, 'f').size,
    );
    expect(new Set(sizes).size).toBe(1);
    expect(measure('const x: number = a as number;\n  return x!;').size).toBe(4);
  });

  test('source that does not parse is measured as it stands', () => {
    expect(measure('return a + ;').size).toBeGreaterThan(0);
  });
});

describe('branches counts the places where it takes one way or another', () => {
  test.each([
    ['return a;', 0],
    ['return a > b ? a : b;', 1],
    ['if (a > b) return a;\n  return b;', 1],
    ['for (let i = 0; i < a; i++) b += i;\n  return b;', 1],
    ['return a && b || 0;', 2],
    ['switch (a) { case 1: return b; case 2: return a; default: return 0; }', 2],
    ["return 'if ? for';", 0],
  ])('%s', (body, branches) => {
    expect(measure(body).branches).toBe(branches);
  });
});
