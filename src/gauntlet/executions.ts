import { nothingConsidered, type Considered } from '../domain/considered.ts';
import type { Evidence } from '../domain/evidence.ts';
import { Remembered } from '../domain/remembered.ts';
import type { Reality } from '../ports/reality.ts';
import type { Climb } from './climb.ts';

/** How many behaviours count as seen before; a longer run may count an older one once more. */
const behavioursMost = 500_000;

/**
 * Counts what the gauntlet ran of programs that the model which wrote them did not run inside: on
 * one case when a stage executed it at all, on all when the last stage for everyone went through
 * its cases to the end, and new when what it did there was not seen before.
 */
export class Executions {
  readonly #lastStage: string | undefined;
  readonly #behaviours: Remembered;

  constructor(reality: Pick<Reality, 'stages'>, growths: readonly (readonly string[])[] = []) {
    this.#lastStage = reality.stages.findLast(({ audience }) => audience === 'everyone')?.name;
    this.#behaviours = new Remembered(behavioursMost, growths);
  }

  count(climbs: readonly Climb[]): Considered {
    let [runOnOne, runOnAll, isNew] = [0, 0, 0];
    for (const { evidence } of climbs) {
      if (evidence.some(({ verdict }) => verdict !== 'rejected')) runOnOne++;
      const whole = evidence.find((seen) => seen.stage === this.#lastStage && ranToTheEnd(seen));
      if (whole === undefined) continue;
      runOnAll++;
      const { behaviour } = whole as { readonly behaviour?: string };
      if (behaviour !== undefined && this.#behaviours.add(behaviour)) isNew++;
    }
    return { ...nothingConsidered, runOnOne, runOnAll, new: isNew };
  }

  /** Counts those that did what another one did before, where their behaviour is known at all. */
  repeated(climbs: readonly Climb[]): number {
    const known = climbs.filter(({ evidence }) => {
      const whole = evidence.find((seen) => seen.stage === this.#lastStage && ranToTheEnd(seen));
      return whole !== undefined && 'behaviour' in whole && whole.behaviour !== undefined;
    });
    return known.length - this.count(known).new;
  }

  /** The behaviours that came in since the last checkpoint. */
  checkpoint(): readonly string[] {
    return this.#behaviours.growth();
  }
}

const ranToTheEnd = ({ verdict }: Evidence): boolean =>
  verdict === 'passed' || verdict === 'failed';
