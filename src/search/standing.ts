import type { Arm } from '../domain/arms.ts';

/**
 * How many of a side's survivors stand above the best of the other, and how many at least as high.
 * What came in is counted once, and again only when that best has risen.
 */
export class Standing {
  readonly #qualities: number[] = [];
  #best: number | undefined;
  #counted = 0;
  #ahead = 0;
  #level = 0;

  add(quality: number): void {
    this.#qualities.push(quality);
  }

  /** `best`: of the other side; everybody is ahead of none. */
  against(best: number | undefined): Required<Pick<Arm, 'ahead' | 'level'>> {
    if (best !== this.#best) this.#counted = this.#ahead = this.#level = 0;
    this.#best = best;
    for (; this.#counted < this.#qualities.length; this.#counted++) {
      const quality = this.#qualities[this.#counted]!;
      if (best === undefined || quality > best) this.#ahead++;
      if (best === undefined || quality >= best) this.#level++;
    }
    return { ahead: this.#ahead, level: this.#level };
  }
}
