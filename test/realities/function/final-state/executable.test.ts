import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { executable } from '../../../../src/realities/function/final-state/executable.ts';

const valueOf = (source: string): unknown =>
  runInNewContext(`(() => { ${executable(source, 'f')}\nreturn f(3); })()`);

describe('executable', () => {
  it.each([
    'export function f(x: number): number { return x * 2; }',
    'const twice = 2 as number;\nexport const f = (x: number): number => x * twice;',
    '/** Twice. */ export function f(x: number) { return x * 2; }\nexport default f;',
    'const twice = (x: number) => x * 2;\nexport { twice as f };',
    'export const { f } = { f: (x: number) => x * 2 };',
    'export const f = (x: number) => `\nexport { ${x} }`.length - 7;',
    'export\nfunction f(x: number) { return x * 2 + Object.keys(import.meta).length; }',
    'function f(x: number) { return x * 2; }\nexport { f };',
  ])('declares the function of %j', (source) => expect(valueOf(source)).toBe(6));

  it.each([
    "import { readFileSync } from 'node:fs';\nexport function f() {}",
    'export enum E { A }\nexport function f() {}',
    'export function f( {',
    'export default function f(x: number) { return x * 2; }',
    'export const f = (x: number) => x * (await 2);\nconst one = await 1;',
  ])('has nothing for %j', (source) => expect(executable(source, 'f')).toBeUndefined());

  it('takes nothing but an identifier for a name', () => {
    expect(executable('export function f() {}', 'f; alert(1)')).toBeUndefined();
  });
});
