import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import {
  Worker,
  type Job,
  type WorkerEnd,
} from '../../../../src/adapters/sandboxes/pool/worker.ts';
import type { Outcome } from '../../../../src/ports/sandbox.ts';
import { callsOf, trialOf } from '../../../../src/testing/sandbox/trial.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-worker-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A process that says what it is told to, where one of ours would judge. */
const saying = (code: string): string => `
const send = (message) => {
  const body = require('node:v8').serialize(message);
  const head = Buffer.alloc(4);
  head.writeUInt32LE(body.length);
  require('node:fs').writeSync(3, Buffer.concat([head, body]));
};
send({ kind: 'ready' });
process.stdin.once('data', () => { ${code} });
setInterval(() => {}, 1000);`;

const returned = (wallMs: string) =>
  `{ kind: 'returned', wallMs: ${wallMs}, results: [{ kind: 'value', value: 1 }] }`;

/** A worker with so many jobs that are never overdue, and what becomes of them and of it. */
function start(code: string, jobs: number, limitMs = 1e9) {
  const outcomes: Outcome[] = [];
  const ended = Promise.withResolvers<WorkerEnd>();
  const command = [process.execPath, '-e', saying(code)];
  const worker = new Worker({ command, folder }, () => undefined, ended.resolve);
  const trial = trialOf('export const f = (x) => x;', callsOf([1]), limitMs);
  const settle = (outcome: Outcome) => void outcomes.push(outcome);
  worker.give(
    Array.from({ length: jobs }, (): Job => ({ trial, settle, deaths: 0, dropped: false })),
  );
  return { worker, outcomes, end: ended.promise };
}

describe('what a process sends in the place of outcomes', () => {
  test.each([
    ['no outcomes, as a sign of life', 'setInterval(() => send([]), 5)'],
    ['a list that holds nothing where outcomes should be', 'send(new Array(1))'],
    ['more outcomes than it has trials', `send([${returned('1')}, ${returned('1')}])`],
    ['a time that is no number', `send([${returned('NaN')}])`],
    ['a time below nothing', `send([${returned('-1')}])`],
    ['fuel without end', `send([{ ...${returned('1')}, fuel: Infinity }])`],
  ])('%s: is its end, and no outcome', async (_, code) => {
    const { outcomes, end } = start(code, 1);
    expect(await end).toMatchObject({ reason: 'crashed', others: [] });
    expect(outcomes).toEqual([]);
  });

  test('more time than there was: is cut to what there was', async () => {
    const { worker, outcomes, end } = start(`send([${returned('1e300')}]); process.exit()`, 1);
    await end;
    expect(worker.load).toBe(0);
    expect(outcomes[0]?.wallMs).toBeLessThan(1e9);
  });
});

test('a process that says it is elsewhere each time that it is looked at is overdue all the same', async () => {
  const before = new Set(readdirSync(folder));
  const { worker, end } = start('', 2, 1);
  const progress = readdirSync(folder).find((name) => !before.has(name));
  let turn = 0;
  const watching = setInterval(() => {
    writeFileSync(join(folder, progress!), Uint8Array.of((turn++ % 2) + 1, 0, 0, 0));
    worker.watch(1e9);
  }, 5);
  const { reason } = await end;
  clearInterval(watching);
  expect(reason).toBe('timedOut');
});

test('where no descriptors are left, the run ends with an error that says so', () => {
  const program = fileURLToPath(new URL('./without-descriptors.ts', import.meta.url));
  const command = `ulimit -n 48; exec "$0" "$1"`;
  const said = execFileSync('/bin/sh', ['-c', command, process.execPath, program]).toString();
  expect(said).toMatch(/^SluiceError environment could not be started: .*EMFILE/);
});
