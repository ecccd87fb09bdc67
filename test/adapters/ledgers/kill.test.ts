import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

import { openSqliteLedger } from '../../../src/adapters/ledgers/sqlite/ledger.ts';
import { seededRandom } from '../../../src/adapters/system/seeded-random.ts';
import { batchOf } from './numbered-batches.ts';

const appender = fileURLToPath(new URL('./appender.ts', import.meta.url));

/** Lets the process append until `batches` are acknowledged and `delayMs` more have passed. */
async function appendUntilKilled(
  path: string,
  batches: number,
  delayMs: number,
): Promise<number | undefined> {
  const child = spawn(process.execPath, [appender, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
    if (said.split('\n').length > batches) setTimeout(() => child.kill('SIGKILL'), delayMs);
  });
  const signal = await new Promise((resolve) => {
    child.on('close', (_code, killedBy) => resolve(killedBy));
  });
  expect(signal).toBe('SIGKILL');
  const acknowledged = said.split('\n').slice(0, -1);
  return acknowledged.length === 0 ? undefined : Number(acknowledged.at(-1));
}

test('every acknowledged batch is there whole after SIGKILL, and the file is sound', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-kill-'));
  const path = join(folder, 'ledger.sqlite');
  const random = seededRandom('kill');
  let written = 0;
  // One ledger that is killed again and again: it also has to recover from the kills before.
  for (let round = 0; round < 6; round++) {
    const last = await appendUntilKilled(path, 1 + random.below(60), random.float() * 30);
    const ledger = openSqliteLedger(path);
    const events = ledger.read('run')?.events ?? [];
    ledger.close();

    const batches = events.filter(({ kind }) => kind === 'ended').length;
    expect(batches).toBeGreaterThan(written);
    expect(batches).toBeGreaterThan(last ?? -1);
    written = batches;
    const expected = Array.from({ length: batches }, (_, number) => batchOf(number)).flat();
    expect(events).toStrictEqual(expected);

    const file = new DatabaseSync(path);
    expect(file.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    expect(file.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
    file.close();
  }
  rmSync(folder, { recursive: true });
});
