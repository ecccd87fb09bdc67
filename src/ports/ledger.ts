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

/** Who carries a run out: a process that says, again and again, that it is still at work. */
export interface Claim {
  /** Tells this claim from every other. */
  readonly id: string;
  readonly host: string;
  readonly process: number;
  /** When that process began: numbers of processes are given again. Milliseconds since 1970. */
  readonly startedAtMs: number;
  /** When it was last heard of, in milliseconds since 1970. */
  readonly seenAtMs: number;
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
  /**
   * Takes a run, unless somebody who is not gone has it: that claim is answered. From there on
   * this opening of the ledger appends nothing more to the run once another has taken it over.
   */
  claim(run: RunId, claim: Claim, isGone: (other: Claim) => boolean): Claim | undefined;
  /** Says again that the claim holds; of no effect once another has the run. */
  keep(run: RunId, claim: Claim): void;
  /** Gives the run free; of no effect once another has it. */
  release(run: RunId, claim: Claim): void;
  pick(pick: Pick): void;
  picks(run: RunId): readonly Pick[];
  close(): void;
}
