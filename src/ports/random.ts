/**
 * Chance as a port. Every draw is a function of the seed and of the draws before it, so a run can
 * be repeated; `fork` gives a stream of its own to a part whose number of draws may vary.
 */
export interface Random {
  /** A whole number, uniform in 0 … 2³² − 1. */
  uint32(): number;
  /** Uniform in [0, 1). */
  float(): number;
  /** A whole number, uniform in 0 … `bound` − 1; `bound` from 1 to 2³². */
  below(bound: number): number;
  /** An independent stream, the same for the same seed and label whatever was drawn before. */
  fork(label: string): Random;
}
