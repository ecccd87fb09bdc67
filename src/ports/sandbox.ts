import type { CandidateId } from '../domain/candidate.ts';
import type { Property } from '../domain/function.ts';
import type { Value } from '../domain/value.ts';

/**
 * How well hostile code is kept in:
 * - `full`: own namespaces, no network, limits on everything;
 * - `engine`: inside a WebAssembly engine in this process' child;
 * - `process`: a child process with a watchdog, for candidates that are pure by construction.
 */
export type Confinement = 'full' | 'engine' | 'process';

/** A program that is to be run. */
export type Program =
  /** JavaScript or TypeScript that exports the function `name`. */
  | {
      readonly kind: 'source';
      readonly candidate: CandidateId;
      readonly source: string;
      readonly name: string;
    }
  /** Code of the specification's own, which plays by the same rules. */
  | { readonly kind: 'specified'; readonly part: SpecifiedPart; readonly name: string };

/**
 * Which code of the specification: its `reference` (`name` is empty), one of the score's
 * `baseline`s or `published` results by its name, or the `score` itself (`name` is empty), which
 * answers `count` and `aggregate` only. A `transcript` is a baseline's own text, run as if it were
 * a candidate's: what it spends can be compared.
 */
export type SpecifiedPart = 'reference' | 'baseline' | 'transcript' | 'published' | 'score';

/** The most that an engine that counts fuel lets a trial spend for each millisecond of its limit. */
export const unitsAMillisecond = 2;

/** What to do with a program. Expected results never go in: the host compares. */
export type Task =
  /** Calls the function on each input, in order. */
  | { readonly kind: 'call'; readonly inputs: readonly (readonly Value[])[] }
  /** Lets the specification's score judge it on instances `from` … `to` − 1 of a split. */
  | {
      readonly kind: 'score';
      readonly split: Split;
      readonly seed: number;
      readonly from: number;
      readonly to: number;
    }
  /** Asks how many instances a split has: `scored` with that one number. */
  | { readonly kind: 'count'; readonly split: Split; readonly seed: number }
  /** Folds each list of scores into one as the specification says: `scored`, one a list. */
  | { readonly kind: 'aggregate'; readonly lists: readonly (readonly number[])[] }
  /** Checks the specification's named properties on generated inputs. */
  | { readonly kind: 'properties'; readonly seed: number; readonly runs: number }
  /**
   * Checks properties that are text on these inputs, in an engine of their own: they may be as
   * hostile as the program. `rejected` where one is no predicate, also without inputs.
   */
  | {
      readonly kind: 'holds';
      readonly properties: readonly Property[];
      readonly inputs: readonly (readonly Value[])[];
    }
  /** Measures the function on the inputs: nanoseconds a call, one figure a repetition. */
  | {
      readonly kind: 'time';
      readonly inputs: readonly (readonly Value[])[];
      readonly repetitions: number;
    };

/** The parts of a score's instances: `train` breeds, `validate` nominates, `final` only reports. */
export type Split = 'train' | 'validate' | 'final';

export interface Trial {
  readonly program: Program;
  readonly task: Task;
  /** The recorded backstop in wall time. */
  readonly limitMs: number;
  /**
   * What the program may spend, in units of 10,000 jumps and calls, or of as much work inside its
   * engine. Where the engine counts, it decides `timedOut`, the same on every machine. It is never
   * more than what an engine takes where none is told: `unitsAMillisecond` of `limitMs`.
   */
  readonly fuelMost?: number;
}

/** What a trial took. */
export interface Cost {
  readonly wallMs: number;
  /** Units spent, as `fuelMost` counts them; absent where the engine does not count. */
  readonly fuel?: number;
}

/** What came back, validated as data, and what it took. */
export type Outcome = Finding & Cost;

export type Finding =
  /** One value an input; an input on which the function threw has an error instead. */
  | { readonly kind: 'returned'; readonly results: readonly CallResult[] }
  | { readonly kind: 'scored'; readonly scores: readonly number[] }
  /** Properties that failed, each with the input that shows it; empty when all hold. */
  | {
      readonly kind: 'checked';
      readonly total: number;
      readonly broken: readonly { readonly property: string; readonly counterexample: string }[];
    }
  | { readonly kind: 'timed'; readonly nanoseconds: readonly number[] }
  /** `fuelMost`: the fuel of the trial, where that was its limit. */
  | { readonly kind: 'timedOut'; readonly limitMs: number; readonly fuelMost?: number }
  | { readonly kind: 'crashed'; readonly error: string }
  | { readonly kind: 'rejected'; readonly reason: string };

export type CallResult =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'threw'; readonly error: string }
  /** It returned something that is no `Value`. */
  | { readonly kind: 'unusable'; readonly description: string };

/** Runs functions out of reach of whoever judges them. */
export interface FunctionSandbox {
  readonly confinement: Confinement;
  /**
   * Runs every trial and answers in the order of the trials, one outcome a trial whatever the
   * neighbours do. Never throws for what a candidate does; throws the signal's reason once it is
   * aborted, and a `SluiceError` where the specification's module does not load.
   */
  run(trials: readonly Trial[], signal: AbortSignal): AsyncIterable<Outcome>;
  close(): Promise<void>;
}

/**
 * What surrounds a command. Trials that name the same object are surrounded by the same, and may
 * share what was got ready for it, but nothing that one of them did.
 */
export interface Surroundings {
  /** Files by their path relative to the working folder; each trial has its own copies. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** Folders outside of it that may be read, by their absolute path. */
  readonly readable: readonly string[];
  readonly network: boolean;
  /** The most private memory of all its processes together. */
  readonly memoryBytes: number;
  readonly processesMost: number;
  /** What it may write into its working folder, and anywhere else. */
  readonly diskBytes: number;
  /**
   * A script of `files` with its arguments that may be run once for many trials, before any: it
   * loads what all of them need, and does nothing that depends on one. A trial that runs the same
   * script then may find its functions defined, and only its `main` called.
   */
  readonly preload?: readonly string[];
}

/** A command that is to be run in a working folder of its own. */
export interface CommandTrial {
  readonly command: readonly string[];
  readonly surroundings: Surroundings;
  /** The file that is this trial's own, beside those of its surroundings. */
  readonly own?: { readonly path: string; readonly content: string | Uint8Array };
  readonly stdin: string | Uint8Array;
  readonly limitMs: number;
  /** A file of the working folder that is read back after the command has ended. */
  readonly artifact?: string;
  readonly outputBytesMost: number;
}

export type CommandOutcome =
  | {
      readonly kind: 'exited';
      readonly code: number;
      readonly stdout: Uint8Array;
      readonly stderr: string;
      /** The artifact's bytes; absent where none was asked for or written. */
      readonly artifact?: Uint8Array;
      readonly wallMs: number;
    }
  | { readonly kind: 'timedOut'; readonly limitMs: number; readonly wallMs: number }
  | { readonly kind: 'crashed'; readonly error: string; readonly wallMs: number };

/** Runs commands, each in a fresh working folder, and takes the whole process tree down after. */
export interface CommandSandbox {
  readonly confinement: Confinement;
  /**
   * Gets ready to run many trials like this one; its script is trusted as far as the modules go
   * that it imports. Throws a `SluiceError` of fault `environment` where there is no such program,
   * or what its surroundings preload does not load, and the signal's reason once it is aborted.
   */
  prepare(trial: CommandTrial, signal: AbortSignal): Promise<void>;
  run(trial: CommandTrial, signal: AbortSignal): Promise<CommandOutcome>;
  close(): Promise<void>;
}
