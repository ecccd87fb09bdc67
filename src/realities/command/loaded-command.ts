import type { FileProblem } from '../../domain/problem.ts';

/** A specification of a file judged by a command, read and found sound. */
export interface LoadedCommand {
  /** Absolute. */
  readonly path: string;
  /** The specification and every file it names, as text: equal texts are the same problem. */
  readonly text: string;
  readonly problem: FileProblem;
  /**
   * Makes the artifact, in a sandbox that holds the candidate; absent where evaluators judge, who
   * run the candidate themselves.
   */
  readonly run?: RunCommand;
  /** Cheap first: what one stops does not reach the next. The last one's score counts. */
  readonly judges: readonly Judge[];
  /** Whether the score varies from one measurement to the next; found out where absent. */
  readonly varies?: boolean;
  /** A stricter judge, for nominees only. */
  readonly heldOut?: Judge;
  /** Files that the commands need, by their path relative to the specification. */
  readonly needs: Readonly<Record<string, Uint8Array>>;
  readonly limits: Limits;
  /** Folders outside of the specification's that commands may read: absolute paths. */
  readonly readable: readonly string[];
}

/** What each trial may use up, its processes together. */
export interface Limits {
  readonly memoryBytes: number;
  readonly processesMost: number;
  readonly outputBytesMost: number;
  readonly diskBytes: number;
}

export interface RunCommand {
  readonly command: readonly string[];
  readonly limitMs: number;
  /** `stdout`, or a file of the working folder. */
  readonly artifact: string;
  readonly network: boolean;
}

export type Judge = JudgeCommand | Evaluator;

/** Reads the artifact on its standard input, in a sandbox that holds no candidate. */
export interface JudgeCommand {
  readonly kind: 'command';
  readonly command: readonly string[];
  readonly limitMs: number;
  readonly network: boolean;
  /** The key of the JSON object it prints that holds the score; passing is all where absent. */
  readonly scoreKey?: string;
  /** A score outside of these does not pass. */
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** An evaluator written for OpenEvolve, which runs the candidate itself: containment only. */
export interface Evaluator {
  readonly kind: 'openevolve';
  /** A file of `needs`. */
  readonly file: string;
  readonly limitMs: number;
  readonly network: boolean;
  /** What the scores of its first, second, … stage must reach for the next to be run. */
  readonly thresholds: readonly number[];
}
