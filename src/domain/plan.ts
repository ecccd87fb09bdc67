/** A way to go about a problem, which a question that starts from nothing names. */
export interface Plan {
  /** A few words: what its candidates are told apart by. */
  readonly name: string;
  /** In sentences, for a model. */
  readonly advice: string;
}
