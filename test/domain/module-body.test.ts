import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { importsName, moduleBody } from '../../src/domain/module-body.ts';

/** What a module exports, by way of its body. */
function bodyOf(module: string, imports = {}): Record<string, unknown> {
  const { body, exported, refused } = moduleBody(module, imports);
  expect(refused).toEqual([]);
  const all = [...exported].map(([outside, local]) => `${JSON.stringify(outside)}: ${local}`);
  // oxlint-disable-next-line typescript/no-implied-eval -- this is what bodies are for
  const run = new Function(importsName, `'use strict';\n${body}\n;return { ${all.join(', ')} };`);
  return run(imports) as Record<string, unknown>;
}

/** What the engine itself says that it exports. */
const moduleOf = async (module: string): Promise<Record<string, unknown>> => ({
  ...((await import(
    /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(module)}`
  )) as object),
});

/** Functions by what they return for 4, since two evaluations make two of each. */
function told(exports: Record<string, unknown>) {
  const entries = Object.entries(exports).map(([name, part]) => [name, shown(part)] as const);
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function shown(part: unknown): unknown {
  if (typeof part !== 'function') return part;
  if (String(part).startsWith('class')) return 'a class';
  const result = (part as (x: number) => unknown)(4);
  return typeof result === 'object' ? Object.prototype.toString.call(result) : result;
}

/** Statements of a module, of which each may stand beside any other. */
const statements = [
  'export function f(x) { return 2 * x; }',
  '/** A doc. */ export function f2(x) { return x / 2 / 1; }',
  'export\nfunction f3(x) {\n  return x;\n}',
  'export async function f4() {}',
  'export function* f5() {}',
  'export const f6 = (x) => x + 1, f7 = (x) => ({ a: [x, 1] }).a[0]',
  'export let f8 = function (x) { return x; }, f9 = 5',
  'export var f10',
  'export const { a: f11, ...f12 } = { a: 1, b: 2 }, [f13, , [f14 = 7]] = [1, 2, []]',
  'export const { [`k`]: f15, b: { c: f16 } = { c: 3 }, f17 = { x: 1, y: 2 } } = { k: 1 }',
  'export class F18 { static g = /[}]/u; m() { return `}`; } }',
  'const g19 = (x) => x * 3\nexport { g19, g19 as f19, g19 as "a name" }',
  'export { g20 as f20 };\nfunction g20(x) { return x / 3 }',
  'const t21 = `\nexport function no() {}\n${`export { ${1} }`}`\nexport const f21 = () => t21',
  'export const f22 = (x) => x > 1 ? /export { no }/.test("a") : x / 2 / 1',
  "// export const no1 = 1\n/*\nexport const no2 = 2\n*/\nconst t23 = 'export { no }'",
  'if (typeof f24 === "function") /[/}]`/.test("a")\nexport function f24(x) { return x }',
  'export const f25 = async (x) => { await x }\nlet u25 = 1, v25 = 2',
  'export const f26 = 1 /* , no */ + 2\nfor (const x of [1]) u26(x), u26\nfunction u26() {}',
  'const o27 = { export: 1, import: 2, default: 3 }\nexport const f27 = o27.export / o27.import',
  'let u28 = 4\nu28++\n/2/1\nexport const f28 = u28 / 2, g28 = u28',
];
const defaults = [
  '',
  'export default f0',
  'export default (x) => x - 1',
  'export default function (x) { return x - 2; }\n(1)',
  'export default async function () {}',
  'export default function f29(x) { return x }',
  'export default class { }',
  'export default class extends Array { }',
  'export default { a: 1, b: [2, 3] }',
];

test('a body exports what the module does, whatever stands beside', async () => {
  const lines = fc.shuffledSubarray(statements, { minLength: 1, maxLength: 6 });
  const joint = fc.constantFrom('\n', ';\n', '\n;', '\n// export { no }\n', '\n/* ` */ ');
  const property = fc.asyncProperty(
    lines,
    fc.constantFrom(...defaults),
    joint,
    async (some, last, join) => {
      const module = ['const f0 = (x) => x', ...some, last].join(join);
      const real = await moduleOf(module).catch(() => undefined);
      // Not all of them go together on one line.
      fc.pre(real !== undefined);
      expect(told(bodyOf(module))).toEqual(told(real));
    },
  );
  await fc.assert(property, { numRuns: 300 });
});

test.each([...statements, ...defaults])(
  'a body exports what the module does: %s',
  async (statement) => {
    const module = `const f0 = (x) => x\n${statement}`;
    expect(told(bodyOf(module))).toEqual(told(await moduleOf(module)));
  },
);

test('imports are there before anything else, by every form of importing', () => {
  const imports = { lib: { default: 1, two: 2, three: 3 } };
  const module = `export const f = () => [one, two, zwei, all.three, eins];
import one, { two, two as zwei } from 'lib';
import * as all from "lib" with { type: 'js' }
import { default as eins } from 'lib'
import 'lib'
export { three } from 'lib'
export * as lib from 'lib'
export * from 'lib'`;
  const { f, ...others } = bodyOf(module, imports);
  expect((f as () => unknown)()).toEqual([1, 2, 2, 3, 1]);
  expect(others).toEqual({ lib: imports.lib, two: 2, three: 3 });
});

test('what may not be imported is told, by every form of importing', () => {
  const module = `import a from 'a'\nimport 'b'\nexport * from 'c'\nexport { d } from 'd'`;
  expect(moduleBody(module, {}).refused).toEqual(['a', 'b', 'c', 'd']);
});

test('a text of any letters has a body, whatever it would parse as', () => {
  const letters = fc.constantFrom(
    ...Array.from('{}()[]`$/\'"\\ \n;,.=>ax*'),
    'export ',
    'import ',
    'default ',
    'from ',
  );
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 60 }), (all) => {
      expect(typeof moduleBody(all.join(''), {}).body).toBe('string');
    }),
    { numRuns: 2000 },
  );
});
