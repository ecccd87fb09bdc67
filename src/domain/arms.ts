/** What one way of asking language models has come to: plain sampling, or all that builds on it. */
export interface Arm {
  /** Samples that came, and were judged before the run was over. */
  readonly proposed: number;
  /** Of these, those that are, or repeat, a survivor: with `proposed` the unbiased pass@k. */
  readonly right: number;
  /** Distinct ones among the proposed, each side counted as if it were alone. */
  readonly run: number;
  /** Distinct ones that survived. */
  readonly survived: number;
  /** Of output. */
  readonly tokens: number;
  readonly dollars: number;
  /** The qualities of its best survivors, from the best on; empty where nothing is scored. */
  readonly best: readonly number[];
  /**
   * Of its distinct survivors, those that are better than the best of the other side, and those
   * that are at least as good; absent where nothing is scored, and in older records.
   */
  readonly ahead?: number;
  readonly level?: number;
}

/** The control and what it is held against. */
export interface Arms {
  readonly control: Arm;
  readonly evolution: Arm;
}

/** The strategy of candidates that were sampled without parents and without evidence. */
export const controlStrategy = 'control';
