import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

import { openSqliteLedger } from '../../../src/adapters/ledgers/sqlite/ledger.ts';
import { batchOf } from './numbered-batches.ts';

const appender = fileURLToPath(new URL('./appender.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'sluice-surroundings-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a shell script that may say `append PATH BATCHES`, in namespaces of its own if it can. */
function shell(script: string, isolated: boolean) {
  const append = `append() { "${process.execPath}" --disable-warning=ExperimentalWarning "${appender}" "$@"; }`;
  const whole = ['/bin/sh', '-c', `${append}\n${script}`];
  const [program = '', ...args] = isolated ? ['unshare', '-rm', ...whole] : whole;
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  return { acknowledged: stdout.split('\n').filter(Boolean).map(Number), stderr };
}

const canMount = (): boolean =>
  shell(`mount -t tmpfs none "${folder}" && echo 1`, true).acknowledged.length > 0;

/** What is there is sound, and holds the batches that were acknowledged, each whole. */
function expectWhole(path: string, acknowledged: readonly number[]): void {
  const file = new DatabaseSync(path);
  expect(file.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  file.close();
  const ledger = openSqliteLedger(path);
  const events = ledger.read('run')?.events ?? [];
  ledger.close();
  const batches = events.filter(({ kind }) => kind === 'ended').length;
  expect(batches).toBe(acknowledged.length);
  expect(events).toStrictEqual(Array.from({ length: batches }, (_, n) => batchOf(n)).flat());
}

test.skipIf(!canMount())(
  'a disk that fills up: the error says so, every acknowledged batch is kept, and it goes on later',
  () => {
    const kept = join(folder, 'kept');
    const { acknowledged, stderr } = shell(
      `mount -t tmpfs -o size=512k none "${folder}" && append "${folder}/full/ledger.sqlite" 1000
       mount -t tmpfs none /mnt && cp -r "${folder}/full" /mnt/kept && umount "${folder}" && cp -r /mnt/kept "${kept}"`,
      true,
    );
    expect(stderr).toContain("fault: 'environment'");
    expect(stderr).toContain('a full disk');
    expect(acknowledged.length).toBeGreaterThan(0);
    expectWhole(join(kept, 'ledger.sqlite'), acknowledged);

    const more = acknowledged.length + 20;
    const later = shell(`append "${kept}/ledger.sqlite" ${more}`, false);
    expect(later.acknowledged.at(-1)).toBe(more - 1);
  },
);

test('a write that the system refuses: an error of the environment, and nothing is half there', () => {
  const path = join(folder, 'limited', 'ledger.sqlite');
  // The largest file allowed, in blocks of 512 bytes.
  const { acknowledged, stderr } = shell(`ulimit -f 400; append "${path}" 1000`, false);
  expect(stderr).toContain("fault: 'environment'");
  expectWhole(path, acknowledged);
});
