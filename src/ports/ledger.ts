import type { RunEvent, RunHeader, RunId, RunStatus } from '../domain/run.ts';
import type { KeptReply, Reply } from './correspondence.ts';

/** A person's choice among the three of a run. */
export interface Pick {
  readonly run: RunId;
  /** 1, 2 or 3; 0 for none of them. */
  readonly rank: number;
  readonly pickedAtMs: number;
}

export interface RunSummary {
  readonly header: RunHeader;
  readonly status: RunStatus;
}

/**
 * The durable, append-only record of runs. What `append` has returned from survives `kill -9`;
 * a batch is there whole or not at all. Of the `state` of checkpoints only the newest of a run is
 * kept: it is no event, and as large as the run's memory. Throws a `SluiceError` of fault `environment` when the
 * store is full, locked or damaged, and leaves what was there.
 */
export interface Ledger {
  begin(header: RunHeader): void;
  append(run: RunId, events: readonly RunEvent[], replies?: readonly Reply[]): void;
  /** The header, and every event in the order of appending. `undefined` for an unknown run. */
  read(run: RunId): { readonly header: RunHeader; readonly events: RunEvent[] } | undefined;
  /**
   * What models have answered, in the order of appending: in the whole run, or only what came
   * since its last checkpoint and is not part of it.
   */
  replies(run: RunId, since: 'begin' | 'checkpoint'): Iterable<KeptReply>;
  /** All runs, the newest first. */
  runs(): readonly RunSummary[];
  pick(pick: Pick): void;
  picks(run: RunId): readonly Pick[];
  close(): void;
}
