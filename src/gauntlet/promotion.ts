import type { Evidence } from '../domain/evidence.ts';
import type { Direction } from '../domain/problem.ts';
import { scoreOf } from '../domain/score.ts';

/** The share of new behaviours that a selective stage lets on (Jamieson & Talwalkar 2016: 1/η). */
const promotedShare = 0.35;

/** How many of the newest scores of a stage the bar is learnt from. */
const windowLength = 200;

/** For how many folded candidates a behaviour counts as known. */
const rememberedMost = 50_000;

/** The bar of each selective stage at one logical step. */
export interface Bars {
  /** Whether a candidate that passed the stage goes on to the next. */
  promotes(evidence: Evidence): boolean;
}

/** When a behaviour was first seen in a size, and since in smaller ones. */
interface Sighting {
  readonly time: number;
  readonly size: number;
}

/** What is known of one stage. */
interface Known {
  /** Scores of the newest behaviours, a ring; lower is better. */
  readonly costs: number[];
  next: number;
  /** How often something was folded. */
  time: number;
  /** Each behaviour's sightings, every one smaller than those before. The oldest come first. */
  readonly sightings: Map<string, Sighting[]>;
}

/**
 * Learns from the evidence folded so far who goes on from a selective stage: of those who do
 * something new, the better part, and of those who do what was seen before only the smaller. In
 * evolution most children behave like a parent; this is where they end. `bars` stands still while
 * a step is judged, so that the outcome depends on no worker's speed.
 */
export class Promotion {
  readonly #direction: Direction;
  readonly #stages = new Map<string, Known>();

  constructor(direction: Direction = 'maximise') {
    this.#direction = direction;
  }

  fold(evidence: Evidence): void {
    const cost = this.#costOf(evidence);
    if (cost === undefined) return;
    const known = this.#stages.get(evidence.stage) ?? nothingKnown();
    this.#stages.set(evidence.stage, known);
    known.time++;
    const { behaviour, size } = doing(evidence);
    const sightings = behaviour === undefined ? undefined : recent(known, behaviour, known.time);
    if (sightings === undefined) {
      known.costs[known.next] = cost;
      known.next = (known.next + 1) % windowLength;
    } else if (size >= sightings.at(-1)!.size) {
      return;
    }
    if (behaviour === undefined) return;
    known.sightings.delete(behaviour);
    known.sightings.set(behaviour, [...(sightings ?? []), { time: known.time, size }]);
    forget(known);
  }

  #costOf(evidence: Evidence): number | undefined {
    const score = scoreOf(evidence);
    if (score === undefined) return undefined;
    return this.#direction === 'minimise' ? score : -score;
  }

  /** A snapshot: what is folded later does not change it. */
  bars(): Bars {
    const bars = new Map<string, { readonly cost: number; readonly time: number }>();
    for (const [stage, { costs, time }] of this.#stages) {
      const sorted = costs.toSorted((left, right) => left - right);
      bars.set(stage, { cost: sorted[Math.floor(sorted.length * promotedShare)]!, time });
    }
    return {
      promotes: (evidence) => {
        const bar = bars.get(evidence.stage);
        const cost = this.#costOf(evidence);
        if (bar === undefined || cost === undefined) return true;
        const { behaviour, size } = doing(evidence);
        const known = this.#stages.get(evidence.stage)!;
        const sightings = behaviour === undefined ? undefined : recent(known, behaviour, bar.time);
        return cost <= bar.cost && size < (sightings?.at(-1)?.size ?? Infinity);
      },
    };
  }
}

const nothingKnown = (): Known => ({ costs: [], next: 0, time: 0, sightings: new Map() });

function doing(evidence: Evidence): {
  readonly behaviour: string | undefined;
  readonly size: number;
} {
  if (evidence.verdict !== 'passed' && evidence.verdict !== 'failed') {
    return { behaviour: undefined, size: 0 };
  }
  return { behaviour: evidence.behaviour, size: evidence.measures?.['size'] ?? 0 };
}

/** The sightings up to `time` that were not forgotten by then. */
function recent(known: Known, behaviour: string, time: number): Sighting[] | undefined {
  const all = known.sightings.get(behaviour) ?? [];
  const seen = all.filter((sighting) => sighting.time <= time);
  return (seen.at(-1)?.time ?? -Infinity) > time - rememberedMost ? seen : undefined;
}

/** Twice as long as it counts: a snapshot of an earlier time may still ask. */
function forget({ sightings, time }: Known): void {
  for (const [behaviour, seen] of sightings) {
    if (seen.at(-1)!.time > time - 2 * rememberedMost) return;
    sightings.delete(behaviour);
  }
}
