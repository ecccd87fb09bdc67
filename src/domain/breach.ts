/** A cheat that a specification would let through, found before the search. */
export interface Breach {
  /** What it is, with its article: `a lookup table`. */
  readonly cheat: string;
  /** What it does, in words that go on after `it`: `knows the examples by heart`. */
  readonly does: string;
  /** The stages that it passed, in their order; all that could have stopped it. */
  readonly passed: readonly string[];
  /** What the specification lacks, and what to add. */
  readonly mend: string;
}

/** What came of turning cheats on a specification. */
export interface Attack {
  readonly breaches: readonly Breach[];
  /** Cheats that were not tried: it was cut off. */
  readonly untried: number;
}
