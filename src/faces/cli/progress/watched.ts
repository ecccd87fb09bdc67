import type { Progress } from '../../../index.ts';
import { Rate } from './rate.ts';
import type { Improvement } from './sparkline.ts';

/** A moment of a run, with what only looking at it for a while can tell. */
export interface Watched {
  readonly progress: Progress;
  readonly consideredPerSecond: number;
  readonly runPerSecond: number;
  readonly improvements: readonly Improvement[];
  /** Whether the best so far is better than the moment before. */
  readonly improved: boolean;
  /** Milliseconds until the budget is spent; absent until there is a pace to go by. */
  readonly leftMs?: number;
}

/** Looks at a run and keeps what a rate and a history need. */
export class Watch {
  readonly #considered = new Rate();
  readonly #run = new Rate();
  readonly #improvements: Improvement[] = [];
  /** Budget and time that were spent before this process: a resumed run has some of both. */
  #before: { readonly share: number; readonly elapsedMs: number } | undefined;

  look(progress: Progress): Watched {
    const { elapsedMs, budgetShare, counts, best } = progress;
    this.#before ??= { share: budgetShare, elapsedMs };
    const known = this.#improvements.at(-1)?.value;
    const improved = best !== undefined && best.quality !== known;
    if (improved) this.#improvements.push({ atMs: elapsedMs, value: best.quality });
    const leftMs = this.#leftMs(budgetShare, elapsedMs);
    return {
      progress,
      consideredPerSecond: this.#considered.add(elapsedMs, counts.considered.generated),
      runPerSecond: this.#run.add(elapsedMs, counts.run),
      improvements: this.#improvements,
      improved,
      ...(leftMs === undefined ? {} : { leftMs }),
    };
  }

  #leftMs(share: number, elapsedMs: number): number | undefined {
    const before = this.#before ?? { share: 0, elapsedMs: 0 };
    const spent = share - before.share;
    if (spent <= 0) return undefined;
    return ((elapsedMs - before.elapsedMs) / spent) * (1 - share);
  }
}
