import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

import type { RunEvent, RunHeader, RunId, RunStatus } from '../../../domain/run.ts';
import type { Completion } from '../../../ports/completions.ts';
import type { KeptReply, Reply } from '../../../ports/correspondence.ts';
import type { Claim, Ledger, Pick, RunSummary } from '../../../ports/ledger.ts';
import { statusAfter } from '../../../domain/status-after.ts';
import { makeFolder } from '../../system/make-folder.ts';
import { runExists, unknownRun } from '../unknown-run.ts';
import { Claims } from './claims.ts';
import { decodeExactly, encodeExactly } from './exact-json.ts';
import { ledgerFailure } from './failure.ts';
import { pack, rowTables, toEvent, toRow, unpack, type RowTable } from './rows.ts';
import { createSchema, hasSchema, notALedger } from './schema.ts';

export interface SqliteLedgerOptions {
  /** How long to wait for another process that writes, in milliseconds. */
  readonly busyTimeoutMs?: number;
}

/**
 * Opens the ledger in the file `path`, and makes the file and its folder where there are none.
 * Several processes may have it open at once; each batch is one transaction.
 */
export function openSqliteLedger(path: string, options: SqliteLedgerOptions = {}): Ledger {
  try {
    makeFolder(dirname(path));
    return new SqliteLedger(path, options.busyTimeoutMs ?? 5000);
  } catch (error) {
    throw ledgerFailure(error, path);
  }
}

const lastSequence = [...rowTables, 'replies']
  .map((table) => `coalesce((SELECT max(sequence) FROM ${table}), 0)`)
  .join(', ');
const rowsOfRun = rowTables
  .map((table) => `SELECT sequence, '${table}' AS place, body FROM ${table} WHERE run = :run`)
  .join(' UNION ALL ');

const lastCheckpoint = "SELECT max(sequence) FROM events WHERE run = :run AND kind = 'checkpoint'";
const repliesSince = {
  begin: 'SELECT * FROM replies WHERE run = :run ORDER BY sequence',
  checkpoint: `SELECT * FROM replies WHERE run = :run
    AND sequence > coalesce((${lastCheckpoint}), 0) ORDER BY sequence`,
} as const;

class SqliteLedger implements Ledger {
  readonly #path: string;
  readonly #database: DatabaseSync;
  readonly #inserts: Readonly<Record<RowTable, StatementSync>>;
  readonly #insertReply: StatementSync;
  readonly #forgetState: StatementSync;
  readonly #claims: Claims;

  constructor(path: string, busyTimeoutMs: number) {
    this.#path = path;
    this.#database = new DatabaseSync(path, { timeout: busyTimeoutMs });
    this.#claims = new Claims(this.#database);
    try {
      this.#prepareFile();
      const insertInto = (table: RowTable) =>
        this.#database.prepare(`INSERT INTO ${table} (sequence, run, body) VALUES (?, ?, ?)`);
      this.#inserts = {
        candidates: insertInto('candidates'),
        evidence: insertInto('evidence'),
        events: insertInto('events'),
      };
      this.#forgetState = this.#database.prepare(
        `UPDATE events SET body = json_remove(body, '$.state') WHERE sequence = (${lastCheckpoint})`,
      );
      this.#insertReply = this.#database.prepare(
        'INSERT INTO replies (sequence, run, question, seed, samples, is_cut_off, packed) VALUES (?, ?, ?, ?, ?, ?, ?)',
      );
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  /** Another process may be making the same new file: whether it is made is asked twice. */
  #prepareFile(): void {
    this.#database.exec('PRAGMA synchronous = NORMAL');
    if (!hasSchema(this.#database, this.#path)) {
      this.#database.exec('PRAGMA journal_mode = WAL');
      this.#transact(() => {
        if (!hasSchema(this.#database, this.#path)) createSchema(this.#database);
      });
    }
  }

  begin(header: RunHeader): void {
    this.#write(() => {
      if (this.#status(header.id) !== undefined) throw runExists(header.id);
      this.#database
        .prepare("INSERT INTO runs (id, status, body) VALUES (?, 'running', ?)")
        .run(header.id, encodeExactly(header));
    });
  }

  append(run: RunId, events: readonly RunEvent[], replies: readonly Reply[] = []): void {
    const rows = events.map(toRow);
    const packed = replies.map(({ completion }) => pack(completion));
    this.#write(() => {
      const status = this.#status(run);
      if (status === undefined) throw unknownRun(run);
      this.#claims.assertHeld(run);
      let sequence = this.#lastSequence();
      // Before a checkpoint that they are part of.
      for (const [index, { question, seed, samples, isCutOff }] of replies.entries()) {
        const values = [question, seed, samples, isCutOff ? 1 : 0, packed[index]!];
        this.#insertReply.run(++sequence, run, ...values);
      }
      for (const { table, body, isCheckpoint } of rows) {
        if (isCheckpoint) this.#forgetState.run({ run });
        this.#inserts[table].run(++sequence, run, body);
      }
      const after = events.reduce(statusAfter, status);
      if (after === status) return;
      this.#database.prepare('UPDATE runs SET status = ? WHERE id = ?').run(after, run);
    });
  }

  read(run: RunId): { header: RunHeader; events: RunEvent[] } | undefined {
    return this.#guarded(() => {
      const found = this.#database.prepare('SELECT body FROM runs WHERE id = ?').get(run);
      if (found === undefined) return undefined;
      const rows = this.#database.prepare(`${rowsOfRun} ORDER BY sequence`).iterate({ run });
      const events: RunEvent[] = [];
      for (const row of rows) {
        events.push(toEvent(row['place'] as RowTable, this.#decoded(row['body'])));
      }
      return { header: this.#decoded(found['body']) as RunHeader, events };
    });
  }

  *replies(run: RunId, since: 'begin' | 'checkpoint'): Iterable<KeptReply> {
    const rows = this.#guarded(() => this.#database.prepare(repliesSince[since]).all({ run }));
    for (const { question, seed, samples, is_cut_off: isCutOff, packed } of rows) {
      yield {
        question: question as string,
        seed: seed as number,
        samples: samples as number,
        isCutOff: isCutOff === 1,
        unpack: () => this.#unpacked(packed as Uint8Array),
      };
    }
  }

  runs(): readonly RunSummary[] {
    return this.#guarded(() =>
      this.#database
        .prepare('SELECT status, body FROM runs ORDER BY number DESC')
        .all()
        .map((row) => ({
          header: this.#decoded(row['body']) as RunHeader,
          status: row['status'] as RunStatus,
        })),
    );
  }

  pick({ run, rank, pickedAtMs }: Pick): void {
    this.#write(() => {
      if (this.#status(run) === undefined) throw unknownRun(run);
      this.#database
        .prepare('INSERT INTO picks (run, rank, picked_at_ms) VALUES (?, ?, ?)')
        .run(run, rank, pickedAtMs);
    });
  }

  claim(run: RunId, claim: Claim, isGone: (other: Claim) => boolean): Claim | undefined {
    return this.#write(() => this.#claims.take(run, claim, isGone));
  }

  keep(run: RunId, claim: Claim): void {
    this.#write(() => this.#claims.keep(run, claim));
  }

  release(run: RunId, claim: Claim): void {
    this.#write(() => this.#claims.release(run, claim));
  }

  picks(run: RunId): readonly Pick[] {
    return this.#guarded(() =>
      this.#database
        .prepare('SELECT rank, picked_at_ms FROM picks WHERE run = ? ORDER BY rowid')
        .all(run)
        .map((row) => ({
          run,
          rank: row['rank'] as number,
          pickedAtMs: row['picked_at_ms'] as number,
        })),
    );
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }

  #status(run: RunId): RunStatus | undefined {
    const row = this.#database.prepare('SELECT status FROM runs WHERE id = ?').get(run);
    return row?.['status'] as RunStatus | undefined;
  }

  #lastSequence(): number {
    return this.#database.prepare(`SELECT max(${lastSequence}) AS last`).get()?.['last'] as number;
  }

  #unpacked(packed: Uint8Array): Completion {
    try {
      return unpack(packed);
    } catch (error) {
      throw notALedger(this.#path, error);
    }
  }

  #decoded(body: unknown): unknown {
    try {
      return decodeExactly(String(body));
    } catch (error) {
      throw notALedger(this.#path, error);
    }
  }

  #write<Result>(change: () => Result): Result {
    return this.#guarded(() => this.#transact(change));
  }

  #transact<Result>(change: () => Result): Result {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = change();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      // SQLite may have rolled back by itself, as it does when the disk is full.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #guarded<Result>(action: () => Result): Result {
    try {
      return action();
    } catch (error) {
      throw ledgerFailure(error, this.#path);
    }
  }
}
