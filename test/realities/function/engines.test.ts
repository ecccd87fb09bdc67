import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canConfine } from '../../../src/adapters/sandboxes/confined/launch.ts';
import { hasPassed, type Evidence } from '../../../src/domain/evidence.ts';
import type { Reality } from '../../../src/ports/reality.ts';
import { candidateOf } from '../../../src/testing/reality-contract.ts';
import { openConfined } from './confined.ts';

const never = new AbortController().signal;

const doubled = JSON.stringify({
  intent: 'Twice a number.',
  function: { name: 'f', params: [{ name: 'x', type: 'number' }], returns: 'number' },
  examples: [1, 2, 3].map((x) => ({ args: [x], result: 2 * x })),
  heldOut: [{ args: [1000], result: 2000 }],
});

/** QuickJS has no `Intl`: what asks for it can tell where it is. */
const isOnV8 = "typeof Intl !== 'undefined'";
const f = (body: string) => `export function f(x: number): number {\n  ${body}\n}\n`;
const honest = f('return 2 * x;');

/** Out of its realm, by what its guard is made of, and into the globals of its neighbours. */
const spoiling = (what: string) =>
  f(`
if (${isOnV8}) {
  const { Array } = sluiceUsable$.constructor('return globalThis')();
  ${what};
}
return 2 * x;`);

/** Node's own `process`: out of the realm in the process of many, and without that alone. */
const reading = (what: string) =>
  f(`
if (${isOnV8}) {
  const host = sluiceUsable$.constructor('return process')();
  const said = 'LOOT' + host.execPath;
  const send = (outcome) => {
    const body = host.getBuiltinModule('v8').serialize([{ wallMs: 1, ...outcome }]);
    const head = Buffer.alloc(4);
    head.writeUInt32LE(body.length);
    host.getBuiltinModule('fs').writeSync(3, Buffer.concat([head, body]));
  };
  const { Buffer } = host.getBuiltinModule('buffer');
  ${what};
}
return 2 * x;`);

describe.runIf(canConfine())('on V8, once more,', () => {
  let reality: Reality;
  /** Trials that had a process of their own. */
  let askedAlone = 0;
  beforeAll(async () => {
    reality = await openConfined(doubled, false, ({ quick, alone }) => ({
      quick,
      alone: {
        confinement: alone.confinement,
        run: (trials, signal) => {
          askedAlone += trials.length;
          return alone.run(trials, signal);
        },
        close: () => alone.close(),
      },
    }));
  });
  afterAll(() => reality.close());
  const judge = (stage: string, ...sources: string[]): Promise<Evidence[]> =>
    Array.fromAsync(reality.judge(stage, sources.map(candidateOf), never));

  test('whoever is about to take a cell is judged, and told where engines differ', async () => {
    const [same, other] = await judge(
      'v8-visible',
      honest,
      f(`return ${isOnV8} && x > 1 ? 0 : 2 * x;`),
    );
    expect(same).toMatchObject({ verdict: 'passed', passed: 3, total: 3 });
    expect(other).toMatchObject({
      verdict: 'failed',
      passed: 1,
      total: 3,
      feedback:
        'On V8 it does something else than in QuickJS, where it was judged: f(2) returned 4 in QuickJS, and not on V8.',
    });
  });

  test('contenders are judged on what is held out too, of which nothing is told', async () => {
    const [same, other] = await judge('v8', honest, f(`return ${isOnV8} && x > 99 ? 0 : 2 * x;`));
    expect(same).toMatchObject({ verdict: 'passed' });
    expect(other).toMatchObject({ verdict: 'failed' });
    expect(other?.verdict === 'failed' && other.feedback).toContain('that it was not shown');
    expect(JSON.stringify({ ...other, wallMs: 0 })).not.toContain('1000');
  });

  test.each([
    ['throws', 'throw new Error(said)'],
    ['returns', 'return said'],
    ['returns what is no value, by a name', 'return new (class { static name = said })()'],
    ['calls its end', "send({ kind: 'crashed', error: said })"],
    ['calls a reason', "send({ kind: 'rejected', reason: said })"],
    ['calls a limit', "send({ kind: 'timedOut', limitMs: 70077, fuelMost: 70077 })"],
    ['ends with', 'host.exit(77)'],
    [
      'calls a score',
      "send({ kind: 'returned', results: Array(3).fill({ kind: 'value', value: 70077 }) })",
    ],
  ])('what it read there and %s is told to nobody', async (_, what) => {
    for (const stage of ['v8-visible', 'v8', 'timing']) {
      const [{ candidate: _said, wallMs: _took, ...seen }] = (await judge(
        stage,
        reading(what),
      )) as [Evidence];
      if (stage !== 'timing') expect(seen.verdict).not.toBe('passed');
      // Times have whatever digits they have.
      expect(JSON.stringify({ ...seen, measures: {} })).not.toMatch(/LOOT|77/);
    }
  });

  test('a right function is right by whatever form it is exported', async () => {
    const g = 'function g(x: number): number {\n  return 2 * x;\n}\n';
    const forms = [
      `${g}export { g as f };\nexport default g;\n`,
      `${g}export const unused = 1,\n  f = g;\n`,
      `/** Twice. */ export function f(x: number): number { return 2 * x; }\nexport default (x: number) => f(x);\n`,
      `${g}export const { f } = { f: g };\n`,
    ];
    const seen = await judge('v8-visible', ...forms);
    expect(seen.map(({ verdict }) => verdict)).toEqual(forms.map(() => 'passed'));
  });

  test('rounding is no difference, and an error is one where there was none', async () => {
    const [rounds, throws] = await judge(
      'v8-visible',
      f(`return ${isOnV8} ? 2 * x * (1 + 1e-12) : 2 * x;`),
      f(`if (${isOnV8}) throw new Error('here'); return 2 * x;`),
    );
    expect(rounds?.verdict).toBe('passed');
    expect(throws?.verdict).toBe('failed');
  });

  test('what spoils the process of many costs its neighbours nothing, and later ones no process', async () => {
    const spoiler = spoiling('Array.prototype.map = () => []');
    const batch = [honest, spoiler, f('return x + x;'), f('return x * 2;')];
    const before = askedAlone;
    const seen = await judge('v8-visible', ...batch);
    expect([0, 2, 3].map((at) => seen[at]?.verdict)).toEqual(['passed', 'passed', 'passed']);
    const spoiled = askedAlone;
    expect(spoiled - before).toBeGreaterThanOrEqual(2);
    // Who comes next is judged in the process of many again: that one has been replaced.
    expect((await judge('v8-visible', honest, f('return x * 2;'))).every(hasPassed)).toBe(true);
    expect(askedAlone).toBe(spoiled);
  });

  test('what silences the process of many costs its neighbours nothing', async () => {
    const silencer = spoiling('Array.prototype.push = () => 0');
    const seen = await judge('v8-visible', honest, silencer, f('return x + x;'));
    expect([0, 2].map((at) => seen[at]?.verdict)).toEqual(['passed', 'passed']);
  });

  test('a loop that V8 alone enters is a verdict', async () => {
    const [loops, after] = await judge('v8', f(`while (${isOnV8}); return 2 * x;`), honest);
    expect(loops?.verdict).toBe('timedOut');
    expect(hasPassed(after!)).toBe(true);
  });

  test('a trial may spend what it is told, and what it spent is told', async () => {
    const loop = f('for (;;); return 2 * x;');
    const batch = [loop, honest].map(candidateOf);
    const [stopped, passed] = await Array.fromAsync(reality.judge('examples', batch, never, 12));
    expect(stopped).toMatchObject({ verdict: 'timedOut', fuelMost: 12 });
    expect(passed).toMatchObject({ verdict: 'passed', fuel: 0 });
  });

  test('times are those of V8, and taken of contenders', async () => {
    const timing = reality.stages.find(({ name }) => name === 'timing');
    expect(timing?.audience).toBe('contenders');
    const [seen] = await judge('timing', honest);
    expect(hasPassed(seen!) && seen.measures?.['medianNs']).toBeGreaterThan(0);
  });
});

test('without V8 nothing is timed', async () => {
  const reality = await openConfined(doubled, true);
  expect(reality.stages.map(({ name }) => name)).toEqual(['examples', 'heldOut']);
  await reality.close();
});

describe.runIf(canConfine())('where a score judges,', () => {
  test('instances are scored again on V8', async () => {
    const spec = `export default {
      intent: 'A rule near the square root.',
      function: { name: 'f', params: [{ name: 'x', type: 'number' }], returns: 'number' },
      score: {
        direction: 'minimise',
        instances: () => [1, 4, 9, 16],
        evaluate: (candidate, x) => Math.abs(candidate(x) - Math.sqrt(x)),
        baselines: { itself: (x) => x },
      },
    };`;
    const reality = await openConfined(spec);
    const [same, other] = await Array.fromAsync(
      reality.judge(
        'v8',
        [f('return Math.sqrt(x) / 2;'), f(`return ${isOnV8} ? 3 : 2;`)].map(candidateOf),
        never,
      ),
    );
    await reality.close();
    expect(same).toMatchObject({ verdict: 'passed', passed: 4, total: 4 });
    expect(other).toMatchObject({ verdict: 'failed', passed: 0 });
    expect(other?.verdict === 'failed' && other.feedback).toContain(
      'it scores 1 in QuickJS on instance 1, and not on V8.',
    );
  });
});
