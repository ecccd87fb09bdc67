import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import type { Budget } from './domain/budget.ts';
import { SluiceError } from './domain/errors.ts';
import type { Example } from './domain/function.ts';
import type { Problem } from './domain/problem.ts';
import type { Observer } from './domain/progress.ts';
import { recall, type CheckpointEvent } from './domain/recall.ts';
import type { RunEvent, RunHeader, RunId } from './domain/run.ts';
import type { Clock } from './ports/clock.ts';
import type { Ledger } from './ports/ledger.ts';
import type { Model } from './ports/model.ts';
import type { Random } from './ports/random.ts';
import type { Reality } from './ports/reality.ts';
import { outcomeOf, type Outcome } from './reports/outcome.ts';
import { run } from './run.ts';
import { lagSteps, type RunPorts } from './search.ts';

/** Options that concern the machine and not the problem: they may differ when a run goes on. */
export interface MachineOptions {
  /** Processes that judge; the default is one a core. */
  readonly workers?: number;
  /** The folder for the final state; the default lies in the home. */
  readonly out?: string;
  /** Refuse to run anything that is not fully confined. */
  readonly requireIsolation?: boolean;
  /** Run the commands of a specification although nothing here can confine them. */
  readonly unconfined?: boolean;
}

export interface SolveOptions extends MachineOptions {
  /** The default is `['grammar']`. */
  readonly models?: readonly string[];
  /** The default is 10 seconds. */
  readonly budget?: Budget;
  /** A whole number from 0 to 2⁵³ − 1; random where none is given. */
  readonly seed?: number;
  /**
   * Starts from what the models had learnt when that run began. Without it a run of a given seed
   * starts from nothing learnt, and any other from all that earlier runs have taught.
   */
  readonly priorOf?: RunId;
  /** For a table: the column that holds the result. */
  readonly resultColumn?: string;
}

export interface ResumeOptions extends MachineOptions {
  /** Decided cases: `median3(1, 1, 2) => 1`. Each becomes an example. */
  readonly answers?: readonly string[];
  /** What may be spent from here on; the default is what was left. */
  readonly budget?: Budget;
}

/** A specification that was read and found sound, of whatever reality. */
export interface Specification {
  /** Absolute. */
  readonly path: string;
  /** Everything that it says: equal texts are the same problem. */
  readonly text: string;
  readonly problem: Problem;
  /** Reads a case that a person decided. */
  readAnswer(text: string): Example;
  open(opening: Opening): Promise<Reality>;
}

/** What a specification needs to become a reality. */
export interface Opening {
  readonly header: RunHeader;
  /** Cases that a person has decided since the specification was written. */
  readonly answers: readonly Example[];
  readonly random: Random;
  readonly machine: MachineOptions & { readonly workers: number };
  /** What the run has come to when it is presented. */
  readonly outcome: () => Outcome;
}

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
}

const defaultBudget: Budget = { seconds: 10 };

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
    const { resultColumn, budget = defaultBudget, seed = anySeed(), priorOf } = options;
    const spec = await load(specPath, resultColumn);
    const models = (options.models ?? ['grammar']).map((id) => modelNamed(id).id);
    // A run that is to come out again depends on nothing but what it is given.
    const learns = options.seed === undefined && priorOf === undefined;
    const priors = learns
      ? models.map((id) => this.#parts.priors.read(id) ?? null)
      : priorOf === undefined
        ? undefined
        : this.#read(priorOf).header.priors;
    const header: RunHeader = {
      id: anyId(),
      startedAtMs: clock.wallMs(),
      intent: spec.problem.intent,
      specPath: spec.path,
      spec: spec.text,
      ...(resultColumn === undefined ? {} : { resultColumn }),
      seed,
      models,
      budget,
      lag: lagSteps,
      ...(priors === undefined ? {} : { priors }),
      sluiceVersion: version,
    };
    const outcome = await this.#run(header, spec, undefined, options, observe, interrupt);
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
    const spec = await this.#parts.load(header.specPath, header.resultColumn);
    if (spec.text !== header.spec) throw changedSpec(header);
    const answered = (options.answers ?? []).map((answer): RunEvent => ({
      kind: 'answered',
      example: spec.readAnswer(answer),
    }));
    const past = [...events, ...answered];
    const budget = budgetFrom(header.budget, options.budget, recall(past).checkpoint);
    const resumed = { past, unrecorded: answered };
    return this.#run({ ...header, budget }, spec, resumed, options, observe, interrupt);
  }

  async #run(
    header: RunHeader,
    spec: Specification,
    resumed: { past: readonly RunEvent[]; unrecorded: readonly RunEvent[] } | undefined,
    options: MachineOptions,
    observe: Observer,
    interrupt: AbortSignal,
  ): Promise<Outcome> {
    const { clock, modelNamed } = this.#parts;
    const workers = options.workers ?? this.#parts.processors;
    const past = resumed?.past ?? [];
    const random = this.#parts.random(header.seed);
    const reality = await spec.open({
      header,
      answers: past.flatMap((event) => (event.kind === 'answered' ? [event.example] : [])),
      random: random.fork('reality'),
      machine: { ...options, workers },
      outcome: () => this.outcome(header.id),
    });
    const models: RunPorts['models'][number][] = [];
    const resumeFrom = recall(past).checkpoint?.model as readonly unknown[] | undefined;
    try {
      for (const [place, model] of header.models.map(modelNamed).entries()) {
        const session = await model.open(reality.problem, {
          seed: header.seed,
          workers,
          prior: header.priors?.[place],
          resumeFrom: resumeFrom?.[place],
        });
        models.push({ model, session });
      }
      if (resumed === undefined) this.ledger.begin(header);
      else this.ledger.append(header.id, resumed.unrecorded);
      const ports = { reality, models, ledger: this.ledger, clock, random };
      await run(header, past, ports, observe, interrupt);
      await this.#present(header, reality, options.out);
    } finally {
      await Promise.all(models.map(({ session }) => session.close()));
      await reality.close();
    }
    return this.outcome(header.id);
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

/** What a resumed run may spend in all: what it had, or what it is given from here on. */
function budgetFrom(
  had: Budget,
  given: Budget | undefined,
  checkpoint: CheckpointEvent | undefined,
): Budget {
  if (given === undefined) return had;
  const { counts, cost, elapsedMs } = checkpoint ?? { elapsedMs: 0 };
  const spent: Required<Budget> = {
    seconds: elapsedMs / 1000,
    candidates: counts?.considered.generated ?? 0,
    tokens: (cost?.inputTokens ?? 0) + (cost?.outputTokens ?? 0),
    dollars: cost?.dollars ?? 0,
  };
  return Object.fromEntries(
    Object.entries(given).map(([limit, more]) => [limit, spent[limit as keyof Budget] + more]),
  );
}

function changedSpec(header: RunHeader): SluiceError {
  return new SluiceError({
    fault: 'input',
    place: header.specPath,
    found: `a specification that has changed since run ${header.id} began`,
    wanted: 'the same text',
    mend: 'Restore it, or start a new run with `sluice solve`.',
  });
}

function unknownRun(id: RunId): SluiceError {
  return new SluiceError({
    fault: 'input',
    place: `run ${id}`,
    found: 'no such run in this ledger',
    wanted: 'the id of a recorded run',
    mend: 'List them with `sluice runs`; SLUICE_HOME says which ledger is read.',
  });
}
