import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { confinedSandbox } from '../../../../src/adapters/sandboxes/confined/sandbox.ts';
import type { Value } from '../../../../src/domain/value.ts';
import type { FunctionSandbox, Outcome, Task, Trial } from '../../../../src/ports/sandbox.ts';
import { specificationOf } from '../../../../src/testing/sandbox/specification.ts';
import { callsOf, trialOf } from '../../../../src/testing/sandbox/trial.ts';
import { hostile, named } from './hostile.ts';

const never = new AbortController().signal;
const once1 = callsOf([1]);
const identity = 'export const f = (x) => x;';

let sandbox: FunctionSandbox;
beforeAll(() => void (sandbox = confinedSandbox({ workers: 2 })));
afterAll(() => sandbox.close());

const run = (...trials: Trial[]) => Array.fromAsync(sandbox.run(trials, never));

/** What calling `f` with no arguments came to: the value, or the kind of what was no value. */
function seen(outcome: Outcome | undefined): unknown {
  if (outcome?.kind !== 'returned') return outcome?.kind;
  const [result] = outcome.results;
  return result?.kind === 'value' ? result.value : result?.kind;
}

const neighbour = (k: number) => trialOf(`export const f = (x) => x + ${k};`, once1);

describe('hostile candidates end as their verdict, and cost their neighbours nothing', () => {
  test.each(named(hostile))('%s', async (_, [, source, verdict]) => {
    const outcomes = await run(neighbour(1), trialOf(source, once1, 3000), neighbour(2));
    expect(String(seen(outcomes[1]))).toMatch(verdict);
    expect(outcomes[1]!.wallMs).toBeGreaterThan(0);
    expect([outcomes[0], outcomes[2]].map(seen)).toEqual([2, 3]);
  });

  test('in one batch, all of them at once', async () => {
    const trials = hostile.flatMap(([, source], k) => [neighbour(k), trialOf(source, once1, 3000)]);
    const outcomes = await run(...trials, neighbour(-1));
    expect(outcomes.length).toBe(2 * hostile.length + 1);
    for (const [k, [name, , verdict]] of hostile.entries()) {
      expect(seen(outcomes[2 * k])).toBe(1 + k);
      expect(`${name}: ${String(seen(outcomes[2 * k + 1]))}`).toMatch(
        new RegExp(`^${name}: ${verdict.source.slice(1)}`),
      );
    }
    expect(seen(outcomes.at(-1))).toBe(0);
  });
});

const count = (steps: number) =>
  `export function f() { let k = 0; while (k < ${steps}) k++; return k; }`;
const spending = (source: string, fuelMost: number): Trial => ({
  ...trialOf(source, once1),
  fuelMost,
});

describe('fuel decides what has timed out', () => {
  test('the same program spends the same, whatever ran before it', async () => {
    const trials = [0, 1, 2].flatMap(() => [
      spending(count(345_678), 1000),
      spending('export const f = () => { for (;;); };', 7),
    ]);
    const outcomes = await run(...trials);
    expect(new Set(outcomes.map(({ kind, fuel }) => `${kind} ${fuel}`)).size).toBe(2);
    expect(outcomes[1]).toMatchObject({ kind: 'timedOut', fuel: 7 });
    expect(outcomes[0]!.fuel).toBeGreaterThanOrEqual(68);
    expect(outcomes[0]!.fuel).toBeLessThanOrEqual(70);
  });

  test('a unit is 10,000 jumps or calls: a round of `while` jumps twice', async () => {
    const kinds = (await run(spending(count(95_000), 21), spending(count(95_000), 18))).map(
      ({ kind }) => kind,
    );
    expect(kinds).toEqual(['returned', 'timedOut']);
  });

  test('no limit of the clock is needed to end a loop', async () => {
    const endless = spending('export const f = () => { for (;;); };', 10);
    const outcomes = await run(...Array.from({ length: 50 }, () => endless));
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['timedOut']));
  });
});

describe('what comes out is defined for everything that a function can return', () => {
  const cases: readonly (readonly [string, string, unknown])[] = [
    ['NaN', 'NaN', NaN],
    ['negative zero', '-0', -0],
    ['infinities', '[Infinity, -Infinity]', [Infinity, -Infinity]],
    ['an array in which toJSON lies', 'Object.assign([1, 2], { toJSON: () => 7 })', [1, 2]],
    ['an array with a lying valueOf', 'Object.assign([1], { valueOf: () => 7 })', [1]],
    ['an array with further properties', 'Object.assign([1], { extra: 2 })', [1]],
    ['an array of another prototype', 'Object.setPrototypeOf([1, 2], { length: 9 })', [1, 2]],
    [
      'an array of a class of its own',
      'new (class extends Array { get length() { return 9; } })()',
      [],
    ],
    ['a frozen array', 'Object.freeze([1])', [1]],
    ['an object with toJSON', '({ toJSON: () => 1 })', 'unusable'],
    ['a thenable', '({ then: (go) => go(1) })', 'unusable'],
    ['a boxed text', "new String('x')", 'unusable'],
    ['a typed array', 'new Float64Array(3)', 'unusable'],
    ['arguments', '(function () { return arguments; })(1, 2)', 'unusable'],
    ['a proxy of a proxy', 'new Proxy(new Proxy([], {}), {})', 'unusable'],
    [
      'a revoked proxy',
      '(() => { const { proxy, revoke } = Proxy.revocable([], {}); revoke(); return proxy; })()',
      'unusable',
    ],
    ['a getter on an index', "Object.defineProperty([1, 2], '1', { get: () => 5 })", 'unusable'],
    [
      'an accessor on the prototype behind a hole',
      "(() => { Object.defineProperty(Array.prototype, '0', { get: () => 5 }); return new Array(1); })()",
      'unusable',
    ],
    ['arrays nested 32 deep', "JSON.parse('['.repeat(32) + ']'.repeat(32))", 'value'],
    ['arrays nested 33 deep', "JSON.parse('['.repeat(33) + ']'.repeat(33))", 'unusable'],
    ['a cycle through two', '(() => { const a = []; a.push([a]); return a; })()', 'unusable'],
    [
      'the same array 100,000 times',
      '(() => { const a = [1]; return new Array(100_000).fill(a); })()',
      'unusable',
    ],
    ['an array of a length beyond all', 'new Array(2 ** 32 - 1)', 'unusable'],
    ['a text with surrogates that stand alone', "'\\ud800x\\udc00'", '\ud800x\udc00'],
    ['a text with zeros', "'a\\0b'", 'a\0b'],
  ];
  test.each(cases)('%s', async (_, expression, expected) => {
    const [outcome] = await run(trialOf(`export const f = () => ${expression};`, callsOf([])));
    const result = seen(outcome);
    if (expected === 'value') expect(Array.isArray(result)).toBe(true);
    else expect(result).toEqual(expected);
  });

  test('any value comes across and back as it is', async () => {
    const { value } = fc.letrec<{ value: Value }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.double(),
        fc.integer(),
        fc.boolean(),
        fc.string({ unit: 'binary' }),
        fc.array(tie('value'), { maxLength: 5 }),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 50 }), async (values) => {
        const task = callsOf(...values.map((each) => [each]));
        const [outcome] = await run(trialOf(identity, task));
        const back = outcome?.kind === 'returned' ? outcome.results : [];
        expect(back.map((each) => each.kind === 'value' && each.value)).toEqual(values);
      }),
      { numRuns: 30 },
    );
  });
});

describe('no text that a model sends is more than a verdict', () => {
  const pieces = [
    'export ',
    'function f(',
    'f',
    '(',
    ')',
    '{',
    '}',
    '=> ',
    ';',
    '\n',
    '`',
    "'",
    '"',
    '${',
    'return ',
    '```ts',
    '/*',
    '//',
    ': number',
    '<',
    '>',
    'async ',
    'await ',
    'class ',
    'enum ',
    'import ',
    "import('x')",
    'import.meta',
    '\ud83d',
    '\u2028',
    '\0',
    '#!',
    'namespace N {',
    'declare ',
    '@x ',
    '1e999',
    '0x',
  ];
  test('pieces of programs in any order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 12 }), {
          minLength: 1,
          maxLength: 40,
        }),
        async (texts) => {
          const outcomes = await run(...texts.map((text) => trialOf(text.join(''), once1, 2000)));
          expect(outcomes.length).toBe(texts.length);
        },
      ),
      { numRuns: 15 },
    );
  });

  test.each([
    ['a megabyte of brackets', '('.repeat(900_000)],
    ['a megabyte of open types', `export const f: ${'Array<'.repeat(150_000)} = 1;`],
    ['a megabyte of templates', '`${'.repeat(300_000)],
    ['half a code fence', '```ts\nexport function f(x: number) { return x; }'],
    ['more than a megabyte', ' '.repeat(1_000_001)],
  ])('%s', async (_, source) => {
    const outcomes = await run(
      neighbour(1),
      trialOf(source, once1, 3000),
      trialOf('export const f = (x: number): number => x as number;', once1),
    );
    expect(outcomes[1]?.kind).toMatch(/^(?:rejected|crashed|timedOut)$/);
    expect([outcomes[0], outcomes[2]].map(seen)).toEqual([2, 1]);
  });
});

describe('a score cannot be touched', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-confined-'));
  let judging: FunctionSandbox;
  beforeAll(() => {
    const specPath = join(folder, 'guarded.sluice.ts');
    writeFileSync(specPath, specification);
    judging = confinedSandbox({ workers: 1, specPath });
  });
  afterAll(async () => {
    await judging.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const train: Task = { kind: 'score', split: 'train', seed: 1, from: 0, to: 3 };
  const scoresOf = async (source: string, fuelMost = 1000) => {
    const [outcome] = await Array.fromAsync(
      judging.run([{ ...trialOf(source, train), fuelMost }], never),
    );
    return outcome?.kind === 'scored' ? outcome.scores : outcome?.kind;
  };

  const honest = [2, 3, 4];
  test.each([
    ['an honest candidate', 'export const f = (x) => x + 1;', honest],
    [
      'patched prototypes',
      'Array.prototype.reduce = () => 1e9; Number.prototype.valueOf = () => 1e9; Object.prototype.total = 1e9;\nexport const f = (x) => x + 1;',
      honest,
    ],
    [
      'patched globals',
      'Math.max = () => 1e9; globalThis.Number = () => 1e9; globalThis.score = 1e9;\nexport const f = (x) => x + 1;',
      honest,
    ],
    ['state from call to call', 'let calls = 0;\nexport const f = () => ++calls;', [1, 1, 1]],
    [
      'an argument that is changed',
      'export const f = (x, list) => { list.length = 0; return x + 1; };',
      honest,
    ],
    [
      'an error that looks like a result',
      'export const f = () => { throw { score: 1e9, kind: "scored", scores: [1e9] }; };',
      'crashed',
    ],
    [
      'an object that turns into a number',
      'export const f = () => ({ valueOf: () => 1e9 });',
      'crashed',
    ],
    ['another type than was asked for', "export const f = () => '1000000000';", 'crashed'],
    [
      'a loop whose interruption the judge swallows',
      'export const f = (x) => { if (x === 2) for (;;); return x + 1; };',
      'timedOut',
    ],
  ])('by %s', async (_, source, expected) => {
    expect(await scoresOf(source)).toEqual(expected);
  });

  test('calls from a score are counted: the budget is one for all instances', async () => {
    const source = 'export const f = (x) => { for (let k = 0; k < 100_000; k++); return x + 1; };';
    expect(await scoresOf(source, 100)).toEqual(honest);
    expect(await scoresOf(source, 25)).toBe('timedOut');
  });
});

const specification = specificationOf(`{
  direction: 'maximise',
  instances: () => [1, 2, 3].map((x) => ({ x, list: [x, x] })),
  evaluate: (candidate, { x, list }) => {
    let result;
    try { result = candidate(x, list); } catch (error) { if (x === 2) return 0; throw error; }
    if (list.length !== 2) throw new Error('the instance was changed');
    return [result].reduce((total, each) => Math.max(total, each), 0);
  },
  baselines: { zero: () => 0 },
}`);
