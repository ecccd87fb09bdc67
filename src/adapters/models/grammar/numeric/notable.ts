/** To what share of the best before, of its length or shorter, a program must bring the rest. */
const progress = 0.9;
/** What an exact program leaves unexplained at most, as a share of the target's spread. */
const exactShare = 1e-18;
/** Exact programs that are let through though others were before them. */
const mostExact = 40;

/** Decides which programs of an inner loop are worth the cost of finishing. */
export class Notable {
  readonly #best: number[];
  readonly #exact: number;
  #exactCount = 0;

  /**
   * @param longest program.
   * @param target one value a case.
   */
  constructor(longest: number, target: Float64Array) {
    this.#best = Array.from({ length: longest + 1 }, () => Infinity);
    const mean = target.reduce((sum, value) => sum + value, 0) / target.length;
    const spread = target.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    this.#exact = exactShare * spread;
  }

  /** Whether a program of this length that leaves so much unexplained says something new. */
  accepts(length: number, unexplained: number): boolean {
    if (unexplained <= this.#exact) return ++this.#exactCount <= mostExact;
    if (!(unexplained < progress * this.#best[length]!)) return false;
    for (let longer = length; longer < this.#best.length; longer++) {
      if (unexplained < this.#best[longer]!) this.#best[longer] = unexplained;
    }
    return true;
  }
}
