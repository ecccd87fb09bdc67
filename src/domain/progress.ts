import type { Counts } from './run.ts';

/** What a person who watches a run is told, a few times a second. */
export interface Progress {
  /** What is wanted, in the words of the specification. */
  readonly intent: string;
  /** What scores are shown in, where the specification says so. */
  readonly scoreUnit?: string;
  /**
   * `trying`: what judges is tried before the run begins; `resuming`: models are taken to where
   * they were when the run was interrupted.
   */
  readonly phase: 'trying' | 'resuming' | 'searching' | 'nominating' | 'reporting';
  /** What is being tried, and how long all of it has taken, while that lasts. */
  readonly trying?: { readonly what: string; readonly ms: number };
  /** How far that is, while it lasts. What it takes is no part of `elapsedMs`, nor of the budget. */
  readonly resuming?: {
    /** From 0 to 1: of what a model does again. */
    readonly share: number;
    readonly ms: number;
  };
  readonly elapsedMs: number;
  /** From 0 to 1: of the limit that is nearest its end. */
  readonly budgetShare: number;
  readonly counts: Counts;
  /** The best so far; absent until something survives. */
  readonly best?: {
    /** The mean score in its own unit, or the share of the cases that it got right. */
    readonly quality: number;
    readonly source: string;
  };
  /** The sources of those that would be shortlisted now, the best first. */
  readonly leaders: readonly string[];
  /** How many candidates each strategy brought into the archive. */
  readonly admitted: Readonly<Record<string, number>>;
}

export type Observer = (progress: Progress) => void;
