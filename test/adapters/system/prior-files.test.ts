import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { priorFiles } from '../../../src/adapters/system/prior-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-priors-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lessons = 40;
const tested = new URL('../../../src/adapters/system/prior-files.ts', import.meta.url).href;

/** Teaches so often, and as quickly as it can, once it is told to begin. */
const teaching = `
import(${JSON.stringify(tested)}).then(({ priorFiles }) => {
  const priors = priorFiles(${JSON.stringify(folder)});
  console.log('ready');
  process.stdin.once('data', () => {
    for (let lesson = 0; lesson < ${lessons}; lesson++) priors.change('grammar', (known = 0) => known + 1);
    process.exit();
  });
});`;

test('every run that ends teaches, also where several end together', async () => {
  const runs = Array.from({ length: 3 }, () =>
    spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '-e', teaching], {
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  );
  await Promise.all(runs.map((run) => once(run.stdout, 'data')));
  const ends = runs.map((run) => once(run, 'close'));
  for (const run of runs) run.stdin.write('begin\n');
  expect(await Promise.all(ends)).toEqual(runs.map(() => [0, null]));
  expect(priorFiles(folder).read('grammar')).toBe(runs.length * lessons);
});

test('what cannot be read counts as nothing learnt, and is learnt over', () => {
  writeFileSync(join(folder, 'broken.json'), '{ half');
  const priors = priorFiles(folder);
  expect(priors.read('broken')).toBeUndefined();
  priors.change('broken', (prior) => ({ had: prior ?? null }));
  expect(priors.read('broken')).toEqual({ had: null });
});

const failing = (): never => {
  throw new Error('no');
};

test('whoever fails to learn leaves what was known, and keeps nobody waiting', () => {
  const priors = priorFiles(folder);
  priors.change('kept', () => 1);
  expect(() => priors.change('kept', failing)).toThrow('no');
  priors.change('kept', (prior) => (prior as number) + 1);
  expect(priors.read('kept')).toBe(2);
});

test('what cannot be written is not learnt, and costs no run its end', () => {
  const closed = join(folder, 'closed');
  writeFileSync(closed, '');
  expect(() => priorFiles(closed).change('grammar', () => 1)).not.toThrow();
  const spoilt = mkdtempSync(join(folder, 'spoilt-'));
  writeFileSync(join(spoilt, 'lock.sqlite'), 'no database, whatever it is called'.repeat(100));
  expect(() => priorFiles(spoilt).change('grammar', () => 1)).not.toThrow();
});
