import { nothingConsidered, type Considered } from '../../../../domain/considered.ts';

/** Counts what a generator did, and says when its quota is used up. */
export class Meter {
  tokens = 0;
  generated = 0;
  distinct = 0;
  runOnOne = 0;
  runOnAll = 0;
  new = 0;
  covered = 0;
  /** Work done, in programs considered; `covered` ones weigh less. */
  work = 0;
  #limit = 0;
  #alarm = Infinity;
  /** Programs of this pass; no two of one pass are written the same. */
  #pass = 0;
  #longestPass = 0;
  #reported: Considered = nothingConsidered;

  /** Whether to yield: the quota is used up, or it is time for something else. */
  get due(): boolean {
    return this.work >= this.#limit || this.work >= this.#alarm;
  }

  get spent(): boolean {
    return this.work >= this.#limit;
  }

  /** Makes `due` come true once `work` reaches this, whatever the quota. */
  set alarm(work: number) {
    this.#alarm = work;
  }

  /** From here on programs may be those of an earlier pass again. */
  startPass(): void {
    this.#pass = 0;
  }

  /** Counts one production put on top of known programs, `tried` times. */
  countRow(tried: number, complete: number): void {
    this.tokens += tried;
    this.generated += tried;
    this.runOnOne += tried;
    this.runOnAll += complete;
    this.work += tried;
    this.#pass += tried;
    if (this.#pass > this.#longestPass) {
      this.distinct += this.#pass - this.#longestPass;
      this.#longestPass = this.#pass;
    }
  }

  grant(quota: number): void {
    this.#limit = Math.max(this.#limit, this.work) + quota;
  }

  /** Whatever was counted since this was last called. */
  take(): Considered {
    const before = this.#reported;
    const { tokens, generated, distinct, runOnOne, runOnAll, covered } = this;
    this.#reported = { tokens, generated, distinct, runOnOne, runOnAll, new: this.new, covered };
    return {
      tokens: tokens - before.tokens,
      generated: generated - before.generated,
      distinct: distinct - before.distinct,
      runOnOne: runOnOne - before.runOnOne,
      runOnAll: runOnAll - before.runOnAll,
      new: this.new - before.new,
      covered: covered - before.covered,
    };
  }
}
