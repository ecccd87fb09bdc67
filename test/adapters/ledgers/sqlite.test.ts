import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test } from 'vitest';

import { openSqliteLedger } from '../../../src/adapters/ledgers/sqlite/ledger.ts';
import type { RunEvent } from '../../../src/domain/run.ts';
import type { Claim } from '../../../src/ports/ledger.ts';
import type { Reply } from '../../../src/ports/correspondence.ts';
import { describeLedger } from './contract.ts';
import { headerOf } from './header.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-ledger-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const newPath = () => join(folder, `${files++}`, 'ledger.sqlite');

describeLedger('the ledger in SQLite', () => openSqliteLedger(newPath()));

const candidate: RunEvent = {
  kind: 'candidate',
  candidate: {
    id: 'c1',
    source: 'export const same = (a: number): number => a;',
    parents: [],
    strategy: 'enumerate',
    tokens: 3,
    costUsd: 0,
    model: 'grammar',
    step: 4,
    island: 0,
  },
};
const passed: RunEvent = {
  kind: 'evidence',
  evidence: {
    verdict: 'passed',
    candidate: 'c1',
    stage: 'examples',
    wallMs: 1.5,
    passed: 8,
    total: 8,
    measures: { size: 11, worst: Infinity },
  },
};

const reply: Reply = {
  question: 'q1',
  seed: 7,
  samples: 1,
  isCutOff: false,
  completion: {
    texts: [{ text: 'Here it is.', tokens: 4, costUsd: 0 }],
    missing: [],
    cost: { inputTokens: 9, outputTokens: 4, requests: 1, dollars: 0 },
    isSpent: false,
  },
};

describe('the file', () => {
  test('is there again after it was closed, and two may have it open at once', () => {
    const path = newPath();
    const writer = openSqliteLedger(path);
    writer.begin(headerOf('run'));
    const reader = openSqliteLedger(path);
    writer.append('run', [candidate, passed]);
    expect(reader.read('run')?.events).toStrictEqual([candidate, passed]);
    writer.close();
    reader.close();
    const again = openSqliteLedger(path);
    expect(again.read('run')?.events).toStrictEqual([candidate, passed]);
    again.close();
  });

  test('has the columns that its page in the docs names, while a run is on', () => {
    const path = newPath();
    const ledger = openSqliteLedger(path);
    ledger.begin(headerOf('run'));
    ledger.append('run', [candidate, passed]);
    const person = new DatabaseSync(path, { readOnly: true });
    expect(
      person
        .prepare(
          `SELECT c.source, c.strategy, c.step, e.stage, e.verdict, e.passed, e.total, e.wall_ms,
                  e.measures ->> 'size' AS size, r.intent, r.started_at, r.status
           FROM evidence e JOIN candidates c ON c.run = e.run AND c.id = e.candidate
           JOIN runs r ON r.id = e.run`,
        )
        .all(),
    ).toEqual([
      {
        source: 'export const same = (a: number): number => a;',
        strategy: 'enumerate',
        step: 4,
        stage: 'examples',
        verdict: 'passed',
        passed: 8,
        total: 8,
        wall_ms: 1.5,
        size: 11,
        intent: 'The middle value of three numbers.',
        started_at: '2023-11-14 22:13:20',
        status: 'running',
      },
    ]);
    person.close();
    ledger.close();
  });
});

test('a ledger of the version before gets the tables that it lacks, and keeps what it holds', () => {
  const path = newPath();
  const before = openSqliteLedger(path);
  before.begin(headerOf('run'));
  before.append('run', [candidate, passed]);
  before.close();
  const older = new DatabaseSync(path);
  older.exec('DROP TABLE replies; DROP TABLE claims; PRAGMA user_version = 1');
  older.close();
  const ledger = openSqliteLedger(path);
  expect(ledger.read('run')?.events).toStrictEqual([candidate, passed]);
  ledger.append('run', [], [reply]);
  expect([...ledger.replies('run', 'begin')].map(({ unpack }) => unpack())).toEqual([
    reply.completion,
  ]);
  expect(ledger.claim('run', claim('a'), () => false)).toBeUndefined();
  ledger.close();
});

const claim = (id: string): Claim => ({
  id,
  host: 'here',
  process: 7,
  startedAtMs: 1,
  seenAtMs: 2,
});

test('whoever lost a run to another writes nothing more to it, also once that one is through', () => {
  const path = newPath();
  const [first, second] = [openSqliteLedger(path), openSqliteLedger(path)];
  first.claim('run', claim('a'), () => false);
  first.begin(headerOf('run'));
  first.begin(headerOf('mine'));
  first.append('run', [candidate]);
  expect(second.claim('run', claim('b'), () => true)).toBeUndefined();
  const refused = expect.objectContaining({ fault: 'environment' });
  expect(() => first.append('run', [passed])).toThrow(refused);
  second.append('run', [passed]);
  second.release('run', claim('b'));
  first.keep('run', claim('a'));
  expect(() => first.append('run', [passed])).toThrow(refused);
  first.append('mine', [candidate]);
  expect(second.read('run')?.events).toStrictEqual([candidate, passed]);
  first.close();
  second.close();
});

describe('a ledger that cannot be used is refused with the mend, and left as it was', () => {
  const environment = expect.objectContaining({ fault: 'environment' });

  test('locked by another program', () => {
    const path = newPath();
    const ledger = openSqliteLedger(path, { busyTimeoutMs: 10 });
    ledger.begin(headerOf('run'));
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    expect(() => ledger.append('run', [passed])).toThrow(/keeps locked.*try again/su);
    other.exec('ROLLBACK');
    other.close();
    ledger.append('run', [passed]);
    expect(ledger.read('run')?.events).toStrictEqual([passed]);
    ledger.close();
  });

  test('written by a newer Sluice', () => {
    const path = newPath();
    openSqliteLedger(path).close();
    const newer = new DatabaseSync(path);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    const before = readFileSync(path);
    expect(() => openSqliteLedger(path)).toThrow(/version 99.*wanted version 3/su);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('a database of something else', () => {
    const path = join(folder, 'photos.sqlite');
    const other = new DatabaseSync(path);
    other.exec('CREATE TABLE photos (name TEXT)');
    other.close();
    const before = readFileSync(path);
    expect(() => openSqliteLedger(path)).toThrow(/no ledger of Sluice.*Move the file/su);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('no database at all', () => {
    const path = join(folder, 'notes.sqlite');
    writeFileSync(path, 'dear diary, '.repeat(500));
    expect(() => openSqliteLedger(path)).toThrow(environment);
    expect(readFileSync(path, 'utf8')).toBe('dear diary, '.repeat(500));
  });

  test('damaged in the middle', () => {
    const path = newPath();
    const ledger = openSqliteLedger(path);
    ledger.begin(headerOf('run'));
    for (let batch = 0; batch < 50; batch++) ledger.append('run', [candidate, passed]);
    ledger.close();
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0xa5, 4096));
    expect(() => {
      const damaged = openSqliteLedger(path);
      try {
        damaged.read('run');
      } finally {
        damaged.close();
      }
    }).toThrow(environment);
  });

  test('a folder that is no folder', () => {
    const path = join(folder, 'file');
    writeFileSync(path, '');
    expect(() => openSqliteLedger(join(path, 'ledger.sqlite'))).toThrow(environment);
    expect(() => openSqliteLedger(folder)).toThrow(environment);
  });
});
