/**
 * A set of the newest texts: it knows at least the last `most` of them and at most twice as many,
 * forgets the older ones, and can tell what came in since it was last asked, so that a checkpoint
 * costs no more than what happened since the one before. Every operation is O(1).
 */
export class Remembered {
  readonly #most: number;
  #newest = new Set<string>();
  #older = new Set<string>();
  #growth: string[] = [];

  /** `growths`: everything that `growth` has told, in order, of a set that is to be continued. */
  constructor(most: number, growths: readonly (readonly string[])[] = []) {
    this.#most = most;
    for (const growth of growths) for (const text of growth) this.add(text);
    this.#growth = [];
  }

  has(text: string): boolean {
    return this.#newest.has(text) || this.#older.has(text);
  }

  /** Whether it was not there before. */
  add(text: string): boolean {
    if (this.has(text)) return false;
    if (this.#newest.size === this.#most) {
      this.#older = this.#newest;
      this.#newest = new Set();
    }
    this.#newest.add(text);
    this.#growth.push(text);
    return true;
  }

  /** What came in since the last time, in order. */
  growth(): readonly string[] {
    const growth = this.#growth;
    this.#growth = [];
    return growth;
  }
}
