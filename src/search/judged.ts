import type { CandidateId } from '../domain/candidate.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Reality } from '../ports/reality.ts';

/** What takes less, in milliseconds, is sooner judged again than it is kept. */
const slowMs = 10;

/** What judges the candidates of a step. */
export type Judging = Pick<Reality, 'stages' | 'judge' | 'recall'>;

/**
 * What was judged since the newest checkpoint, and took its time. A run that goes on from there
 * takes the steps since then again; what is on record of them is not judged twice.
 */
export class Judged {
  readonly #known = new Map<CandidateId, Evidence[]>();
  #fresh: Evidence[] = [];

  /** `recorded`: since the newest checkpoint of a run that goes on. */
  constructor(recorded: readonly Evidence[] = []) {
    for (const seen of recorded) {
      if (seen.wallMs < slowMs) continue;
      const known = this.#known.get(seen.candidate) ?? [];
      this.#known.set(seen.candidate, known);
      known.push(seen);
    }
  }

  /** What came in and is not on record: with it, a checkpoint can be done without. */
  take(): readonly Evidence[] {
    const fresh = this.#fresh;
    this.#fresh = [];
    return fresh;
  }

  /** A checkpoint is on record: what was judged before it is never judged again. */
  forget(): void {
    this.#known.clear();
    this.#fresh = [];
  }

  /** Judges as the reality does, but for what is known. */
  by(reality: Judging): Judging {
    return { stages: reality.stages, judge: (...asked) => this.#judge(reality, asked) };
  }

  async *#judge(
    reality: Judging,
    [stage, batch, signal, fuelMost]: Parameters<Reality['judge']>,
  ): AsyncIterable<Evidence> {
    const known = batch.map(({ id }) => this.#knownOf(id, stage, fuelMost));
    const left = batch.filter((_, at) => known[at] === undefined);
    for (const seen of known) if (seen !== undefined) reality.recall?.(seen);
    if (left.length === 0) return yield* known.filter((seen) => seen !== undefined);
    const judging = reality.judge(stage, left, signal, fuelMost)[Symbol.asyncIterator]();
    try {
      for (const seen of known) {
        if (seen !== undefined) {
          yield seen;
          continue;
        }
        const { value, done } = await judging.next();
        if (done === true) return;
        if (value.wallMs >= slowMs) this.#fresh.push(value);
        yield value;
      }
    } finally {
      await judging.return?.();
    }
  }

  /** What judging would come to again: whoever had no more fuel than now, or needed none of it. */
  #knownOf(id: CandidateId, stage: string, fuelMost: number | undefined): Evidence | undefined {
    return this.#known.get(id)?.find((seen) => {
      if (seen.stage !== stage) return false;
      if (seen.verdict === 'timedOut') return seen.fuelMost === fuelMost;
      return (seen.fuel ?? 0) <= (fuelMost ?? Infinity);
    });
  }
}
