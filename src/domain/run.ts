import type { Arms } from './arms.ts';
import type { Attack } from './breach.ts';
import type { Budget } from './budget.ts';
import type { Candidate, CandidateId } from './candidate.ts';
import type { Considered } from './considered.ts';
import type { Drafted } from './drafted.ts';
import type { Evidence, Verdict } from './evidence.ts';
import type { Example } from './function.ts';
import type { Pace } from './pace.ts';
import type { Plan } from './plan.ts';
import type { Disagreement, Finalist, Reference } from './shortlist.ts';
import type { StepSizeChange } from './step-sizes.ts';
import type { StepTimes } from './step-times.ts';

export type RunId = string;

/** What a run was started with: enough to start it again. The ledger keeps it whole. */
export interface RunHeader {
  readonly id: RunId;
  /** Milliseconds since 1970 (UTC). */
  readonly startedAtMs: number;
  readonly intent: string;
  /** The absolute path the specification was read from. */
  readonly specPath: string;
  /** The whole specification as text: a run whose specification has changed is not resumed. */
  readonly spec: string;
  /**
   * Where its specification is code: the absolute paths of the files whose texts, one line after
   * the other, are `spec`. What they say is compared before any of it is run again. Absent where it
   * is data, and in older records.
   */
  readonly specFiles?: readonly string[];
  /** For a table: the column that holds the result, where it is not the last. */
  readonly resultColumn?: string;
  /** Where a file is looked for: its path, and the text that the search starts from. */
  readonly file?: { readonly path: string; readonly initial: string };
  /** What its scores are shown in, where the specification says so. */
  readonly scoreUnit?: string;
  readonly seed: number;
  readonly models: readonly string[];
  readonly budget: Budget;
  /** Proposal k sees the evidence up to step k − `lag`. */
  readonly lag: number;
  /** How many questions its steps ask of a language model, where that is set, from each step on. */
  readonly sizes?: readonly StepSizeChange[];
  /** The share of questions to language models that is asked plainly, from 0 to 1. */
  readonly control?: number;
  /**
   * The ways to go about it that its questions name where they start anew, in turn. Absent in older
   * records, whose questions named none.
   */
  readonly plans?: readonly Plan[];
  /** What each model had learnt from earlier runs, in the order of the models, where it was used. */
  readonly priors?: readonly unknown[];
  /** Whether later runs learn from what it hands over; absent where they do not. */
  readonly teaches?: true;
  /** The cheats that its specification was found to let through, where it was attacked before. */
  readonly attack?: Attack;
  readonly sluiceVersion: string;
  /** The run that this one repeats, with what models answered there: nobody is asked. */
  readonly replay?: Replaying;
}

export interface Replaying {
  readonly run: RunId;
  /** How many steps it took. */
  readonly steps: number;
  /** Steps that began with nothing under way, for it was resumed there. */
  readonly rests: readonly number[];
  /** How many questions its steps asked; absent in older records. */
  readonly sizes?: readonly StepSizeChange[];
  /** Steps whose judging its end cut off; absent in older records. */
  readonly cuts?: readonly CutStep[];
}

/** A step of which not all was judged that had been proposed. */
export interface CutStep {
  readonly step: number;
  readonly judged: readonly CandidateId[];
}

export type RunStatus = 'running' | 'survived' | 'exhausted' | 'interrupted';

/** Proposals that were there before, in one way or another. */
export interface Repeats {
  /** Letter by letter: never run. */
  readonly exact: number;
  /** But for layout, comments and the names of locals: never run. */
  readonly normalised: number;
  /** Another text that does the same wherever it was run; these were run. */
  readonly behaviour: number;
}

/** What is counted of a run. `run` went through the gauntlet. */
export interface Counts {
  readonly proposed: number;
  readonly duplicates: number;
  /** Of language models; absent where none was asked, and in older records. */
  readonly repeats?: Repeats;
  readonly run: number;
  readonly survived: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly considered: Considered;
  /** Proposals that were asked for and did not come, by the reason; absent where all came. */
  readonly missing?: Readonly<Record<string, number>>;
  /** Models that were asked no longer, and why; absent where all were to the end. */
  readonly silent?: Readonly<Record<string, string>>;
}

export interface Cost {
  readonly inputTokens: number;
  /** Of the input, what a provider had read before; absent where none was counted. */
  readonly cachedTokens?: number;
  readonly outputTokens: number;
  readonly requests: number;
  /**
   * Of the requests, those whose answer never came, or not all of it: a stream is charged by what
   * was heard of it, anything else at its most.
   */
  readonly unanswered?: number;
  readonly dollars: number;
  /** What of all this nobody has counted; absent where everything was. */
  readonly estimated?: Estimated;
  /** Tokens whose price nobody knows: `dollars` holds nothing for them; absent where there are none. */
  readonly unpricedTokens?: number;
}

/** Of what was paid, that which no server has told: the most that it can have been. */
export interface Estimated {
  readonly tokens: number;
  readonly dollars: number;
}

/** What the archive said to a candidate. */
export type Admission = 'new' | 'improved' | 'rejected';

/** The best so far, at one moment of a run. */
export interface Milestone {
  readonly elapsedMs: number;
  /** Candidates run, or programs considered where the grammar model ran alone. */
  readonly candidates: number;
  /** The quality that the archive ranks by: higher is better. */
  readonly quality: number;
  readonly candidate: CandidateId;
}

/**
 * One line of a run's record. Everything else (the archive, the counts, the page, a resumed run)
 * is a fold over these in order.
 */
export type RunEvent =
  /** Its specification came out of words, which was paid for before it began. */
  | { readonly kind: 'drafted'; readonly drafted: Drafted }
  /** A candidate entered the archive, or is a survivor or nominee: its row and its evidence. */
  | { readonly kind: 'candidate'; readonly candidate: Candidate }
  | { readonly kind: 'evidence'; readonly evidence: Evidence }
  /** The archive took a candidate in. */
  | {
      readonly kind: 'admitted';
      readonly candidate: CandidateId;
      readonly admission: Exclude<Admission, 'rejected'>;
    }
  /** The best so far improved. */
  | { readonly kind: 'milestone'; readonly milestone: Milestone }
  /** The judging of a step was cut off. */
  | ({ readonly kind: 'cut' } & CutStep)
  /** What was judged since the newest checkpoint, of steps that are taken again from there. */
  | { readonly kind: 'judged'; readonly evidence: readonly Evidence[] }
  /** A step begins that asks a language model so many questions. */
  | { readonly kind: 'sized'; readonly step: number; readonly asks: number }
  /** A request is about to be sent, and may cost so much; numbered through the run. */
  | { readonly kind: 'requested'; readonly request: number; readonly most: Cost }
  /** What it came to. */
  | { readonly kind: 'settled'; readonly request: number; readonly cost: Cost }
  /** Totals since the start, and what the run needs to go on from here. */
  | {
      readonly kind: 'checkpoint';
      readonly step: number;
      readonly elapsedMs: number;
      readonly counts: Counts;
      readonly cost: Cost;
      readonly arms?: Arms;
      /** Absent in older records. */
      readonly pace?: Pace;
      /** What came in since the checkpoint before, where language models were asked. */
      readonly steps?: readonly StepTimes[];
      /** What the archive and the model's session ask back when the run is resumed. */
      readonly archive: unknown;
      /**
       * What is asked of the newest alone, however large: a ledger forgets it with the next. Part of
       * `archive` in older records.
       */
      readonly state?: unknown;
      readonly model: unknown;
    }
  /** How the baselines and published results do; the newest such event counts. */
  | { readonly kind: 'references'; readonly references: readonly Reference[] }
  /** It goes on from its newest checkpoint, and may spend so much in all. `atMs`: when, in milliseconds since 1970; absent in older records. */
  | { readonly kind: 'resumed'; readonly budget: Budget; readonly atMs?: number }
  /**
   * A person answered a disagreement, in the values of its reality: it is an example now, and the
   * search starts anew with it.
   */
  | { readonly kind: 'answered'; readonly example: Example }
  | {
      readonly kind: 'shortlisted';
      readonly finalists: readonly Finalist[];
      readonly disagreements: readonly Disagreement[];
      /** How many nominees were compared on held-out evidence. */
      readonly compared: number;
    }
  /** The final state was written, as these files (absolute paths). */
  | { readonly kind: 'presented'; readonly files: readonly string[] }
  | {
      readonly kind: 'ended';
      readonly status: Exclude<RunStatus, 'running'>;
      /** How many steps the search took; absent in older records. */
      readonly step?: number;
      readonly elapsedMs: number;
      readonly counts: Counts;
      readonly cost: Cost;
      /** What the control and evolution came to, where language models were asked. */
      readonly arms?: Arms;
      /** Absent in older records. */
      readonly pace?: Pace;
      /** What came in since the newest checkpoint. */
      readonly steps?: readonly StepTimes[];
    };
