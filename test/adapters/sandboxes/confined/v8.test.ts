import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canConfine } from '../../../../src/adapters/sandboxes/confined/launch.ts';
import {
  confinedV8Sandbox,
  quickV8Sandbox,
} from '../../../../src/adapters/sandboxes/confined/sandbox.ts';
import type { FunctionSandbox, Outcome, Trial } from '../../../../src/ports/sandbox.ts';
import { callsOf, trialOf } from '../../../../src/testing/sandbox/trial.ts';
import { hostile, named } from './hostile.ts';

const never = new AbortController().signal;
const folder = mkdtempSync(join(tmpdir(), 'sluice-v8-'));
const canaryPath = join(folder, 'canary.txt');
const once1 = callsOf([1]);
const identity = trialOf('export const f = (x) => x;', once1);

/** Code that has what it wants of Node. */
const node = (code: string) =>
  `const fs = process.getBuiltinModule('fs');
  const cp = process.getBuiltinModule('child_process');
  ${code}`;

const valueOf = (outcome: Outcome | undefined): unknown => {
  const [result] = outcome?.kind === 'returned' ? outcome.results : [];
  return result?.kind === 'value' ? result.value : (result?.kind ?? outcome?.kind);
};

describe.runIf(canConfine())('V8 in a process of its own for every trial', () => {
  let sandbox: FunctionSandbox;
  beforeAll(() => {
    writeFileSync(canaryPath, 'canary');
    sandbox = confinedV8Sandbox({ workers: 2 });
  });
  afterAll(async () => {
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const run = (...trials: Trial[]) => Array.fromAsync(sandbox.run(trials, never));
  const values = async (...bodies: string[]) => {
    const trials = bodies.map((body) => trialOf(`export function f(x) { ${body} }`, once1, 5000));
    return (await run(...trials)).map(valueOf);
  };

  test('answers once a trial, in the order of the trials', async () => {
    const bodies = Array.from({ length: 8 }, (_, k) => `return x + ${k};`);
    expect(await values(...bodies)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('what one trial does to V8 is seen by no other', async () => {
    const spoiling = 'Array.prototype.map = () => [9]; globalThis.x = 9; return 1;';
    const looking = 'return [[1].map((y) => y)[0], typeof globalThis.x];';
    expect(await values(spoiling, looking, spoiling, looking)).toEqual([
      1,
      [1, 'undefined'],
      1,
      [1, 'undefined'],
    ]);
  });

  test('what has all of Node finds nothing of the machine', async () => {
    expect(
      await values(
        node(`return fs.readFileSync(${JSON.stringify(canaryPath)}, 'utf8');`),
        node("return cp.spawnSync('/bin/sh', ['-c', 'id']).status === 0;"),
        node("return cp.execFileSync(process.execPath, ['-p', '1']).length;"),
        node("return Object.keys(process.env).filter((name) => name !== 'PWD');"),
        node("return fs.writeFileSync('/planted', 'x');"),
      ),
    ).toEqual(['threw', false, 'threw', [], 'threw']);
  });

  test('a trial that ends its process, or never ends, is a verdict and no more', async () => {
    const trials = [
      trialOf('export const f = () => process.exit(3);', once1),
      identity,
      trialOf('export const f = () => { for (;;); };', once1, 500),
      identity,
    ];
    expect((await run(...trials)).map(({ kind }) => kind)).toEqual([
      'crashed',
      'returned',
      'timedOut',
      'returned',
    ]);
  });

  const withNode: readonly (readonly [string, string, RegExp])[] = [
    [
      'a flood of output',
      node("for (let k = 0; k < 1e4; k++) fs.writeSync(2, 'x'.repeat(1e4)); return 1;"),
      /^(?:1|timedOut|threw|crashed)$/,
    ],
    [
      'processes without end',
      node(
        "let started = 0; for (let k = 0; k < 50; k++) if (cp.spawnSync('/proc/self/exe', ['-v']).status === 0) started++; return started;",
      ),
      /^0$/,
    ],
    ['descriptors without end', node("for (;;) fs.openSync('/dev/null');"), /^(?:threw|crashed)$/],
    [
      'a frame of its own',
      node("fs.writeSync(3, Buffer.from('no frame at all')); return 1;"),
      /^(?:crashed|threw)$/,
    ],
  ];
  test.each(withNode)(
    '%s ends as its verdict, with its cost and none for the neighbours',
    async (_, body, verdict) => {
      const trials = [identity, trialOf(`export function f(x) { ${body} }`, once1, 3000), identity];
      const outcomes = await run(...trials);
      expect(String(valueOf(outcomes[1]))).toMatch(verdict);
      expect(outcomes[1]!.wallMs).toBeGreaterThan(0);
      expect([outcomes[0], outcomes[2]].map(valueOf)).toEqual([1, 1]);
    },
  );

  test('measures nanoseconds a call', async () => {
    const [outcome] = await run({
      ...identity,
      task: { kind: 'time', inputs: [[1], [2]], repetitions: 5 },
    });
    expect(outcome?.kind === 'timed' && outcome.nanoseconds.length).toBe(5);
  });
});

const neighbour = (k: number) => trialOf(`export const f = (x) => x + ${k};`, once1);
/** Nothing is counted here: what must end by itself has time, whatever else the machine does. */
const limitMs = (verdict: RegExp) => (verdict.test('timedOut') ? 400 : 60_000);

describe.runIf(canConfine()).each([
  ['a process of its own for each', confinedV8Sandbox],
  ['a process for all', quickV8Sandbox],
])('V8 in %s ends hostile programs as QuickJS does, at no cost of their neighbours', (_, open) => {
  let sandbox: FunctionSandbox;
  beforeAll(() => void (sandbox = open({ workers: 2 })));
  afterAll(() => sandbox.close());

  test.each(named(hostile))('%s', async (...[, program]) => {
    const [, source, onQuickJs, verdict = onQuickJs] = program;
    const trial = trialOf(source, once1, limitMs(verdict));
    const trials = [neighbour(1), trial, neighbour(2)];
    const outcomes = await Array.fromAsync(sandbox.run(trials, never));
    expect(String(valueOf(outcomes[1]))).toMatch(verdict);
    expect(outcomes[1]!.wallMs).toBeGreaterThan(0);
    expect([outcomes[0], outcomes[2]].map(valueOf)).toEqual([2, 3]);
  });
});
