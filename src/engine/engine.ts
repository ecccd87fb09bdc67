import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import type { Candidate, CandidateId } from '../domain/candidate.ts';
import type { Example } from '../domain/function.ts';
import type { Observer } from '../domain/progress.ts';
import { Purse } from '../domain/purse.ts';
import { recall } from '../domain/recall.ts';
import type { RunEvent, RunHeader, RunId } from '../domain/run.ts';
import type { Clock } from '../ports/clock.ts';
import type { Allowance } from '../ports/completions.ts';
import type { Correspondence } from '../ports/correspondence.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Model } from '../ports/model.ts';
import type { Random } from '../ports/random.ts';
import type { Reality } from '../ports/reality.ts';
import { outcomeOf, type Outcome } from '../reports/outcome.ts';
import { run } from '../run.ts';
import { RecordedCorrespondence } from '../search/correspondence.ts';
import { RunRecord } from '../search/record.ts';
import { RecordedPurse } from '../search/recorded-purse.ts';
import { lagSteps, type RunPorts } from '../search/search.ts';
import { attackFirst } from './attacking.ts';
import { budgetFrom, budgetOf } from './budget-from.ts';
import type { DraftOptions, MachineOptions, ResumeOptions, SolveOptions } from './options.ts';
import { draftSpec, type DraftingParts, type DraftedSpec } from './drafting.ts';
import { changedSpec, unknownCandidate, unknownRun } from './refusals.ts';
import { repeating } from './repeating.ts';
import { recordedOf, replay, type Replay } from './replay.ts';
import type { Opening, Specification } from './specification.ts';

/** What an engine is made of. */
export interface EngineParts {
  readonly home: string;
  readonly version: string;
  readonly clock: Clock;
  /** How many processors there are. */
  readonly processors: number;
  readonly random: (seed: number) => Random;
  /** Seeds and ids that nobody chose. */
  readonly anySeed: () => number;
  readonly anyId: () => RunId;
  readonly openLedger: () => Ledger;
  /** What a model has learnt from earlier runs, and keeping what it knows after one. */
  readonly priors: { read(model: string): unknown; write(model: string, prior: unknown): void };
  readonly load: (path: string, resultColumn: string | undefined) => Promise<Specification>;
  readonly modelNamed: (id: string) => Model;
  readonly drafting: DraftingParts;
  /** Whether a candidate's id is the one that its source has. */
  readonly isIntact: (candidate: Candidate) => boolean;
}

/** What a run starts or goes on from. */
interface Beginning {
  readonly past: readonly RunEvent[];
  /** Of these, what is still to be recorded. */
  readonly unrecorded: readonly RunEvent[];
  readonly isNew: boolean;
}

/** The share of questions to language models that is asked plainly, unless said otherwise. */
const defaultControl = 0.1;

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
    const { home, random, anySeed, drafting } = this.#parts;
    const seed = options.seed ?? anySeed();
    const place = { home, seed, random: random(seed).fork('intent') };
    return await draftSpec(words, drafting, place, options, interrupt);
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
    const { load, modelNamed, clock, anySeed, anyId, version } = this.#parts;
    const repeated =
      options.replayOf === undefined ? undefined : repeating(this.#read(options.replayOf));
    const given: SolveOptions = { ...repeated?.options, ...options };
    const { resultColumn, seed = anySeed(), priorOf } = given;
    const spec = await load(specPath, resultColumn);
    const sources = (given.models ?? ['grammar']).map(modelNamed);
    const models = sources.map(({ id }) => id);
    const isInWords = sources.some(({ samplesPerAsk = 1 }) => samplesPerAsk > 1);
    // A run that is to come out again depends on nothing but what it is given.
    const learns = given.seed === undefined && priorOf === undefined;
    const priors = learns
      ? models.map((id) => this.#parts.priors.read(id) ?? null)
      : priorOf === undefined
        ? undefined
        : this.#read(priorOf).header.priors;
    const { judgement } = spec.problem;
    const scoreUnit = judgement.by === 'score' ? judgement.unit : undefined;
    const header: RunHeader = {
      id: anyId(),
      startedAtMs: clock.wallMs(),
      intent: spec.problem.intent,
      specPath: spec.path,
      spec: spec.text,
      ...(resultColumn === undefined ? {} : { resultColumn }),
      ...(scoreUnit === undefined ? {} : { scoreUnit }),
      seed,
      models,
      budget: repeated === undefined ? budgetOf(given.budget, sources) : given.budget!,
      lag: lagSteps,
      ...(isInWords ? { control: given.control ?? defaultControl } : {}),
      ...(priors === undefined ? {} : { priors }),
      sluiceVersion: version,
      ...(repeated === undefined ? {} : { replay: repeated.replay }),
    };
    const random = this.#parts.random(seed).fork('reality');
    const attacked = { spec, header, random, clock, outcome: () => this.outcome(header.id) };
    const attack = await attackFirst(attacked, options, interrupt);
    const attackedHeader = attack === undefined ? header : { ...header, attack };
    const past: RunEvent[] =
      given.drafted === undefined ? [] : [{ kind: 'drafted', drafted: given.drafted }];
    const begun = { past, unrecorded: past, isNew: true };
    const outcome = await this.#run(attackedHeader, spec, begun, options, observe, interrupt);
    if (learns) this.#remember(header);
    return outcome;
  }

  /** Goes on with a recorded run, with what was left of its budget or with a further one. */
  async resume(
    id: RunId,
    options: ResumeOptions,
    observe: Observer,
    interrupt: AbortSignal,
  ): Promise<Outcome> {
    const { header, events } = this.#read(id);
    const spec = await this.#specOf(header);
    const answered = (options.answers ?? []).map((answer): RunEvent => ({
      kind: 'answered',
      example: spec.readAnswer(answer),
    }));
    const models = header.models.map(this.#parts.modelNamed);
    const recalled = recall([...events, ...answered]);
    const budget = budgetFrom(header.budget, options.budget, models, recalled);
    const unrecorded: RunEvent[] = [...answered, { kind: 'resumed', budget }];
    const resumed = { past: [...events, ...unrecorded], unrecorded, isNew: false };
    return this.#run({ ...header, budget }, spec, resumed, options, observe, interrupt);
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
    const reality = await this.#open(header, spec, recorded.answers, machine);
    try {
      const isIntact = this.#parts.isIntact(recorded.candidate);
      return await replay(recorded, reality, isIntact, interrupt);
    } finally {
      await reality.close();
    }
  }

  /** The specification of a recorded run, which must be what it was. */
  async #specOf(header: RunHeader): Promise<Specification> {
    const spec = await this.#parts.load(header.specPath, header.resultColumn);
    if (spec.text !== header.spec) throw changedSpec(header);
    return spec;
  }

  #open(
    header: RunHeader,
    spec: Specification,
    answers: readonly Example[],
    machine: Opening['machine'],
  ): Promise<Reality> {
    const random = this.#parts.random(header.seed).fork('reality');
    return spec.open({
      header,
      answers,
      random,
      machine,
      outcome: () => this.outcome(header.id),
    });
  }

  async #run(
    header: RunHeader,
    spec: Specification,
    { past, unrecorded, isNew }: Beginning,
    options: MachineOptions,
    observe: Observer,
    interrupt: AbortSignal,
  ): Promise<Outcome> {
    const { clock, modelNamed } = this.#parts;
    const workers = options.workers ?? this.#parts.processors;
    const random = this.#parts.random(header.seed);
    const answers = past.flatMap((event) => (event.kind === 'answered' ? [event.example] : []));
    const reality = await this.#open(header, spec, answers, { ...options, workers });
    for (const sentence of reality.remarks ?? []) options.remark?.(sentence);
    const models: RunPorts['models'][number][] = [];
    const kept = recall(past).checkpoints.map(({ model }) => model as readonly unknown[]);
    const record = new RunRecord(header.id, this, clock);
    const spending = this.#spending(header, { past, isNew }, record);
    try {
      for (const [place, model] of header.models.map(modelNamed).entries()) {
        const session = await model.open(reality.problem, {
          seed: header.seed,
          workers,
          ...spending,
          prior: header.priors?.[place],
          resumeFrom: kept.map((each) => each[place]),
        });
        models.push({ model, session });
      }
      if (isNew) this.ledger.begin(header);
      this.ledger.append(header.id, unrecorded);
      const ports = { reality, models, record, clock, random, workers };
      await run(header, past, ports, observe, interrupt);
      await this.#present(header, reality, options.out);
    } finally {
      await Promise.all(models.map(({ session }) => session.close()));
      await reality.close();
    }
    return this.outcome(header.id);
  }

  /** What its models may spend, what they were asked before, and the record of either. */
  #spending(
    header: RunHeader,
    { past, isNew }: Pick<Beginning, 'past' | 'isNew'>,
    record: RunRecord,
  ): { readonly allowance: Allowance; readonly correspondence: Correspondence } {
    const { cost } = recall(past);
    const spent = { tokens: cost.inputTokens + cost.outputTokens, dollars: cost.dollars };
    const requests = past.filter(({ kind }) => kind === 'requested').length;
    const { run: repeated } = header.replay ?? {};
    const asksAnew = isNew && repeated === undefined;
    const since = repeated === undefined ? 'checkpoint' : 'begin';
    const replies = asksAnew ? [] : this.ledger.replies(repeated ?? header.id, since);
    return {
      allowance: new RecordedPurse(new Purse(header.budget, spent), record, requests),
      correspondence: new RecordedCorrespondence(record, replies, repeated),
    };
  }

  /** Lets each model learn from its own among the three; the newest run counts most. */
  #remember(header: RunHeader): void {
    const shortlisted = this.#read(header.id).events.findLast(({ kind }) => kind === 'shortlisted');
    const finalists = shortlisted?.kind === 'shortlisted' ? shortlisted.finalists : [];
    for (const model of header.models.map(this.#parts.modelNamed)) {
      const own = finalists
        .map(({ candidate }) => candidate)
        .filter((one) => one.model === model.id);
      if (model.remember === undefined || own.length === 0) continue;
      const { priors } = this.#parts;
      priors.write(model.id, model.remember(priors.read(model.id), own));
    }
  }

  /** Writes the final state, and records where. */
  async #present(header: RunHeader, reality: Reality, out: string | undefined): Promise<void> {
    const folder = resolve(out ?? join(this.#parts.home, 'runs', header.id));
    const files = await reality.present(header, this.#read(header.id).events);
    const paths = files.map(({ path, text }) => {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      return file;
    });
    this.ledger.append(header.id, [{ kind: 'presented', files: paths }]);
  }

  /** What a recorded run has come to. */
  outcome(id: RunId): Outcome {
    const { header, events } = this.#read(id);
    return outcomeOf(header, events);
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
