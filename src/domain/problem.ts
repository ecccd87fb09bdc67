import type { Example, Signature } from './function.ts';
import type { Value } from './value.ts';

export type Direction = 'minimise' | 'maximise';

/** How reality judges: `equality` with the examples, or a `score` a candidate earns. */
export type Judgement =
  | { readonly by: 'equality'; readonly tolerance: number }
  | {
      readonly by: 'score';
      readonly direction: Direction;
      /** What a score is shown in, as the author says; `%` for a share of 1. */
      readonly unit?: string;
    };

/** A function that is looked for: everything a model may know of it, and nothing held out. */
export interface FunctionProblem {
  readonly kind: 'function';
  readonly intent: string;
  readonly signature: Signature;
  /** Visible examples only. */
  readonly examples: readonly Example[];
  readonly judgement: Judgement;
  /** Literals that the author suggests. */
  readonly constants: readonly Value[];
}

/** How much of a file a language model is shown at once, in letters. */
export const fileLettersMost = 24_000;

/** A file in any language that is looked for. */
export interface FileProblem {
  readonly kind: 'file';
  readonly intent: string;
  readonly path: string;
  /** The text that the search starts from. */
  readonly initial: string;
  /** The name of the marks around what may change; the whole file where there is none. */
  readonly region?: string;
  readonly judgement: Judgement;
}

/** What a model is asked to solve. Plain data: it can be logged, sent and replayed. */
export type Problem = FunctionProblem | FileProblem;
