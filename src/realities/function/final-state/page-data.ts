import type { Drafted } from '../../../domain/drafted.ts';
import type { Verdict } from '../../../domain/evidence.ts';
import type { Signature } from '../../../domain/function.ts';
import type { Direction } from '../../../domain/problem.ts';
import type { Cost, Counts, Milestone, RunStatus } from '../../../domain/run.ts';
import type { Reference, ScoreReport } from '../../../domain/shortlist.ts';
import type { Rankable, Weighted } from './rank.ts';

/** A value as the literal that `showValue` prints, since JSON knows neither `NaN` nor `-0`. */
export type Literal = string;

/** What one stage said of a candidate. */
export interface EvidenceLine {
  readonly stage: string;
  readonly verdict: Verdict;
  readonly passed?: number;
  readonly total?: number;
  /** Over its instances, where the stage scores. */
  readonly score?: number;
  /** What went wrong, in words; empty where nothing did. */
  readonly note: string;
}

/** One survivor of the archive. */
export interface SurvivorView extends Rankable {
  readonly id: string;
  readonly source: string;
  readonly model: string;
  readonly strategy: string;
  /**
   * Everything measured: `size`, `medianNs`, …; `score`, the mean of the stage that breeds; and
   * `heldOut`, the share of the held-out cases passed. Finite numbers only.
   */
  readonly measures: Readonly<Record<string, number>>;
}

/** One of the three, or what came closest where nothing survived. */
export interface FinalistView extends SurvivorView {
  readonly rank: number;
  readonly why: string;
  /** Plain JavaScript declaring the function; absent where it cannot run in a browser. */
  readonly javascript?: string;
  readonly evidence: readonly EvidenceLine[];
  readonly score?: ScoreReport;
}

export interface ExampleView {
  readonly args: readonly Literal[];
  readonly result: Literal;
  /** A person gave it as the answer to a disagreement. */
  readonly isAnswer: boolean;
}

/** An input on which the three differ; `results[k]` is what finalist k returns, if known. */
export interface DisagreementView {
  readonly args: readonly Literal[];
  readonly results: readonly (Literal | null)[];
}

/** A way of making candidates and what came of it. */
export interface GeneratorShare {
  readonly name: string;
  readonly count: number;
}

/** What plain sampling came to, and what evolution did, each as if it were alone. */
export interface ContestView {
  readonly winner: 'evolution' | 'control' | 'undecided';
  readonly control: SideView;
  readonly evolution: SideView;
  /** Of the shares of survivors, with a 95 % interval. */
  readonly difference?: { readonly rate: number; readonly interval: readonly [number, number] };
  /** That of as many candidates evolution's best is the better. */
  readonly chance?: number;
}

interface SideView {
  readonly run: number;
  readonly survived: number;
}

/** A call on which the readings of an intent in words differed; values as literals. */
export interface UnclearView {
  readonly args: readonly string[];
  readonly choices: readonly { readonly result: string; readonly says: string }[];
  readonly answer?: string;
}

/** How the specification came out of words. */
export interface DraftedView extends Pick<
  Drafted,
  'words' | 'meanings' | 'otherHeads' | 'isStranded' | 'properties'
> {
  readonly unclear: readonly UnclearView[];
}

/** Everything that the page shows, as plain JSON; it stands in the page for its own script too. */
export interface PageData {
  readonly run: string;
  readonly intent: string;
  readonly signature: Signature;
  /** Where the intent came as words. */
  readonly drafted?: DraftedView;
  readonly status: RunStatus;
  readonly startedAtMs: number;
  readonly elapsedMs: number;
  readonly seed: number;
  readonly models: readonly string[];
  readonly tolerance: number;
  /** Of the score; absent where examples alone decide. */
  readonly direction?: Direction;
  /** What scores are shown in, where the specification says so. */
  readonly unit?: string;
  readonly examples: readonly ExampleView[];
  readonly references: readonly Reference[];
  readonly finalists: readonly FinalistView[];
  /** The best so far, where nothing survived. */
  readonly closest?: FinalistView;
  /** How many nominees were compared on held-out evidence. */
  readonly compared: number;
  readonly disagreements: readonly DisagreementView[];
  /** At most 200: the finalists, then the best of every cluster, then the best of the rest. */
  readonly survivors: readonly SurvivorView[];
  /** How many there are in the archive. */
  readonly survivorCount: number;
  readonly objectives: readonly Weighted[];
  readonly milestones: readonly Milestone[];
  readonly counts: Counts;
  readonly cost: Cost;
  /** Whether evolution beat plain sampling, where language models were asked. */
  readonly contest?: ContestView;
  /** By what the survivors were made, the most fruitful first. */
  readonly generators: readonly GeneratorShare[];
  readonly specPath: string;
  /** The command line that starts the same run again. */
  readonly replay: string;
  readonly ledgerPath: string;
  /** Name and version: Sluice, Node, the platform, … */
  readonly versions: Readonly<Record<string, string>>;
  readonly files: readonly string[];
  /** The document that `--json` prints, for other programs. */
  readonly outcome: unknown;
}
