import { hasPassed, type Evidence } from '../domain/evidence.ts';

/** How many times the fuel of the usual program another may spend. */
const patience = 50;

/**
 * Units that every program may spend: engines count in units so large that most programs spend
 * none, and fifty times none would stop whoever loops a few thousand times.
 */
const leastUnits = 10;

/** How many of the newest that passed the limit is learnt from. */
const windowLength = 101;

/** What a trial of each stage may spend at one logical step, in units of its engine. */
export interface FuelLimits {
  /** `undefined` while nobody has passed the stage: then the engine's own limit holds. */
  for(stage: string): number | undefined;
}

/** Spent by the newest that passed, by stage; plain JSON. */
export type FuelCheckpoint = Readonly<Record<string, readonly number[]>>;

/**
 * Learns from the evidence folded so far what a trial may spend: fifty times the median of what
 * those spent that passed the same stage. Where nobody has passed, the limit is the engine's own,
 * which is larger. What a stage took in all limits each of its trials.
 */
export class Fuel {
  readonly #spent: Map<string, readonly number[]>;

  constructor(checkpoint: FuelCheckpoint = {}) {
    this.#spent = new Map(Object.entries(checkpoint));
  }

  fold(evidence: Evidence): void {
    if (!hasPassed(evidence) || evidence.fuel === undefined) return;
    const spent = [...(this.#spent.get(evidence.stage) ?? []), evidence.fuel];
    this.#spent.set(evidence.stage, spent.slice(-windowLength));
  }

  /** A snapshot: what is folded later does not change it. */
  limits(): FuelLimits {
    const medians = new Map([...this.#spent].map(([stage, spent]) => [stage, medianOf(spent)]));
    return {
      for: (stage) => {
        const median = medians.get(stage);
        return median === undefined ? undefined : Math.max(leastUnits, patience * median);
      },
    };
  }

  checkpoint(): FuelCheckpoint {
    return Object.fromEntries(this.#spent);
  }
}

const medianOf = (spent: readonly number[]): number =>
  spent.toSorted((left, right) => left - right)[spent.length >> 1]!;
