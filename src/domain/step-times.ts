/**
 * What one step of a run took that asked a language model; moments are milliseconds since the
 * run began. With it a run can be projected to other speeds of the model.
 */
export interface StepTimes {
  readonly step: number;
  readonly askedMs: number;
  /** All samples have come. */
  readonly answeredMs: number;
  /** All that was new among them has been judged. */
  readonly judgedMs: number;
  readonly samples: number;
  /** Of output, all samples together. */
  readonly tokens: number;
  /** Of the longest of them; absent in older records. */
  readonly longest?: number;
  /** Distinct candidates that were judged. */
  readonly judged: number;
  /** What judging them took, added up over the processes that judge. */
  readonly workMs: number;
  /** How many processes judge. */
  readonly workers: number;
  /** What the main process was busy with since the step before; absent where nothing tells it. */
  readonly mainMs?: number;
  /** Processors of the machine; absent in older records. */
  readonly processors?: number;
  /** The samples of the control. */
  readonly control: readonly ControlSample[];
}

/** One plain sample, duplicates included. */
export interface ControlSample {
  /** Of output. */
  readonly tokens: number;
  readonly dollars: number;
  /**
   * Higher is better: of a survivor its score, or of any the share of the cases that it got
   * right. `null` where it has none.
   */
  readonly quality: number | null;
}
