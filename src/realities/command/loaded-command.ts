import type { FileProblem } from '../../domain/problem.ts';

/** A specification of a file judged by a command, read and found sound. */
export interface LoadedCommand {
  /** Absolute. */
  readonly path: string;
  /** The specification and every file it names, as text: equal texts are the same problem. */
  readonly text: string;
  readonly problem: FileProblem;
  /** Makes the artifact, in a sandbox that holds the candidate. */
  readonly run: {
    readonly command: readonly string[];
    readonly limitMs: number;
    /** `stdout`, or a file of the working folder. */
    readonly artifact: string;
  };
  /** Reads the artifact on its standard input, in a sandbox that holds no candidate. */
  readonly judge: JudgeCommand;
  /** A stricter judge, for nominees only. */
  readonly heldOut?: JudgeCommand;
  /** Files that the commands need, by their path relative to the specification. */
  readonly needs: Readonly<Record<string, Uint8Array>>;
}

export interface JudgeCommand {
  readonly command: readonly string[];
  readonly limitMs: number;
  /** The key of the JSON object it prints that holds the score; passing is all where absent. */
  readonly scoreKey?: string;
}
