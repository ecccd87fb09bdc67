import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

import { openSqliteLedger } from '../../../src/adapters/ledgers/sqlite/ledger.ts';
import { batchOf } from './numbered-batches.ts';

const appender = fileURLToPath(new URL('./appender.ts', import.meta.url));

test('processes that make one new ledger at once all write to it, each run in its order', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-together-'));
  const path = join(folder, 'ledger.sqlite');
  const batches = 20;
  const runs = ['first', 'second', 'third'];
  const codes = await Promise.all(
    runs.map(async (run) => {
      const args = ['--disable-warning=ExperimentalWarning', appender, path, String(batches), run];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
      return await new Promise((resolve) => {
        child.on('close', resolve);
      });
    }),
  );
  expect(codes).toEqual([0, 0, 0]);
  const ledger = openSqliteLedger(path);
  const expected = Array.from({ length: batches }, (_, number) => batchOf(number)).flat();
  for (const run of runs) expect(ledger.read(run)?.events).toStrictEqual(expected);
  ledger.close();
  rmSync(folder, { recursive: true });
});
