import { Archive, type ArchiveCheckpoint } from './archive/archive.ts';
import { spentLimit, spentShare, type Spent } from './domain/budget.ts';
import type { Candidate } from './domain/candidate.ts';
import type { Evidence } from './domain/evidence.ts';
import type { Observer, Progress } from './domain/progress.ts';
import { recall } from './domain/recall.ts';
import type { RunEvent, RunHeader, RunStatus } from './domain/run.ts';
import { survivorOf, type Survivor } from './domain/survivor.ts';
import { Tally } from './domain/tally.ts';
import { climb, nominate, Promotion, report, type Bars, type Climb } from './gauntlet/climb.ts';
import type { Clock } from './ports/clock.ts';
import type { Ledger } from './ports/ledger.ts';
import type { Model, ModelSession } from './ports/model.ts';
import type { Random } from './ports/random.ts';
import type { Reality } from './ports/reality.ts';
import { collect, noAnswer, type Answer } from './proposing/collect.ts';
import { identify } from './proposing/identify.ts';
import { pipeline } from './proposing/pipeline.ts';
import { askedFor, requestFor } from './proposing/request.ts';
import { Settling } from './shortlist/settling.ts';
import { finalists, shortlist } from './shortlist/shortlist.ts';

/** Steps under way at once; what a proposal may lag behind the evidence. Part of every record. */
export const lagSteps = 4;

/** Steps between two checkpoints: a resumed run repeats at most these. */
const checkpointSteps = 16;

/** Steps between two resets of the weaker islands. */
const resetSteps = 400;

/** Populations that breed apart, where reality scores. */
const islandsWhereScored = 4;

/** How many survivors meet the held-out evidence. */
const nomineesMost = 24;

/** How long what is under way may take to end once the budget is spent. */
const graceMs = 500;

/** Inputs on which the finalists differ that are put to a person. */
const disagreementsMost = 6;

/** How often whoever watches is told. */
const tellEveryMs = 100;

/** How long what happened may wait for the ledger. */
const flushEveryMs = 250;

export interface RunPorts {
  readonly reality: Reality;
  readonly models: readonly { readonly model: Model; readonly session: ModelSession }[];
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly random: Random;
}

/** What happened in one step, in the order of its proposals. */
interface Step {
  readonly answer: Answer;
  readonly asked: number;
  readonly duplicates: number;
  readonly climbs: readonly Climb[];
}

/** What a search asks back when its run goes on. */
interface SearchCheckpoint {
  readonly archive: ArchiveCheckpoint;
  readonly promotion: unknown;
  readonly settling: ReturnType<Settling['checkpoint']>;
}

/** The state of a run while it is under way, and what can be done with it. */
export class Search {
  readonly #header: RunHeader;
  readonly #ports: RunPorts;
  readonly #observe: Observer;
  readonly #startedMs: number;
  /** Turns a quality, of which more is better, into the unit of the score. */
  readonly #sign: 1 | -1;
  readonly #tally: Tally;
  readonly #archive: Archive;
  readonly #promotion: Promotion;
  readonly #settling: Settling;
  readonly #admitted: Record<string, number>;
  readonly #seen: Set<string>;
  readonly #events: RunEvent[] = [];
  readonly #firstStep: number;
  #collected: Promise<unknown> = Promise.resolve();
  #askedInFlight = 0;
  #bestQuality = Number.NEGATIVE_INFINITY;
  #over = false;
  /** A step was cut off: the record since the last checkpoint has a gap, and is done again. */
  #cutOff = false;
  #closestShare = -1;
  #flushedMs = 0;
  #toldMs = Number.NEGATIVE_INFINITY;

  constructor(header: RunHeader, past: readonly RunEvent[], ports: RunPorts, observe: Observer) {
    this.#header = header;
    this.#ports = ports;
    this.#observe = observe;
    const { judgement } = ports.reality.problem;
    const direction = judgement.by === 'score' ? judgement.direction : 'maximise';
    this.#sign = direction === 'minimise' ? -1 : 1;
    const options = {
      axes: ports.reality.axes,
      direction,
      islands: judgement.by === 'score' ? islandsWhereScored : 1,
    } as const;
    const { checkpoint, seen, survivors, milestones, admitted } = recall(past);
    this.#admitted = { ...admitted };
    this.#seen = new Set(seen);
    this.#bestQuality = milestones.at(-1)?.quality ?? Number.NEGATIVE_INFINITY;
    this.#startedMs = ports.clock.monotonicMs() - (checkpoint?.elapsedMs ?? 0);
    this.#tally = new Tally(checkpoint?.counts, checkpoint?.cost);
    this.#firstStep = checkpoint?.step ?? 0;
    if (checkpoint === undefined) {
      this.#archive = new Archive(options);
      this.#promotion = new Promotion(direction);
      this.#settling = new Settling();
    } else {
      const kept = checkpoint.archive as SearchCheckpoint;
      this.#archive = Archive.restore(options, kept.archive, (id) => survivors.get(id));
      this.#promotion = Promotion.restore(direction, kept.promotion);
      this.#settling = new Settling(kept.settling);
    }
  }

  /** Models propose, the gauntlet judges, the archive keeps, until the search is over. */
  async proposeAndJudge(interrupt: AbortSignal): Promise<void> {
    const { budget } = this.#header;
    const { clock } = this.#ports;
    const leftMs = (budget.seconds ?? Infinity) * 1000 - this.#elapsedMs();
    const cutOff = new AbortController();
    const inGrace = (): void =>
      clock.deadline(graceMs).addEventListener('abort', () => cutOff.abort());
    interrupt.addEventListener('abort', inGrace, { once: true });
    const signal = AbortSignal.any([cutOff.signal, clock.deadline(leftMs + graceMs)]);
    await pipeline<Step>({
      from: this.#firstStep,
      lag: this.#header.lag,
      barrier: checkpointSteps,
      start: (step) => (interrupt.aborted ? undefined : this.#start(step, signal)),
      fold: (result, step) => this.#fold(result, step),
      rest: (next) => this.#checkpoint(next),
    });
    interrupt.removeEventListener('abort', inGrace);
  }

  /** Begins a step; `undefined` when the search is over. */
  #start(step: number, signal: AbortSignal): Promise<Step> | undefined {
    const { models, reality, random } = this.#ports;
    const { model, session } = models[step % models.length]!;
    const most = this.#candidatesLeft();
    if (this.#over || most <= 0 || spentLimit(this.#header.budget, this.#spent())) return undefined;
    if (step > 0 && step % resetSteps === 0) this.#archive.reset(random.fork(`reset ${step}`));
    const parents = random.fork(`parents ${step}`);
    const request = requestFor(step, reality, model, this.#archive, parents, most);
    const asked = askedFor(request);
    this.#askedInFlight += asked;
    const bars = this.#promotion.bars();

    const answered = collect(session, request, signal);
    // Duplicates are told in the order of the steps, whichever answer comes first.
    const earlier = this.#collected;
    const fresh = (async () => {
      const answer = await answered;
      await earlier;
      return { answer, batch: this.#identify(answer, model.id, step) };
    })();
    this.#collected = fresh.catch(() => undefined);

    return this.#judge(fresh, bars, asked, signal);
  }

  /** Takes what was proposed through the gauntlet; what is judged before a cut-off is kept. */
  async #judge(
    fresh: Promise<{ readonly answer: Answer; readonly batch: readonly Candidate[] }>,
    bars: Bars,
    asked: number,
    signal: AbortSignal,
  ): Promise<Step> {
    const climbs: Climb[] = [];
    let answer = noAnswer;
    let order = new Map<string, number>();
    try {
      const proposed = await fresh;
      answer = proposed.answer;
      order = new Map(proposed.batch.map(({ id }, index) => [id, index]));
      for await (const climbed of climb(proposed.batch, this.#ports.reality, bars, signal)) {
        climbs.push(climbed);
      }
    } catch (error) {
      if (!signal.aborted) throw error;
      this.#cutOff = true;
    }
    climbs.sort((left, right) => order.get(left.candidate.id)! - order.get(right.candidate.id)!);
    return { answer, asked, duplicates: answer.drafts.length - order.size, climbs };
  }

  #identify(answer: Answer, model: string, step: number): Candidate[] {
    const batch: Candidate[] = [];
    for (const { draft, island } of answer.drafts) {
      const candidate = identify(draft, { model, step, island });
      if (this.#seen.has(candidate.id)) continue;
      this.#seen.add(candidate.id);
      batch.push(candidate);
    }
    return batch;
  }

  #fold({ answer, asked, duplicates, climbs }: Step, step: number): void {
    this.#askedInFlight -= asked;
    this.#tally.considered(answer.considered);
    for (const cost of answer.costs) this.#tally.paid(cost);
    this.#tally.proposed(answer.drafts.length, duplicates);
    for (const climbed of climbs) this.#foldClimb(climbed);
    if (answer.exhausted) this.#over = true;
    const { problem } = this.#ports.reality;
    if (problem.judgement.by === 'equality') {
      const leaders = this.#leaders().map(({ candidate }) => candidate.id);
      if (this.#settling.isSettled(step, leaders)) this.#over = true;
    }
    this.#tell('searching');
  }

  #foldClimb({ candidate, evidence, survived }: Climb): void {
    this.#tally.climbed(evidence.at(-1)!, survived);
    for (const seen of evidence) this.#promotion.fold(seen);
    if (!survived) {
      this.#foldNearMiss(candidate, evidence);
      return;
    }
    const survivor = survivorOf(candidate, evidence);
    const admission = this.#archive.add(survivor);
    if (admission === 'rejected') return;
    this.#admitted[candidate.strategy] = (this.#admitted[candidate.strategy] ?? 0) + 1;
    this.#record({ kind: 'candidate', candidate }, ...evidence.map(asEvent));
    this.#record({ kind: 'admitted', candidate: candidate.id, admission });
    const quality = this.#archive.qualityOf(survivor);
    if (quality <= this.#bestQuality) return;
    this.#bestQuality = quality;
    const at = { elapsedMs: this.#elapsedMs(), candidates: this.#spent().candidates };
    this.#record({ kind: 'milestone', milestone: { ...at, quality, candidate: candidate.id } });
  }

  /** Until something survives, what comes closest is kept: it is all there may be to show. */
  #foldNearMiss(candidate: Candidate, evidence: readonly Evidence[]): void {
    const last = evidence.at(-1)!;
    if (last.verdict !== 'failed' || this.#bestQuality >= 0) return;
    const share = last.passed / last.total;
    if (share <= this.#closestShare) return;
    this.#closestShare = share;
    this.#record({ kind: 'candidate', candidate }, ...evidence.map(asEvent));
  }

  async #checkpoint(step: number): Promise<void> {
    if (this.#cutOff) return;
    const archive = {
      archive: this.#archive.checkpoint(),
      promotion: this.#promotion.checkpoint(),
      settling: this.#settling.checkpoint(),
    } satisfies SearchCheckpoint;
    const model = await Promise.all(this.#ports.models.map(({ session }) => session.checkpoint()));
    const { counts, cost } = this.#tally;
    const elapsedMs = this.#elapsedMs();
    this.#record({ kind: 'checkpoint', step, elapsedMs, counts, cost, archive, model });
    this.#flush();
  }

  /** The best survivors meet evidence that nobody has bred on. */
  async nominate(interrupt: AbortSignal): Promise<readonly Survivor[]> {
    this.#tell('nominating');
    const nominees = this.#archive.survivors(nomineesMost);
    const climbs = await unlessAborted(
      interrupt,
      Array.fromAsync(nominate(nominees, this.#ports.reality, interrupt)),
    );
    return (climbs ?? nominees).map(({ candidate, evidence }) => {
      const known = nominees.find((nominee) => nominee.candidate.id === candidate.id)!;
      this.#record(...evidence.slice(known.evidence.length).map(asEvent));
      return survivorOf(candidate, evidence);
    });
  }

  /** Chooses three that differ, lets them be measured once more for the report, explains them. */
  async shortlist(nominees: readonly Survivor[], interrupt: AbortSignal): Promise<boolean> {
    this.#tell('reporting');
    const { reality } = this.#ports;
    const chosen = shortlist(nominees, reality);
    const survivors = chosen.map(({ survivor }) => survivor);
    const candidates = survivors.map(({ candidate }) => candidate);
    const measured = await unlessAborted(
      interrupt,
      Promise.all([
        Array.fromAsync(report(survivors, reality, interrupt)),
        reality.references(true, interrupt),
        reality.disagreements(candidates, disagreementsMost, interrupt),
      ]),
    );
    const [reported, references, disagreements] = measured ?? [survivors, [], []];
    this.#record({ kind: 'references', references });
    this.#record({
      kind: 'shortlisted',
      finalists: finalists(chosen, reported, reality, disagreements),
      disagreements,
      compared: nominees.length,
    });
    return chosen.length > 0;
  }

  end(status: Exclude<RunStatus, 'running'>): RunStatus {
    const { counts, cost } = this.#tally;
    this.#record({ kind: 'ended', status, elapsedMs: this.#elapsedMs(), counts, cost });
    this.#flush();
    return status;
  }

  #leaders(): readonly Survivor[] {
    return shortlist(this.#archive.survivors(nomineesMost), this.#ports.reality).map(
      ({ survivor }) => survivor,
    );
  }

  #tell(phase: Progress['phase']): void {
    const now = this.#ports.clock.monotonicMs();
    if (phase === 'searching' && now - this.#toldMs < tellEveryMs) return;
    this.#toldMs = now;
    const best = this.#archive.best();
    this.#observe({
      intent: this.#header.intent,
      phase,
      elapsedMs: this.#elapsedMs(),
      budgetShare: spentShare(this.#header.budget, this.#spent()),
      counts: this.#tally.counts,
      ...(best === undefined
        ? {}
        : {
            best: {
              quality: this.#sign * this.#archive.qualityOf(best),
              source: best.candidate.source,
            },
          }),
      leaders: this.#archive.survivors(3).map(({ candidate }) => candidate.source),
      admitted: this.#admitted,
    });
  }

  #spent(): Spent {
    const { counts, cost } = this.#tally;
    const prolific = this.#ports.models.every(({ model }) => model.prolific);
    return {
      seconds: this.#elapsedMs() / 1000,
      candidates: prolific ? counts.considered.generated : counts.run,
      tokens: cost.inputTokens + cost.outputTokens,
      dollars: cost.dollars,
    };
  }

  #candidatesLeft(): number {
    const most = this.#header.budget.candidates ?? Infinity;
    return most - this.#spent().candidates - this.#askedInFlight;
  }

  #elapsedMs(): number {
    return this.#ports.clock.monotonicMs() - this.#startedMs;
  }

  #record(...events: readonly RunEvent[]): void {
    this.#events.push(...events);
    const now = this.#ports.clock.monotonicMs();
    if (now - this.#flushedMs >= flushEveryMs) this.#flush();
  }

  #flush(): void {
    if (this.#events.length === 0) return;
    this.#ports.ledger.append(this.#header.id, this.#events.splice(0));
    this.#flushedMs = this.#ports.clock.monotonicMs();
  }
}

/** `undefined` for work that an interruption ended, or that it came before. */
async function unlessAborted<Result>(
  interrupt: AbortSignal,
  work: Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await work;
  } catch (error) {
    if (interrupt.aborted) return undefined;
    throw error;
  }
}

function asEvent(evidence: Evidence): RunEvent {
  return { kind: 'evidence', evidence };
}
