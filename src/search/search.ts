import type { Candidate } from '../domain/candidate.ts';
import { addPace, noPace, type Pace } from '../domain/pace.ts';
import type { Observer } from '../domain/progress.ts';
import type { Past } from '../domain/recall.ts';
import type { RunHeader, RunStatus } from '../domain/run.ts';
import type { Reference } from '../domain/shortlist.ts';
import type { Survivor } from '../domain/survivor.ts';
import { noCounts } from '../domain/tally.ts';
import type { Climb } from '../gauntlet/climb.ts';
import { Executions } from '../gauntlet/executions.ts';
import { pipeline } from '../proposing/pipeline.ts';
import { Asking, isAskedInWords, type Question } from './asking.ts';
import { Barriers, isRegular } from './barriers.ts';
import { carriedOver } from './carried.ts';
import { Contest } from './contest.ts';
import { Ending } from './ending.ts';
import { Judged } from './judged.ts';
import { sizingOf } from './recorded-sizes.ts';
import { silences } from './silence.ts';
import type { RunPorts } from './run-ports.ts';
import { asksAnew, wasOver, type SearchGrowth, type SearchState } from './search-checkpoint.ts';
import { Selection } from './selection.ts';
import { Spending } from './spending.ts';
import { StepSignals } from './step-signals.ts';
import { Steps, type Signals } from './steps.ts';
import { paceOf, trialMsOf, type Taken } from './taken.ts';
import { Timing } from './timing.ts';
import { Watching } from './watching.ts';

/** Steps under way at once; what a proposal may lag behind the evidence. Part of every record. */
export const lagSteps = 4;

/** Steps between two resets of the weaker islands. */
const resetSteps = 100;

/** A run while it is under way, and what can be done with it; `run.ts` says in which order. */
export class Search {
  readonly #header: RunHeader;
  readonly #ports: RunPorts;
  readonly #spending: Spending;
  readonly #selection: Selection;
  readonly #asking: Asking;
  readonly #contest: Contest;
  readonly #steps: Steps;
  readonly #judged: Judged;
  readonly #executions: Executions;
  readonly #timing: Timing;
  readonly #record: RunPorts['record'];
  readonly #watching: Watching;
  readonly #firstStep: number;
  readonly #carried: readonly Candidate[];
  /** Embedded models are asked beside language models. */
  readonly #isMixed: boolean;
  #pace: Pace;
  #nextStep: number;
  #isOver: boolean;
  #ending: Ending | undefined;
  #busyMs: number | undefined;
  #references: Promise<readonly Reference[]> | undefined;

  constructor(header: RunHeader, past: Past, ports: RunPorts, observe: Observer) {
    const { reality, models, record, clock, workers, processors } = ports;
    const { events, recalled } = past;
    const { checkpoint, cost, elapsedMs } = recalled;
    const kept = recalled.checkpoints.map(({ archive }) => archive as SearchGrowth);
    const state = (checkpoint?.state ?? checkpoint?.archive) as SearchState | undefined;
    const isProlific = models.every(({ model }) => model.prolific);
    const { triedMs = 0 } = reality;
    const from = { elapsedMs: elapsedMs + triedMs, counts: checkpoint?.counts ?? noCounts };
    this.#header = header;
    this.#isMixed = models.some(({ model }) => model.prolific);
    this.#ports = ports;
    this.#spending = new Spending(header.budget, isProlific, clock, from, cost);
    this.#selection = new Selection(
      reality,
      recalled,
      kept.map(({ selection }) => selection),
      state?.selection,
    );
    const asking = asksAnew(state?.asking, events);
    this.#asking = new Asking(ports, header, sizingOf(header, events), asking);
    if (asking?.silences === undefined) this.#spending.tally.unsilenced();
    this.#pace = checkpoint?.pace ?? noPace;
    this.#judged = new Judged(recalled.judged);
    this.#steps = new Steps(
      reality,
      kept.map(({ seen }) => seen),
      header.replay?.cuts,
      this.#judged,
    );
    const { judgement } = reality.problem;
    this.#contest = new Contest(
      judgement,
      this.#steps.forms,
      checkpoint?.arms,
      kept.map(({ contest }) => contest),
    );
    this.#executions = new Executions(
      reality,
      kept.map(({ behaviours }) => behaviours),
    );
    const known = kept.map((each) => each.known);
    this.#timing = new Timing(judgement, this.#steps.forms, { workers, processors }, known);
    this.#record = record;
    this.#watching = new Watching(header, observe, clock);
    this.#firstStep = checkpoint?.step ?? 0;
    this.#nextStep = this.#firstStep;
    this.#carried = carriedOver(header, events, reality);
    this.#isOver = wasOver(state, events, header);
  }

  /** Models propose, the gauntlet judges, the archive keeps, until the search is over. */
  async proposeAndJudge(interrupt: AbortSignal): Promise<void> {
    this.#measureReferences(interrupt);
    const isAnybody = (): boolean => this.#selection.hasSurvivor;
    const signals = new StepSignals(this.#spending, this.#ports.clock, interrupt, isAnybody);
    await this.#judgeAgain(signals.now);
    const barriers = new Barriers(this.#header, this.#isRepeatable, () => this.#spending.elapsedMs);
    await pipeline<Taken>({
      from: this.#firstStep,
      lag: this.#header.lag,
      isBarrier: (step) => barriers.has(step),
      start: (step) => (interrupt.aborted ? undefined : this.#start(step, signals.now)),
      fold: (taken, step) => this.#fold(taken, step),
      rest: async (next) => {
        await this.#rest(next, interrupt);
        barriers.rested();
      },
    });
    signals.end();
  }

  /** Begins with whoever had come through before. */
  async #judgeAgain(signals: Signals): Promise<void> {
    if (this.#carried.length === 0 || this.#isOver) return;
    for (const climbed of await this.#steps.again(this.#carried, signals)) this.#foldClimb(climbed);
  }

  /** Whether a seed decides what the models answer. */
  get #isRepeatable(): boolean {
    return this.#ports.models.every(({ model }) => model.deterministic);
  }

  /** Beside the search, so that the end of a short one need not wait for them. */
  #measureReferences(interrupt: AbortSignal): void {
    this.#references = this.#ports.reality.references(true, interrupt);
    // A rejection is met at the end; until then it must not count as unhandled.
    this.#references.catch(() => undefined);
  }

  /** Begins a step; `undefined` when the search is over. */
  #start(step: number, signals: Signals): Promise<Taken> | undefined {
    const { random } = this.#ports;
    const { archive } = this.#selection;
    if (this.#asking.isExhausted || this.#spending.isOver) this.#isOver = true;
    // Embedded models go on where seconds end the run: what else is limited they may never spend.
    const { budget, replay } = this.#header;
    const goesOn = replay !== undefined || (budget.seconds !== undefined && this.#isMixed);
    if (this.#asking.isSpeechless && !goesOn) this.#isOver = true;
    if (step >= (this.#header.replay?.steps ?? Infinity)) this.#isOver = true;
    if (this.#asking.isInWords && signals.answering.aborted) this.#isOver = true;
    if (this.#isOver || this.#spending.isAllAsked) return undefined;
    if (step > 0 && step % resetSteps === 0) archive.reset(random.fork(`reset ${step}`));
    const parents = random.fork(`parents ${step}`);
    const question = this.#asking.next(step, archive, parents, this.#spending.candidatesLeft);
    const { asks } = question;
    if (asks !== undefined) this.#record.add({ kind: 'sized', step, asks });
    const asked = this.#spending.ask(question.candidates);
    let answeredMs = asked.atMs;
    const heard = (): void => {
      answeredMs = this.#spending.elapsedMs;
    };
    const taking = this.#steps.take(question, this.#selection.terms(), signals, heard);
    return taking.then((taken) => {
      const judgedMs = this.#spending.elapsedMs;
      return { ...taken, question, asked, answeredMs, judgedMs };
    });
  }

  #fold(taken: Taken, step: number): void {
    const { answer, question, asked, duplicates, exact, climbs } = taken;
    this.#nextStep = step + 1;
    this.#pace = addPace(this.#pace, paceOf(taken, step));
    if (taken.isCutShort) {
      const judged = climbs.map(({ candidate }) => candidate.id);
      this.#record.add({ kind: 'cut', step, judged });
    }
    const { tally } = this.#spending;
    const written = isAskedInWords(question.proposer) ? answer.drafts : [];
    if (this.#header.control !== undefined) {
      this.#contest.fold(written, climbs, taken.isCutShort);
    }
    if (isAskedInWords(question.proposer)) {
      const { answeredMs, judgedMs } = taken;
      const moments = { step, askedMs: asked.atMs, answeredMs, judgedMs, ...this.#busySince() };
      this.#timing.fold(moments, answer, climbs);
    }
    this.#spending.settle(asked);
    tally.considered(answer.considered);
    for (const cost of answer.paid) tally.paid(cost);
    tally.missed(answer.missing);
    tally.proposed(answer.drafts.length, duplicates);
    if (this.#isRunOutside(question)) tally.considered(this.#executions.count(climbs));
    if (isAskedInWords(question.proposer)) {
      const behaviour = this.#executions.repeated(climbs);
      tally.repeated({ exact, normalised: duplicates - exact, behaviour });
    }
    let isAdmitted = false;
    for (const climbed of climbs) {
      if (this.#foldClimb(climbed)) isAdmitted = true;
    }
    const { generatingMs, judgingMs } = paceOf(taken, step);
    const silence = this.#asking.fold(question, taken, isAdmitted, { generatingMs, judgingMs });
    // That the one model of a run has spent its budget is how it ends.
    const isTold = silence === 'repeats' || this.#ports.models.length > 1;
    if (silence !== undefined && isTold) {
      tally.silenced(question.proposer.model.id, silences[silence]);
    }
    if (this.#selection.isSettled(step)) this.#isOver = true;
    this.#watching.tell('searching', this.#spending, this.#selection);
  }

  /** Answers whether the archive took it in. */
  #foldClimb(climbed: Climb): boolean {
    this.#spending.tally.climbed(climbed.evidence.at(-1)!, climbed.survived);
    this.#spending.judged(trialMsOf(climbed), climbed.survived);
    const { elapsedMs, spent } = this.#spending;
    const events = this.#selection.fold(climbed, { elapsedMs, candidates: spent.candidates });
    this.#record.add(...events);
    return events.some(({ kind }) => kind === 'admitted');
  }

  /** What this process was busy with since it was asked the last time. */
  #busySince(): { readonly mainMs?: number } {
    const busyMs = this.#ports.clock.busyMs?.();
    if (busyMs === undefined) return {};
    const mainMs = busyMs - (this.#busyMs ?? busyMs);
    this.#busyMs = busyMs;
    return { mainMs };
  }

  /** Whether a model that considers programs inside left it to the gauntlet to run them. */
  #isRunOutside({ proposer }: Question): boolean {
    const { judgement } = this.#ports.reality.problem;
    return proposer.model.prolific && judgement.by === 'score';
  }

  /**
   * A run that is to come out the same whenever it was interrupted goes on from a barrier: between
   * two, its next step sees more than it would have with others under way. Where nothing breeds,
   * or no seed decides what a model answers, every step that was taken is kept. Of steps that are
   * to be taken again, what was judged is kept.
   */
  async #rest(step: number, interrupt: AbortSignal): Promise<void> {
    const breeds = this.#ports.reality.problem.judgement.by === 'score';
    const isBetween = interrupt.aborted && !isRegular(step);
    if (!this.#steps.isCutOff && !(isBetween && this.#isRepeatable && breeds)) {
      return this.#checkpoint(step);
    }
    const evidence = this.#judged.take();
    if (evidence.length > 0) this.#record.add({ kind: 'judged', evidence });
  }

  async #checkpoint(step: number): Promise<void> {
    const archive = {
      selection: this.#selection.growth(),
      contest: this.#contest.checkpoint(),
      seen: this.#steps.checkpoint(),
      behaviours: this.#executions.checkpoint(),
      known: this.#timing.checkpoint(),
    } satisfies SearchGrowth;
    const state = {
      selection: this.#selection.state(),
      asking: this.#asking.checkpoint(),
      over: this.#isOver ? this.#header.budget : null,
    } satisfies SearchState;
    const model = await Promise.all(this.#ports.models.map(({ session }) => session.checkpoint()));
    this.#record.add({ kind: 'checkpoint', step, ...this.#totals(), archive, state, model });
    this.#record.flush();
    this.#judged.forget();
  }

  /** The best survivors meet evidence that nobody has bred on. */
  nominate(interrupt: AbortSignal): Promise<readonly Survivor[]> {
    this.#watching.tell('nominating', this.#spending, this.#selection);
    return this.#endingUntil(interrupt).nominate();
  }

  /** Chooses three that differ, lets them be measured once more for the report, explains them. */
  shortlist(nominees: readonly Survivor[], interrupt: AbortSignal): Promise<boolean> {
    this.#watching.tell('reporting', this.#spending, this.#selection);
    return this.#endingUntil(interrupt).shortlist(nominees);
  }

  #endingUntil(interrupt: AbortSignal): Ending {
    const { endingMsLeft } = this.#spending;
    const ports = { ...this.#ports, references: this.#references ?? Promise.resolve([]) };
    const nominees = this.#selection.nominees();
    this.#ending ??= new Ending(ports, nominees, endingMsLeft, interrupt);
    return this.#ending;
  }

  end(status: Exclude<RunStatus, 'running'>): RunStatus {
    this.#record.add({ kind: 'ended', status, step: this.#nextStep, ...this.#totals() });
    this.#record.flush();
    return status;
  }

  /** What the run has come to since its start, and what its newest steps took. */
  #totals() {
    const { elapsedMs, tally } = this.#spending;
    const { counts, cost } = tally;
    const { arms } = this.#contest;
    const steps = this.#timing.growth();
    const pace = this.#pace;
    return { elapsedMs, counts, cost, pace, ...(arms === undefined ? {} : { arms }), ...steps };
  }
}
