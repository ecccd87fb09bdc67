import type { Candidate } from '../domain/candidate.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Problem } from '../domain/problem.ts';
import type { RunEvent, RunHeader } from '../domain/run.ts';
import type { Disagreement, Reference } from '../domain/shortlist.ts';
import type { Split } from './sandbox.ts';

/**
 * Who goes through a stage:
 * - `everyone`: each candidate that survived the stages before; its evidence breeds;
 * - `entrants`: those that survived all of these, and so are about to take a cell;
 * - `nominees`: those about to be shortlisted; its evidence is held out and never breeds;
 * - `contenders`: those that would be shortlisted as things stand; whoever fails a hard stage makes
 *   way for another, and whoever fails one that is not hard comes after all others, unless it varies;
 * - `finalists`: the shortlist itself; its evidence only reports.
 */
export type Audience = 'everyone' | 'entrants' | 'nominees' | 'contenders' | 'finalists';

export interface Stage {
  /** For people, and to find its evidence again; nothing follows from how it is called. */
  readonly name: string;
  readonly audience: Audience;
  /** A candidate that fails a hard stage does not survive; another stage only measures. */
  readonly hard: boolean;
  /**
   * Passing such a stage is a matter of degree: the gauntlet lets only the better candidates on
   * to the next, by their scores.
   */
  readonly selective: boolean;
  /** What it measures varies from run to run; a score that does is the mean of several. */
  readonly varies: boolean;
  /**
   * Which cases its evidence is of, where anything follows from that: scores of `train`, `validate`
   * and `final` are reported as such, so a stage that scores has one; the share of `heldOut` that a
   * candidate gets right says how well it generalises.
   */
  readonly split?: Split | 'heldOut';
  /** How far its evidence can be trusted, where that is not all the way; people read it in its name. */
  readonly trust?: string;
}

/** A named axis of behaviour along which the archive keeps survivors apart. */
export interface Axis {
  readonly name: string;
  /** The bounds between neighbouring cells, ascending. */
  readonly bounds: readonly number[];
}

/** Something a person wants more or less of: `size`, `medianNs`, `score`, … */
export interface Objective {
  readonly name: string;
  readonly direction: 'minimise' | 'maximise';
  /** The weight it starts with, from 0 to 1. */
  readonly weight: number;
}

/** A file that a person gets. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

/** A kind of problem, and how the world judges it. */
export interface Reality {
  readonly kind: string;
  readonly problem: Problem;
  /** In order of cost. */
  readonly stages: readonly Stage[];
  readonly axes: readonly Axis[];
  readonly objectives: readonly Objective[];
  /** What a person should know of how it judges on this machine; sentences. */
  readonly remarks?: readonly string[];
  /** What of the run's time was used before it began, in milliseconds; none where it is absent. */
  readonly triedMs?: number;
  /**
   * How many candidates a step asks for: enough that every worker has a trial. It is the same on
   * every machine, for what a proposal sees follows from it.
   */
  readonly batch: number;
  /**
   * What is the same for sources of which one need not be judged where the other was, such as a
   * function without its layout. Left out, they are told apart letter by letter.
   */
  readonly formOf?: (source: string) => string;
  /**
   * Judges a batch at one stage, and answers once a candidate, in the order of the batch.
   * `fuelMost`: what each trial may spend, where the engine counts; the engine's own limit without
   * it.
   */
  judge(
    stage: string,
    batch: readonly Candidate[],
    signal: AbortSignal,
    fuelMost?: number,
  ): AsyncIterable<Evidence>;
  /**
   * Told what is on record of a candidate, and so is not judged again in a run that goes on: a
   * later stage may build on it as on what it has judged itself.
   */
  recall?(seen: Evidence): void;
  /** What survivors are held against; `final` scores only where `withFinal`. */
  references(withFinal: boolean, signal: AbortSignal): Promise<readonly Reference[]>;
  /** Inputs on which these candidates differ, the smallest first, at most `most`. */
  disagreements(
    candidates: readonly Candidate[],
    most: number,
    signal: AbortSignal,
  ): Promise<readonly Disagreement[]>;
  /** The final state of a run, as files for its output folder; paths are relative to it. */
  present(header: RunHeader, events: readonly RunEvent[]): Promise<readonly OutputFile[]>;
  close(): Promise<void>;
}
