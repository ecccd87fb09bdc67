import { afterAll, describe, expect, test } from 'vitest';

import { typeScriptChecker } from '../../../src/adapters/type-checkers/typescript/checker.ts';
import type { Signature } from '../../../src/domain/function.ts';

const signature: Signature = {
  name: 'f',
  params: [
    { name: 'text', type: 'string' },
    { name: 'counts', type: 'integer[]' },
  ],
  returns: 'integer',
};
const never = new AbortController().signal;
const checker = typeScriptChecker();
afterAll(() => checker.close());

const check = (source: string, to: Signature = signature) => checker.check(source, to, never);

async function faults(source: string, to?: Signature): Promise<string[]> {
  const finding = await check(source, to);
  if (finding.kind !== 'checked') return [finding.kind];
  return finding.faults.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe('the types of a candidate', () => {
  test.each([
    ['fit', 'export function f(text: string, counts: number[]): number { return counts.length; }'],
    [
      'fit a wider head',
      'export const f = (text: unknown, counts: readonly number[]) => counts[0] ?? 0;',
    ],
    ['fit without types, where none are missing', 'export const f = () => 1;'],
    [
      'may be said of a console',
      'export function f(text: string) { console.log(text, 1); return 1; }',
    ],
    [
      'may be of the newest library',
      'export const f = (text: string) => [...new Set(text).union(new Set("a"))].length;',
    ],
    [
      'may come from what a specification lends',
      "import { g } from 'lent';\nexport const f = (text: string): number => g(text);",
    ],
    [
      'may be said in a list of exports',
      'const own = (text: string) => text.length;\nexport { own as f };',
    ],
  ])('%s', async (_, source) => {
    expect(await faults(source)).toEqual([]);
  });

  test('that do not fit are told with their place', async () => {
    expect(
      await faults('export function f(text: string): number {\n  return text.length + text;\n}'),
    ).toEqual(["2:3 Type 'string' is not assignable to type 'number'."]);
  });

  test('a head that does not fit the signature is told where it stands', async () => {
    const [fault, ...others] = await faults(
      '// A start.\nexport function f(text: number): number { return text; }',
    );
    expect(others).toEqual([]);
    expect(fault).toMatch(
      /^2:1 Type '\(text: number\) => number' is not assignable to type '\(text: string, counts: number\[\]\) => number'/,
    );
  });

  test('a signature may name types that nobody knows here', async () => {
    const to = { ...signature, params: [{ name: 'board', type: 'Board' }] };
    expect(await faults('export const f = (board: { size: number }) => board.size;', to)).toEqual(
      [],
    );
  });

  test('are not silenced by comments', async () => {
    const source =
      '// @ts-nocheck\nexport function f(text: string): number {\n  // @ts-ignore\n  return text;\n}';
    expect(await faults(source)).toEqual(["4:3 Type 'string' is not assignable to type 'number'."]);
  });

  test('nothing of the disk is read for a candidate', async () => {
    const here = import.meta.filename;
    const source = `/// <reference path="${here}" />\nimport * as all from '${here}';\nexport const f = (): number => all.anything;`;
    expect(await faults(source)).toEqual([`1:22 File '${here}' not found.`]);
  });
});

describe('whatever a source is, checking it ends', () => {
  test.each([
    ['nothing', ''],
    ['half a program', 'export function f(text: string { ((('],
    ['brackets without end', '('.repeat(200_000)],
    ['open types without end', `export const f: ${'Array<'.repeat(100_000)} = 1;`],
  ])('%s', async (_, source) => {
    const finding = await check(source);
    expect(finding.kind === 'checked' ? finding.faults.length : 1).toBeGreaterThan(0);
    expect(await faults('export const f = () => 1;')).toEqual([]);
  });

  test('types that take for ever are ended, and the next source is checked', async () => {
    const hurried = typeScriptChecker({ limitMs: 3000 });
    const endless = `
      type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';
      type Six = \`\${Digit}\${Digit}\${Digit}\${Digit}\`;
      type Pair<A extends string> = A extends infer B extends string ? B extends Six ? [A, B] : never : never;
      type All<A> = A extends A ? (Six extends infer C ? (C extends A ? 1 : Pair<Six>) : never) : never;
      export const f = (): number => { const x: All<Six> = [] as never as Pair<Six>; return x as never; };`;
    const slow = await hurried.check(endless, signature, never);
    expect(slow).toMatchObject({ kind: 'timedOut', limitMs: 3000 });
    const next = await hurried.check('export const f = () => 1;', signature, never);
    expect(next.kind).toBe('checked');
    await hurried.close();
  });

  test('whoever is not waiting any more is told so', async () => {
    const control = new AbortController();
    const finding = checker.check('export const f = () => 1;', signature, control.signal);
    control.abort(new Error('enough'));
    await expect(finding).rejects.toThrow('enough');
    expect(await faults('export const f = () => 1;')).toEqual([]);
  });
});
