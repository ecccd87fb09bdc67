import { scoresOf, type Evidence } from '../domain/evidence.ts';
import type { Direction } from '../domain/problem.ts';
import { mean } from '../domain/survivor.ts';

/** The share of the candidates that a selective stage lets on (Jamieson & Talwalkar 2016: 1/η). */
const promotedShare = 0.15;

/** How many of the newest scores of a stage the bar is learnt from. */
const windowLength = 200;

/** The bar of each selective stage at one logical step. */
export interface Bars {
  /** Whether a candidate that passed the stage goes on to the next. */
  promotes(evidence: Evidence): boolean;
}

/**
 * Learns the bar of each selective stage from the evidence folded so far: the score that the best
 * share of the newest candidates reached. `bars` stands still while a step is judged, so that the
 * outcome depends on no worker's speed.
 */
export class Promotion {
  readonly #direction: Direction;
  /** Newest scores a stage, a ring; lower is better. */
  readonly #windows = new Map<string, { readonly costs: number[]; next: number }>();

  constructor(direction: Direction = 'maximise') {
    this.#direction = direction;
  }

  fold(evidence: Evidence): void {
    const cost = this.#costOf(evidence);
    if (cost === undefined) return;
    let window = this.#windows.get(evidence.stage);
    if (window === undefined) this.#windows.set(evidence.stage, (window = { costs: [], next: 0 }));
    window.costs[window.next] = cost;
    window.next = (window.next + 1) % windowLength;
  }

  #costOf(evidence: Evidence): number | undefined {
    const scores = scoresOf(evidence);
    if (scores === undefined || scores.length === 0) return undefined;
    return this.#direction === 'minimise' ? mean(scores) : -mean(scores);
  }

  /** A snapshot: what is folded later does not change it. */
  bars(): Bars {
    const bars = new Map<string, number>();
    for (const [stage, { costs }] of this.#windows) {
      const sorted = costs.toSorted((left, right) => left - right);
      bars.set(stage, sorted[Math.floor(sorted.length * promotedShare)]!);
    }
    return {
      promotes: (evidence) => {
        const cost = this.#costOf(evidence);
        return cost === undefined || cost <= (bars.get(evidence.stage) ?? Infinity);
      },
    };
  }

  /** Plain JSON. */
  checkpoint(): unknown {
    return [...this.#windows].map(([stage, window]) => ({ stage, ...window }));
  }

  static restore(direction: Direction, checkpoint: unknown): Promotion {
    const promotion = new Promotion(direction);
    for (const { stage, costs, next } of checkpoint as readonly {
      readonly stage: string;
      readonly costs: readonly number[];
      readonly next: number;
    }[]) {
      promotion.#windows.set(stage, { costs: [...costs], next });
    }
    return promotion;
  }
}
