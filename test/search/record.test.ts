import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';

import { openSqliteLedger } from '../../src/adapters/ledgers/sqlite/ledger.ts';
import { systemClock } from '../../src/adapters/system/clock.ts';
import type { RunEvent } from '../../src/domain/run.ts';
import { noCost } from '../../src/domain/tally.ts';
import type { Reply } from '../../src/ports/correspondence.ts';
import { RunRecord } from '../../src/search/record.ts';
import { headerOf } from '../adapters/ledgers/header.ts';
import { temporaryFolder } from '../fixtures/temporary-folder.ts';

const folder = temporaryFolder();

const settled: RunEvent = { kind: 'settled', request: 0, cost: { ...noCost, dollars: 0.25 } };
const reply: Reply = {
  question: 'q1',
  seed: 7,
  samples: 1,
  isCutOff: false,
  completion: { texts: [], missing: [], cost: noCost, isSpent: false },
};

it('what a locked ledger refuses is on record once the lock is over, whole and once', async () => {
  const path = join(folder, 'ledger.sqlite');
  const ledger = openSqliteLedger(path, { busyTimeoutMs: 10 });
  ledger.begin(headerOf('run'));
  const record = new RunRecord('run', { ledger }, systemClock);
  const other = new DatabaseSync(path);
  other.exec('BEGIN IMMEDIATE');
  expect(() => {
    record.add(settled);
    record.flush();
  }).toThrow('keeps locked');
  await expect(record.keep(reply)).rejects.toThrow('keeps locked');
  other.exec('ROLLBACK');
  other.close();

  record.flush();
  record.flush();
  expect(ledger.read('run')?.events).toStrictEqual([settled]);
  expect([...ledger.replies('run', 'begin')].map(({ question }) => question)).toEqual(['q1']);
  ledger.close();
});
