import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { confinedSandbox } from '../../../../src/adapters/sandboxes/confined/sandbox.ts';
import type { FunctionSandbox, Trial } from '../../../../src/ports/sandbox.ts';
import { callsOf, trialOf } from '../../../../src/testing/sandbox/trial.ts';

let sandbox: FunctionSandbox;
beforeAll(() => void (sandbox = confinedSandbox({ workers: 1 })));
afterAll(() => sandbox.close());

const run = (...trials: Trial[]) =>
  Array.fromAsync(sandbox.run(trials, new AbortController().signal));
const once = callsOf([1]);
/** The clock would end it after a minute only. */
const withFuel = (source: string, fuelMost: number): Trial => ({
  ...trialOf(source, once, 60_000),
  fuelMost,
});

describe('work inside the engine is fuel, though it neither jumps nor calls', () => {
  const bombs: readonly (readonly [string, string])[] = [
    ['an array filled', 'const a = new Array(3e6).fill(0); for (;;) a.fill(1);'],
    ['bytes filled', 'const a = new Uint8Array(3e7); for (;;) a.fill(x);'],
    ['bytes moved', 'const a = new Uint8Array(3e7); for (;;) a.copyWithin(0, 1);'],
    [
      'texts sorted',
      'const a = Array.from({ length: 1e5 }, (_, i) => `${i * 7919}`); for (;;) a.sort();',
    ],
    ['text repeated', "for (;;) 'ab'.repeat(1e7);"],
    ['text put together', "let s = 'x'; for (;;) s = s.length > 1e7 ? 'x' : s + s;"],
    ['text split', "const s = 'a,'.repeat(1e6); for (;;) s.split(',');"],
    ['a search without an end', 'return [].indexOf.call({ length: 2 ** 53 - 1 }, 1);'],
    ['holes joined', 'return Array(2 ** 27).join().length;'],
    ['a pattern that goes back', "return /^(a+)+$/.test('a'.repeat(60) + 'b');"],
    ['large integers', 'let b = 3n; for (;;) b = b * b;'],
    ['digits of a large integer', 'const b = 3n ** 300000n; for (;;) b.toString();'],
    ['text read as JSON', "const s = '[' + '1,'.repeat(5e5) + '1]'; for (;;) JSON.parse(s);"],
    ['programs read', "for (;;) new Function('return ' + '1+'.repeat(1e5) + '1');"],
    ['memory up to its limit', 'const a = []; for (;;) a.push([x, x, x]);'],
    ['recursion that is caught', 'const f = (n) => 1 + f(n + 1); for (;;) try { f(0); } catch {}'],
  ];
  test.each(bombs)('%s', async (_, body) => {
    const source = `export function f(x) { ${body} }`;
    const twice = await run(withFuel(source, 10), withFuel(source, 10));
    for (const outcome of twice) {
      expect(outcome).toMatchObject({ kind: 'timedOut', fuelMost: 10, fuel: 10 });
    }
  });

  test('takes the same every time', async () => {
    const source = 'export const f = (x) => new Array(100_000).fill(x).sort().join().length;';
    const endless = withFuel('export const f = (x) => { for (;;) [x].fill(x); }', 7);
    const spent = (await run(withFuel(source, 500), endless, withFuel(source, 500))).map(
      ({ kind, fuel }) => `${kind} ${fuel}`,
    );
    expect(spent[0]).toMatch(/^returned [1-9]/);
    expect(spent[2]).toBe(spent[0]);
  });

  test('one that is out of it is taken again with more, in the same process', async () => {
    const source = 'export const f = (x) => new Array(100_000).fill(x).join().length;';
    const outcomes = await run(withFuel(source, 2), withFuel(source, 200));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['timedOut', 'returned']);
  });
});

describe('reading a program is nothing that it does', () => {
  const table = Array.from({ length: 30_000 }, (_, k) => k * 7919).join(', ');

  test('a long one may spend as little as a short one', async () => {
    const [outcome] = await run(
      withFuel(`const t = [${table}];\nexport const f = (x) => t[x];`, 10),
    );
    expect(outcome).toMatchObject({ kind: 'returned', fuel: 0 });
  });

  test('one that is read twice, as its types stand in unusual places, spends the same both times', async () => {
    const members =
      '{ #p = 1; m() { return this.#p; } static s() { return 2; } get q() { return 3; } }';
    const classes = Array.from({ length: 500 }, (_, k) => `class C${k} ${members}`).join('\n');
    const source = `${classes}\nexport const f = (x: number) => (x as number) + 1;`;
    const [first, second] = await run(withFuel(source, 500), withFuel(source, 500));
    expect(first).toMatchObject({ kind: 'returned' });
    expect(first!.fuel).toBeGreaterThan(0);
    expect(second!.fuel).toBe(first!.fuel);
  });
});
