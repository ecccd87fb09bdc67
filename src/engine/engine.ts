import type { CandidateId } from '../domain/candidate.ts';
import type { Observer } from '../domain/progress.ts';
import { pastOf, recall } from '../domain/recall.ts';
import type { RunEvent, RunHeader, RunId } from '../domain/run.ts';
import type { Ledger } from '../ports/ledger.ts';
import { outcomeOf, type Outcome } from '../reports/outcome.ts';
import { attackFirst } from './attacking.ts';
import { budgetFrom, isSpent } from './budget-from.ts';
import { checkFolder, checkHome } from './check-folder.ts';
import { carryOut, openReality, type Task } from './carry-out.ts';
import { draftSpec, type DraftedSpec } from './drafting.ts';
import { forgetDrafting } from './drafting-record.ts';
import { Hold, holding } from './hold.ts';
import { newHeader } from './new-header.ts';
import type { DraftOptions, MachineOptions, ResumeOptions, SolveOptions } from './options.ts';
import type { EngineParts } from './parts.ts';
import { changedSpec, nothingLeft, unknownCandidate, unknownRun } from './refusals.ts';
import { refuseOther, repeating } from './repeating.ts';
import { recordedOf, replay, type Replay } from './replay.ts';
import { refuseChanged } from './unchanged.ts';
import { checkBudget } from './spendable.ts';
import type { Specification } from './specification.ts';
import { isPresented } from './present.ts';
import { variesBy } from './trying.ts';
import { placeOf } from './waiting-drafts.ts';

/** Everything that can be done with runs. The ledger is made when it is first needed. */
export class Engine {
  readonly #parts: EngineParts;
  #ledger: Ledger | undefined;

  constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  get ledger(): Ledger {
    this.#ledger ??= this.#parts.openLedger();
    return this.#ledger;
  }

  /**
   * Makes a specification of an intent in words, with the help of language models and of whoever
   * is there to be asked, and writes it to a file. Nothing of it is a run yet.
   */
  async draft(words: string, options: DraftOptions, interrupt: AbortSignal): Promise<DraftedSpec> {
    const { drafting, home } = this.#parts;
    checkHome(home);
    return await draftSpec(words, drafting, this.#parts, options, interrupt);
  }

  /**
   * Loads a specification, runs it to its end and writes its final state. Throws a `SluiceError`
   * of fault `input`, and leaves no run behind, where the specification is wrong.
   */
  async solve(
    specPath: string,
    options: SolveOptions,
    observe: Observer,
    interrupt: AbortSignal,
  ): Promise<Outcome> {
    checkFolder(options.out);
    checkHome(this.#parts.home);
    const original = options.replayOf === undefined ? undefined : this.#read(options.replayOf);
    const repeated = original && repeating(original);
    const given: SolveOptions = { ...repeated?.options, ...options };
    const spec = await this.#parts.load(specPath, given.resultColumn);
    if (original !== undefined) refuseOther(original.header, spec);
    const { priorOf } = given;
    const recorded = {
      priors: priorOf === undefined ? undefined : this.#read(priorOf).header.priors,
      replay: repeated?.replay,
    };
    const header = newHeader(spec, given, recorded, this.#parts);
    const random = this.#parts.random(header.seed).fork('reality');
    const { clock } = this.#parts;
    const attacked = { spec, header, random, clock, outcome: () => this.outcome(header.id) };
    if (repeated === undefined) await this.#checkModels(header, options);
    const attack = await attackFirst(attacked, options, interrupt);
    const attackedHeader = attack === undefined ? header : { ...header, attack };
    const drafted: RunEvent[] =
      given.drafted === undefined ? [] : [{ kind: 'drafted', drafted: given.drafted }];
    const beginning = {
      past: pastOf(drafted),
      unrecorded: drafted,
      isNew: true,
      recorded: () => this.#takeOver(given),
    };
    const task = { header: attackedHeader, spec, beginning, options };
    await holding(new Hold(header.id, this, this.#parts), (hold) =>
      carryOut({ ...task, hold }, this.#parts, this, observe, interrupt),
    );
    return this.outcome(header.id);
  }

  /** Goes on with a recorded run, with what was left of its budget or with a further one. */
  async resume(
    id: RunId,
    options: ResumeOptions,
    observe: Observer,
    interrupt: AbortSignal,
  ): Promise<Outcome> {
    checkFolder(options.out);
    await holding(new Hold(id, this, this.#parts), async (hold) => {
      // Before its record is read: whoever carries it out adds to that.
      hold.take();
      const task = { ...(await this.#goingOn(id, options)), options, hold };
      await carryOut(task, this.#parts, this, observe, interrupt);
    });
    return this.outcome(id);
  }

  /** A recorded run, made ready to go on. */
  async #goingOn(
    id: RunId,
    options: ResumeOptions,
  ): Promise<Pick<Task, 'header' | 'spec' | 'beginning'>> {
    const { header, events } = this.#read(id);
    const isOver = this.#isOver(header, events, options);
    if (isOver && options.out === undefined && isPresented(events)) throw nothingLeft(header);
    const spec = await this.#specOf(header);
    const answered = (options.answers ?? []).map((answer): RunEvent => ({
      kind: 'answered',
      example: spec.readAnswer(answer),
    }));
    const models = header.models.map(this.#parts.modelNamed);
    if (options.budget !== undefined) checkBudget(options.budget, models);
    const recalled = recall([...events, ...answered]);
    const budget = budgetFrom(header.budget, options.budget, models, recalled);
    const unrecorded: RunEvent[] = [
      ...answered,
      { kind: 'resumed', budget, atMs: this.#parts.clock.wallMs() },
    ];
    const past = { events: [...events, ...unrecorded], recalled: { ...recalled, budget } };
    const beginning = { past, unrecorded: isOver ? [] : unrecorded, isNew: false, isOver };
    return { header: { ...header, budget }, spec, beginning };
  }

  /** Whether a run has ended, has nothing left to spend, and is given nothing. */
  #isOver(
    { budget: begun, models: ids }: RunHeader,
    events: readonly RunEvent[],
    { answers = [], budget }: ResumeOptions,
  ): boolean {
    if (answers.length > 0 || budget !== undefined) return false;
    const recalled = recall(events);
    if (recalled.status !== 'survived' && recalled.status !== 'exhausted') return false;
    const models = ids.map(this.#parts.modelNamed);
    return isSpent(recalled.budget ?? begun, recalled, models);
  }

  /**
   * Judges one recorded candidate again, by the specification, the seed and so the instances and
   * probes of its run, and answers whether its evidence holds. Nothing is recorded.
   */
  async replay(
    id: RunId,
    candidate: CandidateId,
    options: MachineOptions,
    interrupt: AbortSignal,
  ): Promise<Replay> {
    const { header, events } = this.#read(id);
    const recorded = recordedOf(events, candidate);
    if (recorded === undefined) throw unknownCandidate(header, candidate);
    const spec = await this.#specOf(header);
    const machine = { ...options, workers: 1 };
    const varies = variesBy(events);
    const reality = await openReality(
      { header, spec },
      {
        answers: recorded.answers,
        recorded: [recorded.candidate],
        ...(varies === undefined ? {} : { varies }),
        signal: interrupt,
      },
      machine,
      this.#parts,
      this,
    );
    try {
      const isIntact = this.#parts.isIntact(recorded.candidate);
      return await replay(recorded, reality, isIntact, interrupt);
    } finally {
      await reality.close();
    }
  }

  /** What it cost to make a specification of words stands in the record of the run now. */
  #takeOver({ drafted, models = [] }: SolveOptions): void {
    if (drafted === undefined) return;
    const { home, self } = this.#parts;
    forgetDrafting(placeOf(home, drafted.words, models), self);
  }

  /** Whether all that will be asked can be: an error comes before the attack, not after it. */
  async #checkModels(
    { models: ids, budget }: RunHeader,
    { remark }: MachineOptions,
  ): Promise<void> {
    const models = ids.map(this.#parts.modelNamed);
    const allowance = { capsDollars: budget.dollars !== undefined };
    await Promise.all(models.map(async (model) => model.check?.(allowance)));
    for (const sentence of checkBudget(budget, models)) remark?.(sentence);
  }

  /** The specification of a recorded run, which must be what it was. */
  async #specOf(header: RunHeader): Promise<Specification> {
    refuseChanged(header);
    const spec = await this.#parts.load(header.specPath, header.resultColumn);
    if (spec.text !== header.spec) throw changedSpec(header);
    return spec;
  }

  /** What a recorded run has come to. */
  outcome(id: RunId): Outcome {
    const { header, events } = this.#read(id);
    return outcomeOf(header, events, this.ledger.picks(id));
  }

  /** Notes which of the three a person took; 0 for none. */
  pick(id: RunId, rank: number): void {
    this.ledger.pick({ run: id, rank, pickedAtMs: this.#parts.clock.wallMs() });
  }

  #read(id: RunId): { readonly header: RunHeader; readonly events: readonly RunEvent[] } {
    const found = this.ledger.read(id);
    if (found === undefined) throw unknownRun(id);
    return found;
  }

  async close(): Promise<void> {
    this.#ledger?.close();
  }
}
