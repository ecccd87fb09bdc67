import type { Candidate } from '../domain/candidate.ts';
import type { Example } from '../domain/function.ts';
import type { Problem } from '../domain/problem.ts';
import type { RunHeader } from '../domain/run.ts';
import type { Random } from '../ports/random.ts';
import type { Reality } from '../ports/reality.ts';
import type { Trying } from '../ports/trying.ts';
import type { Outcome } from '../reports/outcome.ts';
import type { MachineOptions } from './options.ts';

/** A specification that was read and found sound, of whatever reality. */
export interface Specification {
  /** Absolute. */
  readonly path: string;
  /** Everything that it says: equal texts are the same problem. */
  readonly text: string;
  /** Where it is code: the files whose texts make up `text`, by their absolute path. */
  readonly files?: readonly string[];
  readonly problem: Problem;
  /** Where a file is looked for: what it is shown against once it has changed. */
  readonly file?: NonNullable<RunHeader['file']>;
  /** Reads a case that a person decided. */
  readAnswer(text: string): Example;
  open(opening: Opening): Promise<Reality>;
}

/** What a specification needs to become a reality. */
export interface Opening {
  readonly header: RunHeader;
  /** Cases that a person has decided since the specification was written. */
  readonly answers: readonly Example[];
  readonly random: Random;
  readonly machine: MachineOptions & { readonly workers: number };
  /** Candidates on record that may be judged again; the record may be anybody's. */
  readonly recorded?: readonly Candidate[];
  /** What is to be judged is hostile, whatever the models of the run are. */
  readonly hostile?: boolean;
  /** Given where a run begins; what goes on, or is judged again, has been tried. */
  readonly trying?: Trying;
  /** Whether scores vary, where the record tells. */
  readonly varies?: boolean;
  /** Ends the opening. */
  readonly signal?: AbortSignal;
  /** What the run has come to when it is presented. */
  readonly outcome: () => Outcome;
}
