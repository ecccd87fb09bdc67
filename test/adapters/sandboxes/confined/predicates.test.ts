import { afterAll, describe, expect, test } from 'vitest';

import type { Property } from '../../../../src/domain/function.ts';
import type { Value } from '../../../../src/domain/value.ts';
import type { Outcome, Trial } from '../../../../src/ports/sandbox.ts';
import { confinedSandbox } from '../../../../src/adapters/sandboxes/confined/sandbox.ts';
import { workerProcessSandbox } from '../../../../src/adapters/sandboxes/worker-process/sandbox.ts';
import { trialOf } from '../../../../src/testing/sandbox/trial.ts';

const never = new AbortController().signal;
const sandbox = confinedSandbox({ workers: 1, engineOnly: true });
afterAll(() => sandbox.close());

const inputs = [[1], [-2], [30]];
const doubles = 'export const f = (x) => 2 * x;';

function holding(
  source: string,
  properties: Readonly<Record<string, string>>,
  on: readonly (readonly Value[])[] = inputs,
): Trial {
  const listed: Property[] = Object.entries(properties).map(([name, text]) => ({
    name,
    source: text,
  }));
  return trialOf(source, { kind: 'holds', properties: listed, inputs: on });
}

async function check(...trials: readonly Trial[]): Promise<Outcome[]> {
  return Array.fromAsync(sandbox.run(trials, never));
}

const brokenIn = (outcome: Outcome | undefined): unknown =>
  outcome?.kind === 'checked' ? outcome.broken : outcome;

describe('a property that is text', () => {
  test('holds where it says `true` of every input, and may call the function as often as it likes', async () => {
    const [outcome] = await check(
      holding(doubles, {
        odd: '(f, x) => f(-x) === -f(x)',
        additive: 'function (f, x) { return f(f(x)) === f(x) + f(x); }',
      }),
    );
    expect(outcome).toMatchObject({ kind: 'checked', total: 2, broken: [] });
  });

  test('is broken with the shortest input that shows it', async () => {
    const [outcome] = await check(holding(doubles, { small: '(f, x) => Math.abs(f(x)) < 4' }));
    expect(brokenIn(outcome)).toEqual([{ property: 'small', counterexample: '(-2)' }]);
  });

  test.each(['1', '"true"', 'undefined', '({ valueOf: () => true })', 'Promise.resolve(true)'])(
    'is not so because it answers %s',
    async (answer) => {
      const [outcome] = await check(holding(doubles, { loose: `() => (${answer})` }, [[1]]));
      expect(brokenIn(outcome)).toEqual([{ property: 'loose', counterexample: '(1)' }]);
    },
  );

  test('is told what it or the function threw', async () => {
    const [outcome] = await check(
      holding(`export function f(x) { throw new RangeError('too small'); }`, {
        calls: '(f, x) => f(x) > 0',
      }),
    );
    expect(brokenIn(outcome)).toEqual([
      { property: 'calls', counterexample: '(1): Error: RangeError: too small' },
    ]);
  });

  test.each(['(f, x) =>', '42', 'import("node:fs")', 'process.exit(1)'])(
    'is refused where it is no predicate: %s, also before there is an input',
    async (text) => {
      const [outcome, next] = await check(
        holding(doubles, { wrong: text }, []),
        holding(doubles, { right: '() => true' }),
      );
      expect(outcome).toMatchObject({
        kind: 'rejected',
        reason: expect.stringMatching(/^the property "wrong" cannot be used: /) as string,
      });
      expect(brokenIn(next)).toEqual([]);
    },
  );

  test('without an end is timed out as a program is, and leaves nothing of its time to the next ones', async () => {
    const trials = [
      holding(doubles, { endless: '() => { for (;;); }' }),
      holding(doubles, { right: '() => true' }),
    ];
    const [outcome, next] = await check(...trials.map((trial) => ({ ...trial, fuelMost: 200 })));
    expect(outcome).toMatchObject({ kind: 'timedOut', fuelMost: 200 });
    expect(brokenIn(next)).toEqual([]);
  });

  test('is paid for with the fuel of the trial, so that what others may spend follows from it', async () => {
    const trial = holding(doubles, {
      patient: '() => { for (let i = 0; i < 100000; i++); return true; }',
    });
    const [held, stopped] = await check(trial, { ...trial, fuelMost: 20 });
    expect(held).toMatchObject({ kind: 'checked', broken: [] });
    expect(held!.fuel).toBeGreaterThanOrEqual(30);
    expect(stopped).toMatchObject({ kind: 'timedOut', fuelMost: 20 });
  });

  test.each([
    ['the program returns', '(f, x) => { const many = f(x); return many.length === 9000; }'],
    ['it hands to the program', '(f, x) => { f(Array(9000).fill(x)); return true; }'],
    ['is no value in the end', '(f) => { try { f([]); } catch { return true; } }'],
  ])('is paid for what crosses, too: what %s', async (_, property) => {
    const many = `const many = Array(9000).fill(1);
export const f = (x) => Array.isArray(x) ? (x.length === 0 ? [...many, undefined] : 1) : many;`;
    const trial = holding(
      many,
      { property },
      Array.from({ length: 40 }, () => [1]),
    );
    const [held, stopped] = await check(trial, { ...trial, fuelMost: 40 });
    expect(held).toMatchObject({ kind: 'checked', broken: [] });
    expect(held!.fuel).toBeGreaterThanOrEqual((40 * 9000) / 2000);
    expect(stopped).toMatchObject({ kind: 'timedOut', fuelMost: 40, fuel: 40 });
  });

  test('meets no program before it is called, least of all the one before', async () => {
    const early = 'judged(1) === 2 && ((f, x) => f(x) === 2 * x)';
    const [, outcome] = await check(
      holding(doubles, { right: '() => true' }),
      holding(doubles, { early }),
    );
    expect(outcome).toMatchObject({
      kind: 'rejected',
      reason: expect.stringMatching(/no function outside of a call/) as string,
    });
  });

  test('a program without an end is timed out, whatever the property makes of it', async () => {
    const endless = holding('export const f = () => { for (;;); };', {
      forgiving: '(f, x) => { try { f(x); } catch {} return true; }',
    });
    const [outcome] = await check({ ...endless, fuelMost: 200 });
    expect(outcome).toMatchObject({ kind: 'timedOut', fuelMost: 200 });
  });
});

describe('between a property and a program only values cross', () => {
  test('what a program does to its globals, the property does not see', async () => {
    const [outcome] = await check(
      holding(
        `Math.abs = () => 0; Object.is = () => true; Array.prototype.every = () => true;
         export const f = (x) => { globalThis.seen = x; return 2 * x; };`,
        { small: '(f, x) => f(x) !== 60 && Math.abs(f(x)) < 100 && globalThis.seen === undefined' },
      ),
    );
    expect(brokenIn(outcome)).toEqual([{ property: 'small', counterexample: '(30)' }]);
  });

  test('every property meets the program in its first state', async () => {
    const [outcome] = await check(
      holding(
        'let calls = 0; export const f = () => ++calls;',
        {
          one: '(f) => f() === 1',
          two: '(f) => f() === 1',
        },
        [[1]],
      ),
    );
    expect(brokenIn(outcome)).toEqual([]);
  });

  test('records and null cross as well', async () => {
    const [outcome] = await check(
      holding(
        'export const f = (x) => ({ a: x, b: null });',
        {
          same: '(f, x) => f(x).a.c === x.c && f(x).b === null',
        },
        [[{ c: 3 }]],
      ),
    );
    expect(brokenIn(outcome)).toEqual([]);
  });
});

test('text is never run where programs that are pure by construction are', async () => {
  const plain = workerProcessSandbox({ workers: 1 });
  const [outcome] = await Array.fromAsync(
    plain.run([holding(doubles, { right: '() => true' })], never),
  );
  await plain.close();
  expect(outcome).toMatchObject({ kind: 'rejected' });
});
