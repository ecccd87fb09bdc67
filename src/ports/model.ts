import type { Candidate, Draft } from '../domain/candidate.ts';
import type { Considered } from '../domain/considered.ts';
import type { Plan } from '../domain/plan.ts';
import type { Problem } from '../domain/problem.ts';
import type { Cost } from '../domain/run.ts';
import type { Allowance } from './completions.ts';
import type { Correspondence } from './correspondence.ts';

/** A survivor that a model may build on, with the visible evidence that it earned. */
export interface Parent {
  readonly candidate: Candidate;
  /** Scores an instance, in the order of the instances; empty for equality. */
  readonly scores: readonly number[];
  /** What went wrong, in words for a model; empty for a parent that passed everything. */
  readonly feedback: string;
}

/** One question to a model: make `count` proposals out of these parents. */
export interface Ask {
  readonly island: number;
  /** From best to worst; empty to start from nothing. */
  readonly parents: readonly Parent[];
  /**
   * How many proposals are wanted. A prolific model on a problem of equality reads it as the
   * number of programs to consider inside, of which it proposes only the promising.
   */
  readonly count: number;
  /** Part of the control: its candidates are told apart by the strategy `control`. */
  readonly isControl?: boolean;
  /** How to go about it, where it starts from nothing; as the model likes where it is left out. */
  readonly plan?: Plan;
}

/** What a step asks of one model. `step` is the logical time, from 0. */
export interface ProposalRequest {
  readonly step: number;
  readonly asks: readonly Ask[];
}

/** What comes out of a model while it answers. */
export type ModelEvent =
  | { readonly kind: 'draft'; readonly island: number; readonly draft: Draft }
  | { readonly kind: 'considered'; readonly considered: Considered }
  /** What was paid; `isKnown` where that was before the run was interrupted, and is counted. */
  | { readonly kind: 'usage'; readonly cost: Cost; readonly isKnown?: boolean }
  /** Proposals that were asked for and did not come, and why, in words. */
  | { readonly kind: 'missing'; readonly samples: number; readonly reason: string }
  /** The model has nothing more to offer for this problem. */
  | { readonly kind: 'exhausted' }
  /** The budget does not pay for anything more. */
  | { readonly kind: 'spent' };

/** A conversation with a model about one problem. */
export interface ModelSession {
  /**
   * Answers one step; steps may be asked for before earlier ones are answered. A deterministic
   * model depends on the seed and the requests up to this one only. Throws the signal's reason
   * once it is aborted.
   */
  propose(request: ProposalRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;
  /**
   * What the session must be given to go on after a crash, beyond what its earlier checkpoints
   * have told: plain JSON. Called with nothing under way.
   */
  checkpoint(): Promise<unknown>;
  close(): Promise<void>;
}

export interface SessionOptions {
  readonly seed: number;
  /** How many processors the model may keep busy. */
  readonly workers: number;
  /** What a model that costs something may spend; without limit where it is left out. */
  readonly allowance?: Allowance;
  /** Keeps what a language model is asked and answers; nothing is kept where it is left out. */
  readonly correspondence?: Correspondence;
  /** What `remember` has made of earlier runs, where this run is to profit from them. */
  readonly prior?: unknown;
  /** Ends the opening, which may take its time where a run goes on: it throws the reason then. */
  readonly signal?: AbortSignal;
  /** Everything that `checkpoint` has returned, in order, of a run that was interrupted. */
  readonly resumeFrom?: readonly unknown[];
  /** Hears how far it is, from 0 to 1, of a session that does again what it did before. */
  readonly resuming?: (share: number) => void;
}

/** A source of proposals. */
export interface Model {
  readonly id: string;
  /** Whether seed and requests decide every answer. */
  readonly deterministic: boolean;
  /**
   * It considers programs by the million inside and proposes only the promising: asked for more
   * at once, and only what the archive takes in is recorded.
   */
  readonly prolific: boolean;
  /** How many proposals are best asked for with the same parents; 1 where it is left out. */
  readonly samplesPerAsk?: number;
  /** Ways to go about a problem that it can be told to take, each another one; absent for none. */
  plansFor?(problem: Problem): readonly Plan[];
  /** It costs money, at a price that is known; not so where it is left out. */
  readonly isPriced?: boolean;
  /**
   * Folds what a run handed over into what later runs start from: plain JSON. Absent for a model
   * that does not learn from run to run.
   */
  remember?(prior: unknown, finalists: readonly Candidate[]): unknown;
  /**
   * Throws a `SluiceError` of fault `input` where it could not be asked as things stand: nobody
   * listens, a package, a key or a price is missing. Called before anything else is done for a run.
   */
  check?(allowance: Pick<Allowance, 'capsDollars'>): Promise<void>;
  /**
   * Opens a session, or throws a `SluiceError` of fault `input` where the model cannot work on
   * such a problem (the grammar model on a file of Python).
   */
  open(problem: Problem, options: SessionOptions): Promise<ModelSession>;
}
