import { hasPassed, type Evidence } from '../domain/evidence.ts';

/** How many times the fuel of the usual program another may spend. */
const patience = 50;

/**
 * Units that every program may spend: engines count in units so large that most programs spend
 * none, and fifty times none would stop whoever loops a few thousand times.
 */
const leastUnits = 10;

/**
 * Units that are tried, one after the other, where nobody of the run has passed yet: nine in ten of
 * what is right takes less than the first, and what loops for ever would take the time of thousands.
 */
const firstUnits = [40, 400, 4000, 40_000] as const;

/** How many of the newest that passed the limit is learnt from. */
const windowLength = 101;

/** What a trial of each stage may spend at one logical step, in units of its engine. */
export interface FuelLimits {
  /**
   * One after the other, each larger, as long as nobody passes; `undefined`: the engine's own.
   * There is only one where somebody has passed before.
   */
  for(stage: string): readonly (number | undefined)[];
}

/** The engine's own limits and no others. */
export const openLimits: FuelLimits = { for: () => [undefined] };

/** Spent by the newest that passed, by stage; plain JSON. */
export type FuelCheckpoint = Readonly<Record<string, readonly number[]>>;

/**
 * Learns from the evidence folded so far what a trial may spend: fifty times the median of what
 * those spent that passed the same stage. Where nobody has passed, the limit rises up to the
 * engine's own until somebody does. What a stage took in all limits each of its trials.
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
    const learnt = new Map([...this.#spent].map(([stage, spent]) => [stage, unitsFor(spent)]));
    return {
      for: (stage) => {
        const units = learnt.get(stage);
        return units === undefined ? [...firstUnits, undefined] : [units];
      },
    };
  }

  checkpoint(): FuelCheckpoint {
    return Object.fromEntries(this.#spent);
  }
}

/** What another may spend, beside those that passed and spent so much. */
export const unitsFor = (spent: readonly number[]): number =>
  Math.max(leastUnits, patience * medianOf(spent));

const medianOf = (spent: readonly number[]): number =>
  spent.toSorted((left, right) => left - right)[spent.length >> 1]!;
