import type { RunEvent } from '../domain/run.ts';
import type { Reference } from '../domain/shortlist.ts';
import { survivorOf, type Survivor } from '../domain/survivor.ts';
import { nominate, report, type Climb } from '../gauntlet/climb.ts';
import type { Clock } from '../ports/clock.ts';
import type { Reality } from '../ports/reality.ts';
import { finalists, shortlist } from '../shortlist/shortlist.ts';
import { contend } from './contending.ts';
import { endingTimes, type EndingTimes } from './ending-times.ts';
import type { RunRecord } from './record.ts';
import { asEvent } from './selection.ts';
import { unlessAborted } from './unless-aborted.ts';

/** Inputs on which the finalists differ that are put to a person. */
const disagreementsMost = 6;

/** What it ends with: who is judged, by what, and where that is recorded. */
export interface EndingPorts {
  readonly reality: Reality;
  readonly record: RunRecord;
  readonly clock: Clock;
  /** What survivors are held against, which is measured beside the search. */
  readonly references: Promise<readonly Reference[]>;
}

/**
 * What comes after the search: the best meet evidence that nobody has bred on, and three are
 * chosen. Once its time is over, those are shortlisted who have met all hard evidence by then; a
 * run that is interrupted hands over whoever it has.
 */
export class Ending {
  readonly #ports: EndingPorts;
  readonly #nominees: readonly Survivor[];
  readonly #nominating: EndingTimes;
  readonly #reporting: EndingTimes;
  /** How many have met evidence that nobody has bred on. */
  #compared = 0;

  /**
   * `msLeft`: what all of it may take from now on, but for what survivors are held against: figures
   * with nothing beside them say little, so only whoever interrupts the run goes without.
   */
  constructor(
    ports: EndingPorts,
    nominees: readonly Survivor[],
    msLeft: number,
    interrupt: AbortSignal,
  ) {
    this.#ports = ports;
    this.#nominees = nominees;
    const { nominating, reporting } = endingTimes(nominees, msLeft, ports.clock, interrupt);
    this.#nominating = nominating;
    this.#reporting = reporting;
  }

  /** The best survivors meet evidence that nobody has bred on. */
  async nominate(): Promise<readonly Survivor[]> {
    const { interrupt, inTime, late } = this.#nominating;
    const nominees = this.#nominees;
    const climbs = new Map<string, Climb>();
    await this.#climbInto(climbs, nominees, inTime);
    const deciding = this.#ports.reality.stages.filter(
      // What is soft and varies measures time: it never admits.
      ({ audience, hard, varies }) => audience === 'nominees' && (hard || !varies),
    );
    const isHeldTo = deciding.length > 0;
    const hasAny = (): boolean => [...climbs.values()].some(({ survived }) => survived);
    for (const nominee of isHeldTo ? nominees : []) {
      if (hasAny() || late.aborted) break;
      if (!climbs.has(nominee.candidate.id)) await this.#climbInto(climbs, [nominee], late);
    }
    this.#compared = isHeldTo ? climbs.size : 0;
    const judged = nominees.filter(({ candidate }) => climbs.has(candidate.id));
    const isNeeded = deciding.some(({ hard }) => hard) && !interrupt.aborted;
    return (isHeldTo && (hasAny() || isNeeded) ? judged : nominees).map((nominee) => {
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
    const heard = (climbed: Climb): void => void climbs.set(climbed.candidate.id, climbed);
    const climbing = nominate(nominees, this.#ports.reality, signal, heard);
    await unlessAborted(signal, Array.fromAsync(climbing));
  }

  /** Chooses three that differ, lets them be measured once more for the report, explains them. */
  async shortlist(nominees: readonly Survivor[]): Promise<boolean> {
    const { reality } = this.#ports;
    const { inTime: signal, interrupt } = this.#reporting;
    const { survivors: standing, seen } = await contend(nominees, reality, this.#reporting);
    this.#record(seen.map(asEvent));
    const chosen = shortlist(standing, reality);
    const survivors = chosen.map(({ survivor }) => survivor);
    const candidates = survivors.map(({ candidate }) => candidate);
    const reported: Climb[] = [];
    const reporting = async (): Promise<void> => {
      for await (const climbed of report(survivors, reality, signal)) reported.push(climbed);
    };
    // What has come by the end of the time is told, whatever else was cut off.
    const [disagreements, references] = await Promise.all([
      unlessAborted(signal, reality.disagreements(candidates, disagreementsMost, signal)),
      unlessAborted(interrupt, this.#ports.references),
      unlessAborted(signal, reporting()),
    ]);
    this.#record([
      ...(references === undefined ? [] : [{ kind: 'references', references } as const]),
      {
        kind: 'shortlisted',
        finalists: finalists(chosen, reported, reality, disagreements),
        disagreements: disagreements ?? [],
        compared: this.#compared,
      },
    ]);
    return chosen.length > 0;
  }

  #record(events: readonly RunEvent[]): void {
    this.#ports.record.add(...events);
  }
}
