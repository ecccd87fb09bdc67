/** What a hostile program is called, its text, and the kind or the value that it comes to. */
type Hostile = readonly [name: string, source: string, verdict: RegExp, onV8?: RegExp];

const identity = 'export const f = (x) => x;';

/** As a table of tests, each called by its name. */
export const named = (programs: readonly Hostile[]): readonly (readonly [string, Hostile])[] =>
  programs.map((program) => [program[0], program]);

/**
 * Programs that would keep whoever runs them for ever, or fill what they can reach. Where V8 comes
 * to something else than QuickJS, that stands behind it: it has other limits on the size of things.
 */
export const hostile: readonly Hostile[] = [
  ['an endless loop', 'export function f() { for (;;); }', /^timedOut$/],
  ['an endless loop while it is loaded', `${identity}\nfor (;;);`, /^timedOut$/],
  [
    'an endless loop that catches all',
    'export function f() { for (;;) try { for (;;); } catch {} }',
    /^timedOut$/,
  ],
  [
    'an endless loop in finally',
    'export function f() { try { for (;;); } finally { for (;;); } }',
    /^timedOut$/,
  ],
  [
    'an endless generator',
    'function* g() { for (;;) yield 1; }\nexport function f() { let s = 0; for (const x of g()) s += x; return s; }',
    /^timedOut$/,
  ],
  ['endless promises while it is loaded', `${identity}\nfor (;;) await null;`, /^rejected$/],
  [
    'a promise chain without end',
    `${identity}\nawait new Promise(() => { const again = () => Promise.resolve().then(again); again(); });`,
    /^rejected$/,
  ],
  [
    'a promise chain that it leaves behind',
    'export function f() { const again = () => Promise.resolve().then(again); again(); return 1; }',
    /^(?:1|timedOut)$/,
  ],
  [
    'an async function that waits without end',
    'export async function f() { for (;;) await null; }',
    /^(?:unusable|timedOut)$/,
  ],
  ['a wait for what never comes', `${identity}\nawait new Promise(() => {});`, /^rejected$/],
  ['an async function without end', 'export async function f() { for (;;); }', /^timedOut$/],
  [
    'a getter without end',
    "export const f = () => { throw Object.defineProperty(new Error(), 'message', { get() { for (;;); } }); };",
    /^timedOut$/,
  ],
  [
    'a proxy whose traps never end',
    'export const f = () => { const p = new Proxy({}, { get() { for (;;); } }); return p.x; };',
    /^timedOut$/,
  ],
  [
    'a sort that is never done',
    'export const f = () => [3, 2, 1].sort(() => { for (;;); });',
    /^timedOut$/,
  ],
  [
    'a regular expression that backtracks',
    "export const f = () => /^(a+)+$/.test('a'.repeat(50) + 'b');",
    /^timedOut$/,
  ],
  [
    'a heap that grows',
    'export function f() { const all = []; for (;;) all.push(new Array(1000).fill(1)); }',
    /^(?:threw|timedOut|crashed)$/,
  ],
  [
    'a heap that grows and catches',
    'export function f() { const all = []; for (;;) try { all.push(new Array(100000).fill(1)); } catch {} }',
    /^(?:timedOut|crashed)$/,
  ],
  [
    'array buffers',
    'export function f() { const all = []; for (;;) all.push(new ArrayBuffer(1 << 24)); }',
    /^(?:threw|crashed)$/,
    /^(?:threw|crashed|timedOut)$/,
  ],
  [
    'one array buffer beyond all',
    'export const f = () => new ArrayBuffer(2 ** 33).byteLength;',
    /^(?:threw|crashed)$/,
  ],
  [
    'a text that doubles',
    "export function f() { let s = 'x'; for (;;) s += s; }",
    /^(?:threw|crashed)$/,
  ],
  [
    'a text repeated',
    "export const f = () => 'x'.repeat(2 ** 30 - 1).length;",
    /^(?:threw|crashed)$/,
  ],
  [
    'a text that is padded',
    "export const f = () => 'x'.padEnd(2 ** 30 - 25, 'abc').length;",
    /^(?:threw|crashed)$/,
  ],
  [
    'a number with a billion digits',
    'export const f = () => (2n ** (2n ** 40n)) > 1n;',
    /^(?:threw|crashed|timedOut)$/,
  ],
  [
    'a map that grows',
    'export function f() { const m = new Map(); for (let k = 0; ; k++) m.set(k, [k]); }',
    /^(?:threw|timedOut|crashed)$/,
  ],
  [
    'symbols without end',
    'export function f() { const all = {}; for (;;) all[Symbol()] = 1; }',
    /^(?:threw|timedOut|crashed)$/,
  ],
  ['deep recursion', 'export function f(x) { return 1 + f(x + 1); }', /^threw$/],
  [
    'deep recursion that catches',
    'export function f(x) { try { return f(x + 1); } catch { return f(x); } }',
    /^(?:timedOut|threw|crashed|-?\d+)$/,
  ],
  [
    'deep recursion of a proxy',
    'const p = new Proxy({}, {}); Object.setPrototypeOf(p, p);\nexport const f = () => p.x;',
    /^(?:threw|crashed)$/,
  ],
  [
    'deep recursion of a replacer',
    "export const f = () => { const r = () => 'x'.replace(/x/, r); return r(); };",
    /^(?:threw|crashed)$/,
  ],
  [
    'JSON nested beyond all',
    // One operation, in which nothing is counted: on a loaded machine the wall ends it.
    "export const f = () => JSON.parse('['.repeat(5_000_000));",
    /^(?:threw|crashed|timedOut)$/,
  ],
  [
    'code nested beyond all',
    "export const f = () => eval('('.repeat(5_000_000));",
    /^(?:threw|crashed)$/,
  ],
  [
    'a pattern that repeats beyond all',
    "export const f = () => new RegExp('(?:(?:(?:a{1000}){1000}){1000}){1000}').test('a');",
    /^(?:threw|crashed|timedOut|false)$/,
  ],
  [
    'a pattern nested beyond all',
    "export const f = () => new RegExp('('.repeat(2_000_000));",
    /^(?:threw|crashed)$/,
  ],
  [
    'a flood of output',
    "export function f() { for (let k = 0; k < 1e5; k++) console.log('x'.repeat(1e4)); return 1; }",
    /^(?:1|timedOut)$/,
  ],
  [
    'a flood of results',
    'export const f = () => new Array(5_000_000).fill(0);',
    /^(?:unusable|threw)$/,
    /^(?:unusable|crashed|threw)$/,
  ],
  [
    'a shell',
    "export const f = () => process.getBuiltinModule('child_process').execSync('id').toString();",
    /^threw$/,
  ],
  [
    'a thousand descriptors',
    "import { openSync } from 'node:fs';\nexport const f = () => { for (;;) openSync('/dev/null'); };",
    /^rejected$/,
  ],
  [
    'a process without end',
    "export const f = () => { for (;;) require('node:child_process').fork('/'); };",
    /^threw$/,
  ],
];
