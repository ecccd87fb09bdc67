import type { DatabaseSync } from 'node:sqlite';

import { SluiceError } from '../../../domain/errors.ts';
import type { RunId } from '../../../domain/run.ts';
import type { Claim } from '../../../ports/ledger.ts';

/** Who carries out which run. Its callers see to the transactions. */
export class Claims {
  readonly #database: DatabaseSync;
  /** The claims of this opening of the ledger, by their runs. */
  readonly #held = new Map<RunId, string>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  take(run: RunId, claim: Claim, isGone: (other: Claim) => boolean): Claim | undefined {
    const other = this.#of(run);
    if (other !== undefined && !isGone(other)) return other;
    const { id, host, process, startedAtMs, seenAtMs } = claim;
    this.#database
      .prepare('INSERT OR REPLACE INTO claims VALUES (?, ?, ?, ?, ?, ?)')
      .run(run, id, host, process, startedAtMs, seenAtMs);
    this.#held.set(run, id);
    return undefined;
  }

  keep(run: RunId, { id, seenAtMs }: Claim): void {
    this.#database
      .prepare('UPDATE claims SET seen_at_ms = ? WHERE run = ? AND id = ?')
      .run(seenAtMs, run, id);
  }

  release(run: RunId, { id }: Claim): void {
    this.#database.prepare('DELETE FROM claims WHERE run = ? AND id = ?').run(run, id);
    if (this.#held.get(run) === id) this.#held.delete(run);
  }

  /** Throws where the run was claimed here and is another's by now. */
  assertHeld(run: RunId): void {
    const held = this.#held.get(run);
    if (held === undefined) return;
    const now = this.#of(run);
    if (now?.id !== held) throw takenOver(run, now);
  }

  #of(run: RunId): Claim | undefined {
    const row = this.#database.prepare('SELECT * FROM claims WHERE run = ?').get(run);
    if (row === undefined) return undefined;
    return {
      id: row['id'] as string,
      host: row['host'] as string,
      process: row['process'] as number,
      startedAtMs: row['started_at_ms'] as number,
      seenAtMs: row['seen_at_ms'] as number,
    };
  }
}

function takenOver(run: RunId, by: Claim | undefined): SluiceError {
  const who = by === undefined ? 'another process' : `process ${by.process} on ${by.host}`;
  return new SluiceError({
    fault: 'environment',
    place: `run ${run}`,
    found: `that ${who} has gone on with it, for nothing was heard of this one`,
    wanted: 'a run that nobody else carries out',
    mend: `Nothing more was written from here, and nothing is lost: see \`sluice show ${run}\`.`,
  });
}
