import type { RunEvent } from '../domain/run.ts';
import { survivorOf, type Survivor } from '../domain/survivor.ts';
import { nominate, report, type Climb } from '../gauntlet/climb.ts';
import type { Clock } from '../ports/clock.ts';
import type { Reality } from '../ports/reality.ts';
import { finalists, shortlist } from '../shortlist/shortlist.ts';
import { contend } from './contending.ts';
import type { RunRecord } from './record.ts';
import { asEvent } from './selection.ts';
import { unlessAborted } from './unless-aborted.ts';

/** Inputs on which the finalists differ that are put to a person. */
const disagreementsMost = 6;

/** The share of the time that is left once the search is over, for the judging of nominees. */
const nominatingShare = 0.75;

/** What it ends with: who is judged, by what, and where that is recorded. */
export interface EndingPorts {
  readonly reality: Reality;
  readonly record: RunRecord;
  readonly clock: Clock;
}

/**
 * What comes after the search: the best meet evidence that nobody has bred on, and three are
 * chosen. Once its time is over, or the run interrupted, whoever has evidence is shortlisted.
 */
export class Ending {
  readonly #ports: EndingPorts;
  readonly #nominating: AbortSignal;
  readonly #reporting: AbortSignal;

  /** `msLeft`: what all of it may take from now on. */
  constructor(ports: EndingPorts, msLeft: number, interrupt: AbortSignal) {
    const { clock } = ports;
    this.#ports = ports;
    this.#nominating = AbortSignal.any([interrupt, clock.deadline(msLeft * nominatingShare)]);
    this.#reporting = AbortSignal.any([interrupt, clock.deadline(msLeft)]);
  }

  /** The best survivors meet evidence that nobody has bred on. */
  async nominate(nominees: readonly Survivor[]): Promise<readonly Survivor[]> {
    const climbs = new Map<string, Climb>();
    const signal = this.#nominating;
    await unlessAborted(signal, this.#climbInto(climbs, nominees, signal));
    const judged = nominees.filter(({ candidate }) => climbs.has(candidate.id));
    const hasAny = [...climbs.values()].some(({ survived }) => survived);
    // Beside one that met the evidence, nobody stands who did not.
    return (hasAny ? judged : nominees).map((nominee) => {
      const { evidence } = climbs.get(nominee.candidate.id) ?? nominee;
      this.#record(evidence.slice(nominee.evidence.length).map(asEvent));
      return survivorOf(nominee.candidate, evidence);
    });
  }

  async #climbInto(
    climbs: Map<string, Climb>,
    nominees: readonly Survivor[],
    signal: AbortSignal,
  ): Promise<void> {
    for await (const climbed of nominate(nominees, this.#ports.reality, signal)) {
      climbs.set(climbed.candidate.id, climbed);
    }
  }

  /** Chooses three that differ, lets them be measured once more for the report, explains them. */
  async shortlist(nominees: readonly Survivor[]): Promise<boolean> {
    const { reality } = this.#ports;
    const signal = this.#reporting;
    const { survivors: standing, seen } = await contend(nominees, reality, signal);
    this.#record(seen.map(asEvent));
    const chosen = shortlist(standing, reality);
    const survivors = chosen.map(({ survivor }) => survivor);
    const candidates = survivors.map(({ candidate }) => candidate);
    const measured = await unlessAborted(
      signal,
      Promise.all([
        Array.fromAsync(report(survivors, reality, signal)),
        reality.references(true, signal),
        reality.disagreements(candidates, disagreementsMost, signal),
      ]),
    );
    const [reported, references, disagreements] = measured ?? [survivors, [], []];
    this.#record([
      { kind: 'references', references },
      {
        kind: 'shortlisted',
        finalists: finalists(chosen, reported, reality, disagreements),
        disagreements,
        compared: nominees.length,
      },
    ]);
    return chosen.length > 0;
  }

  #record(events: readonly RunEvent[]): void {
    this.#ports.record.add(...events);
  }
}
