/** The first 16 hexadecimal digits of the SHA-256 of the source. */
export type CandidateId = string;

/** What a model hands over: one attempt, not yet identified. */
export interface Draft {
  readonly source: string;
  readonly parents: readonly CandidateId[];
  /** How it was made: `enumerate`, `mutate`, `repair`, … */
  readonly strategy: string;
  /**
   * The model's own form of the program, opaque to everyone else; comes back with the candidate
   * when it is a parent.
   */
  readonly program?: string;
  readonly tokens: number;
  readonly costUsd: number;
}

/** One attempt, identified by the hash of its content. */
export interface Candidate extends Draft {
  readonly id: CandidateId;
  readonly model: string;
  /** The logical time at which it was asked for: the number of the step, from 0. */
  readonly step: number;
  /** The island that it was bred on. */
  readonly island: number;
}
