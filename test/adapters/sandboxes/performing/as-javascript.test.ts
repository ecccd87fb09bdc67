import { stripTypeScriptTypes } from 'node:module';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutPlainTypes } from '../../../../src/adapters/sandboxes/performing/as-javascript.ts';

const bare = (text: string) => text.replaceAll(/\s/g, '');

/** Statements that look alike, with types and without, in text and outside of it. */
const statements = [
  'const a: number = 1;',
  'let many: readonly number[] = [];',
  'var union: number | string[] = 1;',
  'const plain = { x: number, y: count, z };',
  'const nested = { f(a) { return a ? b : c; }, g: (x) => x };',
  'const chosen = a ? (b) : c;',
  'const counts = new Map<number, number>();',
  'const made = new Map<string, number[]>(pairs);',
  'const compared = a < b, c2 = d > e;',
  'function inner(x: number, list: string[]): boolean { return x > list.length; }',
  'function none() { return 1; }',
  'const add = (x: number, y: number) => x + y;',
  'const typed = (x: number): number => x;',
  'const call = inner(a, { b: number, c: string });',
  "const text = 'function f(a: number): number {';",
  'const double = "const a: number = 1; // not";',
  'const template = `let b: string = (x: number) => 1`;',
  'const hole = `${a ? `${b}` : 1} const c: number = 2;`;',
  '// const d: number = 1; (e: string) =>',
  "/* new Map<number, number>() `' */",
  "const pattern = /'[a: number]/g;",
  'const quotient = (a) / 2 / b; const e: number = 1 / 2;',
  'switch (a) { case (b): c; default: d }',
  'label: for (;;) { break label; }',
  'const cast = a as number;',
  'const sure = b!;',
  'const generic = f<number>(x);',
  'const shift = a >> (b); const less = a<b>(c);',
  'type Pair = [number, number];',
  'interface Shape { area: number }',
  'class Box { value: number = 1; get(a: number): number { return a; } }',
  'const object = { method(a: number) { return a; } };',
  'for (const x of xs) { const y: number = x; }',
  'const given = ({ a, b }: { a: number; b: number }) => a;',
  'const later: (x: number) => number = (x: number) => x;',
  'let missing: number;',
  'return (x: number, y) => x;',
] as const;

describe('types in the usual places are taken away without a parser', () => {
  test('what is sure of itself says the same as the parser of types, or does not parse', () => {
    let sure = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...statements), { maxLength: 8 }), (lines) => {
        const source = `export function f(a: number, b: string[]): number {\n  ${lines.join('\n  ')}\n  return a;\n}\n`;
        const script = withoutPlainTypes(source);
        if (script === undefined || !parses(script)) return;
        sure++;
        expect(bare(script)).toBe(bare(stripTypeScriptTypes(source)));
      }),
      { numRuns: 3000 },
    );
    expect(sure).toBeGreaterThan(100);
  });

  test('a usual program is sure of itself', () => {
    const source = `export function f(xs: number[], k: number): number {
  const counts = new Map<number, number>();
  // The most frequent first.
  for (const x of xs) counts.set(x, (counts.get(x) ?? 0) + 1);
  const best: number = [...counts].sort((left, right) => right[1] - left[1])[0][0];
  return best / k;
}
`;
    expect(parses(withoutPlainTypes(source) ?? '(')).toBe(true);
  });

  test('a long line of near misses takes no long time', () => {
    const near = [
      `(${'a: b, '.repeat(20_000)}`,
      `const a: ${'b | '.repeat(20_000)}`,
      'new A<'.repeat(20_000),
    ];
    for (const source of near) expect(withoutPlainTypes(source)).toBeTypeOf('string');
  });
});

function parses(script: string): boolean {
  try {
    // oxlint-disable-next-line typescript/no-implied-eval, no-new -- parsed, and never called
    new Function(script.replace('export ', ''));
    return true;
  } catch {
    return false;
  }
}
