import type { Candidate } from '../domain/candidate.ts';
import type { RunId } from '../domain/run.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Model } from '../ports/model.ts';
import type { Random } from '../ports/random.ts';
import type { Outcome } from '../reports/outcome.ts';
import type { DraftingParts } from './drafting.ts';
import type { Self } from './hold.ts';
import type { Specification } from './specification.ts';

/** What an engine is made of. */
export interface EngineParts {
  readonly home: string;
  readonly version: string;
  readonly clock: Clock;
  /** This process, as others are told of it that want to go on with the same run. */
  readonly self: Self;
  /** How many processors there are. */
  readonly processors: number;
  readonly random: (seed: number) => Random;
  /** Seeds and ids that nobody chose. */
  readonly anySeed: () => number;
  readonly anyId: () => RunId;
  readonly openLedger: () => Ledger;
  /** What a model has learnt from earlier runs, and keeping what it knows after one. */
  readonly priors: {
    read(model: string): unknown;
    change(model: string, learn: (prior: unknown) => unknown): void;
  };
  readonly load: (path: string, resultColumn: string | undefined) => Promise<Specification>;
  readonly modelNamed: (id: string) => Model;
  readonly drafting: DraftingParts;
  /** Whether a candidate's id is the one that its source has. */
  readonly isIntact: (candidate: Candidate) => boolean;
}

/** Where runs are recorded, asked for when it is first needed; and what they have come to. */
export interface Place {
  readonly ledger: Ledger;
  outcome(id: RunId): Outcome;
}
