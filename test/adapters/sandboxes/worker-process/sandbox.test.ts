import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { workerProcessSandbox } from '../../../../src/adapters/sandboxes/worker-process/sandbox.ts';
import { SluiceError } from '../../../../src/domain/errors.ts';
import type { FunctionSandbox, Outcome, Trial } from '../../../../src/ports/sandbox.ts';
import { callsOf, trialOf } from '../../../../src/testing/sandbox/trial.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const open: FunctionSandbox[] = [];
afterEach(async () => void (await Promise.all(open.splice(0).map((sandbox) => sandbox.close()))));

function sandboxWith(
  options: Partial<Parameters<typeof workerProcessSandbox>[0]> = {},
): FunctionSandbox {
  const sandbox = workerProcessSandbox({ workers: 1, ...options });
  open.push(sandbox);
  return sandbox;
}

const never = new AbortController().signal;
const once1 = callsOf([1]);
const identity = trialOf('export const f = (x) => x;', once1);
const run = (sandbox: FunctionSandbox, ...trials: Trial[]) =>
  Array.fromAsync(sandbox.run(trials, never));

async function valueOf(sandbox: FunctionSandbox, expression: string): Promise<unknown> {
  const [outcome] = await run(
    sandbox,
    trialOf(`export const f = () => ${expression};`, callsOf([])),
  );
  const result = (outcome as Extract<Outcome, { kind: 'returned' }>).results[0]!;
  return result.kind === 'value' ? result.value : result;
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function gone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100 && isAlive(pid); tries++) await wait(50);
  return !isAlive(pid);
}

test('who waits while others have the processor is not held to the clock alone', async () => {
  const waits = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 900)';
  const waiting = trialOf(`export const f = (x) => { ${waits}; return x; };`, once1, 300);
  const [outcome] = await run(sandboxWith(), waiting);
  expect(outcome?.kind).toBe('returned');
});

test('who waits for ever is ended by the clock', async () => {
  const waits = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)';
  const waiting = trialOf(`export const f = () => ${waits};`, once1, 100);
  const outcomes = await run(sandboxWith(), waiting, identity);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['timedOut', 'returned']);
});

describe('a process that dies takes only its own trial with it', () => {
  test.each([
    ['process.exit', 'process.exit(7)', /code 7/],
    ['abort', 'process.abort()', /SIG(?:ABRT|TRAP|ILL)/],
    ['SIGKILL', "process.kill(process.pid, 'SIGKILL')", /SIGKILL/],
    [
      'noise where outcomes are expected',
      "process.getBuiltinModule('fs').writeSync(3, 'noise noise noise')",
      /no answer/,
    ],
  ])('%s', async (_, expression, error) => {
    const killer = trialOf(`export const f = () => ${expression};`, once1);
    const outcomes = await run(sandboxWith(), identity, killer, identity);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['returned', 'crashed', 'returned']);
    expect(outcomes[1]).toMatchObject({ error: expect.stringMatching(error) });
  });

  test('what an earlier trial left behind is not held against the next', async () => {
    const hoard = trialOf('globalThis.full = true; export const f = (x) => x;', once1);
    const victim = trialOf(
      'export const f = (x) => (globalThis.full ? process.exit(1) : x);',
      once1,
    );
    const outcomes = await run(sandboxWith(), hoard, victim);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['returned', 'returned']);
  });

  test('memory is bounded, and running out of it says so', async () => {
    const source =
      'export const f = () => { const all = []; for (;;) all.push(new Array(1000).fill(all.length)); };';
    const [outcome] = await run(
      sandboxWith({ memoryMegabytes: 32 }),
      trialOf(source, once1, 30_000),
    );
    expect(outcome).toMatchObject({ kind: 'crashed', error: 'it ran out of memory' });
  });
});

describe('a process has nothing that is not its own', () => {
  test('its environment is empty', async () => {
    expect(await valueOf(sandboxWith(), 'Object.keys(process.env)')).toEqual([]);
  });

  test('it works in a folder of its own, which goes with the sandbox', async () => {
    const sandbox = sandboxWith();
    const own = (await valueOf(sandbox, 'process.cwd()')) as string;
    expect(own).not.toBe(process.cwd());
    await sandbox.close();
    expect(existsSync(own)).toBe(false);
  });
});

test('Ctrl-C in a terminal, which reaches every process, ends no trial', async () => {
  const sandbox = sandboxWith();
  const pid = (await valueOf(sandbox, 'process.pid')) as number;
  process.kill(pid, 'SIGINT');
  expect(await valueOf(sandbox, 'process.pid')).toBe(pid);
});

describe('no process outlives its purpose', () => {
  test('closing ends every process, also one in an endless loop', async () => {
    const sandbox = sandboxWith();
    const pid = (await valueOf(sandbox, 'process.pid')) as number;
    const looping = run(sandbox, trialOf('export const f = () => { for (;;); };', once1, 60_000));
    const ended = expect(looping).rejects.toBeInstanceOf(SluiceError);
    await sandbox.close();
    await ended;
    expect(await gone(pid)).toBe(true);
  });

  test('an aborted list ends the process that works for nobody else', async () => {
    const sandbox = sandboxWith();
    const pid = (await valueOf(sandbox, 'process.pid')) as number;
    const stop = new AbortController();
    const trials = [trialOf('export const f = () => { for (;;); };', once1, 60_000)];
    const looping = Array.fromAsync(sandbox.run(trials, stop.signal));
    setTimeout(() => stop.abort(), 50);
    await expect(looping).rejects.toMatchObject({ name: 'AbortError' });
    expect(await gone(pid)).toBe(true);
    expect(await run(sandbox, identity)).toMatchObject([{ kind: 'returned' }]);
  });

  test('killing the parent outright takes a looping process with it', async () => {
    const maker = fileURLToPath(new URL('./orphan-maker.ts', import.meta.url));
    const parent = spawn(process.execPath, [maker], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    await wait(100);
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    expect(await gone(pid)).toBe(true);
  });
});

describe('a module that does not load ends the run with an error of input', () => {
  test.each([
    ['throws', "throw new Error('not today');", /not today/],
    ['loops', 'for (;;);', /had not loaded after 300 ms/],
    ['ends the process', 'process.exit(3);', /code 3/],
  ])('a module that %s', async (name, text, found) => {
    const specPath = join(folder, `${name.replaceAll(' ', '-')}.sluice.ts`);
    writeFileSync(specPath, `${text}\nexport default {};`);
    const sandbox = sandboxWith({ specPath, loadingMsMost: name === 'loops' ? 300 : 30_000 });
    const error: unknown = await run(sandbox, identity).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SluiceError);
    expect(error).toMatchObject({
      fault: 'input',
      place: specPath,
      found: expect.stringMatching(found),
    });
  });
});
