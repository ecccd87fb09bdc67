/** Steps that the shortlist must stand still, at the least, before it counts as settled. */
const patienceSteps = 60;

/**
 * Notices when more search stops changing the shortlist: it has stood still for as many steps as
 * it took to form, and for a few more. Counts steps and no time, so it is the same on any machine.
 */
export class Settling {
  #standing: string;
  #changedAt: number;

  constructor({ standing, changedAt } = { standing: '', changedAt: 0 }) {
    this.#standing = standing;
    this.#changedAt = changedAt;
  }

  /** What the constructor asks back; plain JSON. */
  checkpoint(): { readonly standing: string; readonly changedAt: number } {
    return { standing: this.#standing, changedAt: this.#changedAt };
  }

  /** Tells the candidates that would be shortlisted after a step; none are never settled. */
  isSettled(step: number, candidates: readonly string[]): boolean {
    const standing = candidates.join(' ');
    if (standing !== this.#standing) {
      this.#standing = standing;
      this.#changedAt = step;
    }
    return standing !== '' && step - this.#changedAt >= Math.max(patienceSteps, this.#changedAt);
  }
}
