import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { afterAll, expect, it } from 'vitest';

import { openEngine } from '../../src/index.ts';
import { noiseSpec } from '../fixtures/larger.ts';
import { temporaryFolder } from '../fixtures/temporary-folder.ts';
import { writtenSpec } from '../fixtures/written-spec.ts';

const main = fileURLToPath(new URL('../../src/faces/cli/main.ts', import.meta.url));
const home = temporaryFolder();
const engine = await openEngine({ home });
afterAll(() => engine.close());

/** The run is under way until it is killed. */
const noise = writtenSpec(noiseSpec);

const never = new AbortController().signal;
const node = ['--disable-warning=ExperimentalWarning', main];
const env = { PATH: process.env['PATH'], SLUICE_HOME: home };

it('a run is carried out by one process at a time; once that is killed another goes on at once', async () => {
  const given = ['solve', noise, '--seed', '3', '--seconds', '600'];
  const child = spawn(process.execPath, [...node, ...given], { env, stdio: 'ignore' });
  const gone = once(child, 'exit');
  while (engine.ledger.runs().length === 0) {
    expect(child.exitCode).toBeNull();
    await wait(10);
  }
  const run = engine.ledger.runs()[0]!.header.id;

  await expect(engine.resume(run, {}, () => undefined, never)).rejects.toThrow(
    `process ${child.pid} on this machine is carrying it out`,
  );
  const second = spawnSync(process.execPath, [...node, 'resume', run], { env, encoding: 'utf8' });
  expect(second.status).toBe(2);
  expect(second.stderr).toContain(`process ${child.pid}`);
  const kinds = new Set(engine.ledger.read(run)!.events.map(({ kind }) => kind));
  expect(kinds.has('resumed')).toBe(false);

  child.kill('SIGKILL');
  await gone;
  const further = { budget: { candidates: 1000 } };
  expect((await engine.resume(run, further, () => undefined, never)).status).toBe('exhausted');
  // And it is free again.
  expect((await engine.resume(run, further, () => undefined, never)).status).toBe('exhausted');
}, 180_000);
