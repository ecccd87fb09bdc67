/**
 * The always-on control: of all questions to language models a share, evenly spread, is asked
 * plainly, without parents and without evidence, so that a run shows what evolution adds.
 */
export class Control {
  readonly #share: number;
  #questions: number;

  /** `share`: from 0 to 1; `questions`: that were decided before. */
  constructor(share: number, questions = 0) {
    this.#share = share;
    this.#questions = questions;
  }

  /** Whether the next question is a plain one; the first is, where any is. */
  take(): boolean {
    const before = Math.ceil(this.#questions * this.#share);
    return Math.ceil(++this.#questions * this.#share) > before;
  }

  get questions(): number {
    return this.#questions;
  }
}
