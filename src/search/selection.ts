import { Archive, type ArchiveCheckpoint } from '../archive/archive.ts';
import { Spares } from '../archive/spares.ts';
import type { Candidate, CandidateId } from '../domain/candidate.ts';
import type { Evidence } from '../domain/evidence.ts';
import { nearness } from '../domain/nearness.ts';
import type { Progress } from '../domain/progress.ts';
import type { Recollection } from '../domain/recall.ts';
import type { Milestone, RunEvent } from '../domain/run.ts';
import { survivorOf, type Survivor } from '../domain/survivor.ts';
import { Fuel, Promotion, type Climb, type FuelCheckpoint, type Terms } from '../gauntlet/climb.ts';
import type { Audience, Reality } from '../ports/reality.ts';
import { Settling } from '../shortlist/settling.ts';
import { isTelling, shortlist } from '../shortlist/shortlist.ts';
import { Journal } from './journal.ts';

/** Populations that breed apart, where reality scores. */
const islandsWhereScored = 4;

/** How many survivors meet the held-out evidence. */
const nomineesMost = 24;

/** How many more do that behave like one of them, where one may still be told from the other. */
const sparesMost = 12;

/** What a selection saw since the last checkpoint. */
export interface SelectionGrowth {
  readonly journal: ReturnType<Journal['growth']>;
}

/** How a selection stands, which is asked of the newest checkpoint alone. */
export interface SelectionState {
  readonly archive: ArchiveCheckpoint;
  /** Absent in records from before it was kept. */
  readonly fuel?: FuelCheckpoint;
  readonly settling: ReturnType<Settling['checkpoint']>;
  /** Absent in older records, and where nobody needs one. */
  readonly spares?: readonly CandidateId[];
}

/** What the evidence so far adds up to: who survives, who breeds, who goes on. */
export class Selection {
  readonly archive: Archive;
  /** How many candidates each strategy brought into the archive. */
  readonly admitted: Readonly<Record<string, number>>;
  readonly #reality: Reality;
  /** Turns a quality, of which more is better, into the unit of the score. */
  readonly #sign: 1 | -1;
  readonly #promotion: Promotion;
  readonly #fuel: Fuel;
  readonly #journal: Journal;
  readonly #settling: Settling;
  /** Only where contenders may be found wanting in what rules nobody out. */
  readonly #spares: Spares | undefined;
  readonly #admitted: Record<string, number>;
  #bestQuality: number;
  /** How many stages whoever came closest was taken through, and how near it came. */
  #closest: readonly [stages: number, nearness: number] = [0, -Infinity];

  constructor(
    reality: Reality,
    { survivors, milestones, admitted }: Recollection,
    growths: readonly SelectionGrowth[],
    state: SelectionState | undefined,
  ) {
    this.#reality = reality;
    const { judgement } = reality.problem;
    const direction = judgement.by === 'score' ? judgement.direction : 'maximise';
    this.#sign = direction === 'minimise' ? -1 : 1;
    this.#admitted = { ...admitted };
    this.admitted = this.#admitted;
    this.#bestQuality = milestones.at(-1)?.quality ?? Number.NEGATIVE_INFINITY;
    for (const { evidence } of survivors.values()) this.#isNearer(evidence);
    const options = {
      axes: reality.axes,
      direction,
      islands: judgement.by === 'score' ? islandsWhereScored : 1,
    } as const;
    this.#journal = new Journal(reality);
    this.#promotion = new Promotion(direction);
    for (const line of growths.flatMap(({ journal }) => journal)) {
      this.#promotion.fold(Journal.read(line));
    }
    this.#fuel = new Fuel(state?.fuel);
    this.#settling = new Settling(state?.settling);
    this.#spares = reality.stages.some(isTelling) ? new Spares() : undefined;
    for (const id of state?.spares ?? []) {
      const spare = visibly(survivors.get(id), reality);
      if (spare !== undefined) this.#spares?.add(spare);
    }
    this.archive =
      state === undefined
        ? new Archive(options)
        : Archive.restore(options, state.archive, (id) => visibly(survivors.get(id), reality));
  }

  /** Who goes on from a selective stage, and what may be spent, by the evidence folded so far. */
  terms(): Terms {
    return { bars: this.#promotion.bars(), fuel: this.#fuel.limits() };
  }

  /** Takes in how far a candidate came; answers what is worth recording of it. */
  fold(
    { candidate, evidence, survived }: Climb,
    at: Pick<Milestone, 'elapsedMs' | 'candidates'>,
  ): RunEvent[] {
    for (const seen of evidence) {
      this.#promotion.fold(seen);
      this.#fuel.fold(seen);
      this.#journal.add(seen);
    }
    if (!survived) return this.#nearMiss(candidate, evidence);
    const survivor = survivorOf(candidate, evidence);
    const isSpare = this.#spares?.add(survivor) === true;
    const admission = this.archive.add(survivor);
    if (admission === 'rejected') return isSpare ? onRecord(candidate, evidence) : [];
    this.#admitted[candidate.strategy] = (this.#admitted[candidate.strategy] ?? 0) + 1;
    const events = [
      ...onRecord(candidate, evidence),
      { kind: 'admitted', candidate: candidate.id, admission } as const,
    ];
    const quality = this.archive.qualityOf(survivor);
    if (quality <= this.#bestQuality) return events;
    this.#bestQuality = quality;
    const milestone = { ...at, quality, candidate: candidate.id };
    return [...events, { kind: 'milestone', milestone }];
  }

  /** Until something survives, what comes closest is kept: it is all there may be to show. */
  #nearMiss(candidate: Candidate, evidence: readonly Evidence[]): RunEvent[] {
    return this.hasSurvivor || !this.#isNearer(evidence) ? [] : onRecord(candidate, evidence);
  }

  /** Whether anybody has passed all that everyone is held to. */
  get hasSurvivor(): boolean {
    return this.#bestQuality > Number.NEGATIVE_INFINITY;
  }

  /** Whether nobody came as near before. */
  #isNearer(evidence: readonly Evidence[]): boolean {
    const [stages, near] = this.#closest;
    const came = [evidence.length, nearness(evidence)] as const;
    if (came[0] < stages || (came[0] === stages && came[1] <= near)) return false;
    this.#closest = came;
    return true;
  }

  /** Whether more steps have stopped changing who would be shortlisted; never where scores judge. */
  isSettled(step: number): boolean {
    if (this.#reality.problem.judgement.by === 'score') return false;
    const leaders = shortlist(this.survivors(nomineesMost), this.#reality);
    const ids = leaders.map(({ survivor }) => survivor.candidate.id);
    return this.#settling.isSettled(step, ids);
  }

  /** The best first, one a cluster of behaviour. */
  survivors(most: number): readonly Survivor[] {
    return this.archive.survivors(most);
  }

  /** Those that meet the held-out evidence. */
  nominees(): readonly Survivor[] {
    // Where examples judge all survivors are as good, and the shorter explains them better.
    const nominees =
      this.#reality.problem.judgement.by === 'score'
        ? this.archive.nominees(nomineesMost)
        : this.archive.survivors(nomineesMost);
    return [...nominees, ...(this.#spares?.beside(nominees, sparesMost) ?? [])];
  }

  /** The best so far as a person is told: its quality in the unit of the score. */
  get best(): Progress['best'] {
    const best = this.archive.best();
    if (best === undefined) return undefined;
    return {
      quality: this.#sign * this.archive.qualityOf(best),
      source: best.candidate.source,
    };
  }

  growth(): SelectionGrowth {
    return { journal: this.#journal.growth() };
  }

  state(): SelectionState {
    return {
      archive: this.archive.checkpoint(),
      fuel: this.#fuel.checkpoint(),
      settling: this.#settling.checkpoint(),
      ...(this.#spares === undefined ? {} : { spares: this.#spares.checkpoint() }),
    };
  }
}

/** Who comes before the archive: what their stages see is not held out. */
const breeding: ReadonlySet<Audience> = new Set(['everyone', 'entrants']);

/** Without what held-out stages saw of it, which never breeds: a run that ended may go on. */
export function visibly(
  survivor: Survivor | undefined,
  { stages }: Pick<Reality, 'stages'>,
): Survivor | undefined {
  if (survivor === undefined) return undefined;
  const { candidate, evidence } = survivor;
  const visible = evidence.filter((seen) =>
    stages.some(({ name, audience }) => name === seen.stage && breeding.has(audience)),
  );
  return survivorOf(candidate, visible);
}

function onRecord(candidate: Candidate, evidence: readonly Evidence[]): RunEvent[] {
  return [{ kind: 'candidate', candidate }, ...evidence.map(asEvent)];
}

export function asEvent(evidence: Evidence): RunEvent {
  return { kind: 'evidence', evidence };
}
