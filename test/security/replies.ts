import * as fc from 'fast-check';

const fence = '```';

/** Any text, broken Unicode included: code units in no order. */
const broken = fc
  .array(fc.oneof(fc.integer({ max: 0xff }), fc.integer({ min: 0xd7f0, max: 0xffff })), {
    maxLength: 40,
  })
  .map((units) => String.fromCharCode(...units.map((unit) => Math.abs(unit) & 0xffff)));

const bodies = fc.oneof(
  fc.constantFrom(
    'return a > b ? a : b;',
    'return;',
    'return arguments;',
    'throw null;',
    'throw { toString() { throw 1; } };',
    'return { then(f) { f(1); } };',
    'return [[[[a]]], [b]];',
    'return 1e999 - 1e999;',
    'return -0;',
    "return '\\ud800';",
    'return "\\0";',
    'return `${a',
    'return a >>>= b ??= /[/]/;',
    'return new.target;',
    'return import.meta;',
    'return await import("node:fs");',
    "return require('fs');",
    'return super.a;',
    '}}}{{{',
    '//',
    '/*',
    '<!-- return b -->',
    '#!',
    'yield a;',
    'with (Math) return max(a, b);',
    'return 08 + 0_1 + 1__0;',
    'return a satisfies number as unknown as never;',
    'return <any>a;',
  ),
  fc.nat({ max: 5000 }).map((digits) => `return ${'9'.repeat(digits)};`),
  fc.nat({ max: 5000 }).map((digits) => `return 0x${'f'.repeat(digits)}n;`),
  broken.map((text) => `return ${JSON.stringify(text)};`),
  broken.map((text) => `return '${text}';`),
);

/** Names that a function may not have, or that something else has. */
const names = fc.constantFrom(
  'smaller',
  'class',
  'await',
  'eval',
  'arguments',
  '__proto__',
  'constructor',
  'toString',
  'undefined',
  'default',
  'größer',
  '\u{1d4c1}',
  '\\u006carger',
);

/** Ways to declare a function, and to miss it. */
function declarations(name: string, body: string): readonly string[] {
  return [
    `function ${name}(a: number, b: number): number {\n  ${body}\n}`,
    `export function ${name}(a, b) { ${body} }`,
    `export default function ${name}(a, b) { ${body} }`,
    `export const ${name} = (a: number, b: number): number => { ${body} };`,
    `const ${name} = async (a, b) => { ${body} };`,
    `export async function ${name}(a, b) { ${body} }`,
    `export function* ${name}(a, b) { ${body} }`,
    `export class ${name} { constructor(a, b) { ${body} } }`,
    `export const ${name} = 5;`,
    `export let ${name};`,
    `export declare function ${name}(a: number, b: number): number;`,
    `export type ${name} = number;`,
    `export enum ${name} { a, b }`,
    `export namespace ${name} { export const a = 1; }`,
    `function inner(a, b) { ${body} }\nexport { inner as ${name} };`,
    `export { ${name} } from 'node:fs';`,
    `export * from './${name}.js';`,
    `import ${name} from '${name}';\nexport { ${name} };`,
    `import fs = require('fs');\nexport = ${name};`,
    `module.exports = { ${name}(a, b) { ${body} } };`,
    `function ${name}(a, b) { ${body} }\nfunction ${name}(a, b) { ${body} }`,
    `export function ${name}(a, b) { ${body} }\nexport { ${name} };`,
    `export function other(a, b) { ${body} }\nexport function ${name}(a) { return other(a, a); }`,
    `@decorated export function ${name}(a, b) { ${body} }`,
    `const { ${name} } = { ${name}: (a, b) => { ${body} } };\nexport { ${name} };`,
  ];
}

const frames: readonly ((code: string) => string)[] = [
  (code) => code,
  (code) => `Here it is.\n\n${fence}ts\n${code}\n${fence}\nThat is all.`,
  (code) => `${fence}ts\n${code}`,
  (code) => `${code}\n${fence}`,
  (code) => `${fence}\n${fence}ts\n${code}\n${fence}\n${fence}`,
  (code) => `~~~\n${fence}ts\n${code}\n~~~\n${fence}`,
  (code) => `${fence}ts\n${code}\n${fence}\n${fence}js\n${code.replace('a', 'b')}\n${fence}`,
  (code) => `${fence}ts\r\n${code.replaceAll('\n', '\r')}\r\n${fence}`,
  (code) => `\ufeff${fence}typescript\u2028${code}\u2029${fence}`,
  (code) => `<think>${code}</think>${fence}ts\n${fence}`,
  (code) => JSON.stringify({ code }),
];

/** Anything that a model asked for the function `name` may say, and much that it never would. */
export function reply(name: string): fc.Arbitrary<string> {
  const mostlyRight = fc.oneof({ weight: 3, arbitrary: fc.constant(name) }, names);
  const code = fc.tuple(mostlyRight, bodies, fc.nat()).map(([called, body, way]) => {
    const all = declarations(called, body);
    return all[way % all.length]!;
  });
  const framed = fc
    .tuple(fc.array(code, { minLength: 1, maxLength: 3 }), fc.constantFrom(...frames))
    .map(([parts, frame]) => frame(parts.join('\n')));
  const spoilt = fc.tuple(framed, fc.nat(), broken).map(([text, at, junk]) => {
    const place = at % (text.length + 1);
    return `${text.slice(0, place)}${junk}${text.slice(place)}`;
  });
  const cut = fc.tuple(framed, fc.nat()).map(([text, at]) => text.slice(0, at % (text.length + 1)));
  return fc.oneof({ weight: 3, arbitrary: framed }, spoilt, cut, broken, fc.string());
}

/** Replies that are made to exhaust or to deceive what reads them. */
export function hostileReplies(name: string): readonly string[] {
  const million = 1_000_000;
  const inFunction = (inside: string) =>
    `${fence}ts\nexport function ${name}(a, b) { return ${inside}; }\n${fence}`;
  const nested = (open: string, close: string, depth = 12_000) =>
    inFunction(`${open.repeat(depth)}a${close.repeat(depth)}`);
  return [
    '',
    '\0',
    '\ud800',
    ...['(', '[', '{', '`', '```\n', '<', '/*', "'", '\\', '\ud83d', '\n', '${'].map((text) =>
      text.repeat(million / text.length),
    ),
    ...['(', '[', '{', '`${', '!', '-', 'a=>', 'a?', 'new '].map((text) =>
      inFunction(text.repeat(30_000 / text.length)),
    ),
    nested('(', ')'),
    nested('[', ']'),
    nested('{a:', '}', 6000),
    nested('(()=>', ')', 6000),
    nested('f(', ')', 8000),
    nested('`${', '}`', 8000),
    nested('', '.a', 16_000),
    nested('', '+a', 16_000),
    nested('<T,>', '', 8000),
    inFunction(`'${'x'.repeat(48_000)}'`),
    inFunction('9'.repeat(48_000)),
    inFunction(`/${'(a?)'.repeat(8000)}/.test('a')`),
    inFunction(`[${'1,'.repeat(20_000)}]`),
    inFunction(`a as ${'Array<'.repeat(6000)}number${'>'.repeat(6000)}`),
    `${fence}ts\n${`export function ${name}(a, b) { return a; }\n`.repeat(1000)}${fence}`,
    `${fence}ts\nexport function ${name}(a, b) { return a; }\n${fence}\n`.repeat(20_000),
    `${fence}ts\n${'export const x = 1;\n'.repeat(2000)}${fence}`,
  ];
}
