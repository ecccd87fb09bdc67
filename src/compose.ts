import { randomBytes, randomInt } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';

import { readSpecModule } from './adapters/sandboxes/worker-process/read-spec-module.ts';
import { workerProcessSandbox } from './adapters/sandboxes/worker-process/sandbox.ts';
import { openSqliteLedger } from './adapters/ledgers/sqlite/ledger.ts';
import { grammarModel } from './adapters/models/grammar/model.ts';
import { systemClock } from './adapters/system/clock.ts';
import { seededRandom } from './adapters/system/seeded-random.ts';
import type { Budget } from './domain/budget.ts';
import { SluiceError } from './domain/errors.ts';
import type { Observer } from './domain/progress.ts';
import { recall, type CheckpointEvent } from './domain/recall.ts';
import type { RunEvent, RunHeader, RunId } from './domain/run.ts';
import type { Ledger } from './ports/ledger.ts';
import type { Model } from './ports/model.ts';
import type { Random } from './ports/random.ts';
import type { Reality } from './ports/reality.ts';
import { parseAnswer } from './realities/function/parse-answer.ts';
import { loadSpec } from './realities/function/loading/load-spec.ts';
import { loadTable } from './realities/function/loading/load-table.ts';
import type { LoadedSpec } from './realities/function/loading/loaded-spec.ts';
import { withExamples } from './realities/function/loading/with-examples.ts';
import { openFunctionReality } from './realities/function/reality.ts';
import { outcomeOf, type Outcome } from './reports/outcome.ts';
import { run } from './run.ts';
import { lagSteps, type RunPorts } from './search.ts';
import { sluiceVersion } from './version.ts';

export interface EngineOptions {
  /** The folder of the ledger and of the final states. */
  readonly home: string;
}

/** What a run may spend when nothing is said. */
const defaultBudget: Budget = { seconds: 10 };

export interface SolveOptions {
  /** The default is `['grammar']`. */
  readonly models?: readonly string[];
  /** The default is 10 seconds. */
  readonly budget?: Budget;
  /** A whole number from 0 to 2⁵³ − 1; random where none is given. */
  readonly seed?: number;
  /** Processes that judge; the default is one a core. */
  readonly workers?: number;
  /** The folder for the final state; the default lies in the home. */
  readonly out?: string;
  /** For a table: the column that holds the result. */
  readonly resultColumn?: string;
}

export interface ResumeOptions extends Pick<SolveOptions, 'workers' | 'out'> {
  /** Decided cases: `median3(1, 1, 2) => 1`. Each becomes an example. */
  readonly answers?: readonly string[];
  /** What may be spent from here on; the default is what was left. */
  readonly budget?: Budget;
}

/** Everything that can be done with runs. Opened once; the ledger is made when first needed. */
export interface Engine {
  /**
   * Loads a specification, runs it to its end and writes its final state. Throws a `SluiceError`
   * of fault `input`, and leaves no run behind, where the specification is wrong.
   */
  solve(
    specPath: string,
    options: SolveOptions,
    observe: Observer,
    interrupt: AbortSignal,
  ): Promise<Outcome>;
  /** Goes on with a recorded run. */
  resume(
    run: RunId,
    options: ResumeOptions,
    observe: Observer,
    interrupt: AbortSignal,
  ): Promise<Outcome>;
  /** What a recorded run has come to. */
  outcome(run: RunId): Outcome;
  /** Notes which of the three a person took; 0 for none. */
  pick(run: RunId, rank: number): void;
  readonly ledger: Ledger;
  close(): Promise<void>;
}

export async function openEngine(options: EngineOptions): Promise<Engine> {
  return new ComposedEngine(options);
}

class ComposedEngine implements Engine {
  readonly #home: string;
  #ledger: Ledger | undefined;

  constructor({ home }: EngineOptions) {
    this.#home = resolve(home);
  }

  get #ledgerPath(): string {
    return join(this.#home, 'ledger.sqlite');
  }

  get ledger(): Ledger {
    this.#ledger ??= openSqliteLedger(this.#ledgerPath);
    return this.#ledger;
  }

  async solve(
    specPath: string,
    options: SolveOptions,
    observe: Observer,
    interrupt: AbortSignal,
  ): Promise<Outcome> {
    const spec = await load(specPath, options.resultColumn);
    const models = (options.models ?? ['grammar']).map(modelNamed);
    const header: RunHeader = {
      id: newRunId(),
      startedAtMs: systemClock.wallMs(),
      intent: spec.problem.intent,
      specPath: spec.path,
      spec: spec.text,
      ...(options.resultColumn === undefined ? {} : { resultColumn: options.resultColumn }),
      seed: options.seed ?? randomInt(2 ** 31),
      models: models.map(({ id }) => id),
      budget: options.budget ?? defaultBudget,
      lag: lagSteps,
      sluiceVersion,
    };
    return this.#run(header, spec, [], options, observe, interrupt);
  }

  async resume(
    run: RunId,
    options: ResumeOptions,
    observe: Observer,
    interrupt: AbortSignal,
  ): Promise<Outcome> {
    const { header, events } = this.#read(run);
    const spec = await load(header.specPath, header.resultColumn);
    if (spec.text !== header.spec) throw changedSpec(header);
    const { signature } = spec.problem;
    const answered = (options.answers ?? []).map((answer): RunEvent => ({
      kind: 'answered',
      example: parseAnswer(answer, signature),
    }));
    const past = [...events, ...answered];
    const budget = budgetFrom(header.budget, options.budget, recall(past).checkpoint);
    return this.#run({ ...header, budget }, spec, past, options, observe, interrupt);
  }

  async #run(
    header: RunHeader,
    spec: LoadedSpec,
    past: readonly RunEvent[],
    options: Pick<SolveOptions, 'workers' | 'out'>,
    observe: Observer,
    interrupt: AbortSignal,
  ): Promise<Outcome> {
    const workers = options.workers ?? availableParallelism();
    const random = seededRandom(header.seed);
    const reality = await this.#open(withAnswers(spec, past), random, workers);
    const sessions: RunPorts['models'][number][] = [];
    try {
      for (const model of header.models.map(modelNamed)) {
        const session = await model.open(reality.problem, { seed: header.seed, workers });
        sessions.push({ model, session });
      }
      if (past.length === 0) this.ledger.begin(header);
      else this.ledger.append(header.id, past.slice(this.#read(header.id).events.length));
      const ports = { reality, models: sessions, ledger: this.ledger, clock: systemClock, random };
      await run(header, past, ports, observe, interrupt);
      await this.#present(header, reality, options.out);
    } finally {
      await Promise.all(sessions.map(({ session }) => session.close()));
      await reality.close();
    }
    return this.outcome(header.id);
  }

  #open(spec: LoadedSpec, random: Random, workers: number): Promise<Reality> {
    const sandbox = workerProcessSandbox({
      workers,
      ...(spec.modulePath === undefined ? {} : { specPath: spec.modulePath }),
    });
    return openFunctionReality({
      spec,
      sandbox,
      random: random.fork('reality'),
      page: (header, events) => ({
        ledgerPath: this.#ledgerPath,
        versions: { Sluice: sluiceVersion, Node: process.versions.node },
        outcome: outcomeOf(header, events),
      }),
    });
  }

  /** Writes the final state, and records where. */
  async #present(header: RunHeader, reality: Reality, out: string | undefined): Promise<void> {
    const folder = resolve(out ?? join(this.#home, 'runs', header.id));
    const files = await reality.present(header, this.#read(header.id).events);
    for (const { path, text } of files) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    const paths = files.map(({ path }) => join(folder, path));
    this.ledger.append(header.id, [{ kind: 'presented', files: paths }]);
  }

  #read(run: RunId): { readonly header: RunHeader; readonly events: readonly RunEvent[] } {
    const found = this.ledger.read(run);
    if (found === undefined) throw unknownRun(run);
    return found;
  }

  outcome(run: RunId): Outcome {
    const { header, events } = this.#read(run);
    return outcomeOf(header, events);
  }

  pick(run: RunId, rank: number): void {
    this.ledger.pick({ run, rank, pickedAtMs: systemClock.wallMs() });
  }

  async close(): Promise<void> {
    this.#ledger?.close();
  }
}

/** Reads a specification: a table by its ending, anything else as JSON or TypeScript. */
async function load(path: string, resultColumn: string | undefined): Promise<LoadedSpec> {
  return /\.[ct]sv$/i.test(path) ? loadTable(path, resultColumn) : loadSpec(path, readSpecModule);
}

/** The specification with the cases that a person has decided since. */
function withAnswers(spec: LoadedSpec, past: readonly RunEvent[]): LoadedSpec {
  const answers = past.flatMap((event) => (event.kind === 'answered' ? [event.example] : []));
  return answers.length === 0 ? spec : withExamples(spec, answers);
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

function modelNamed(id: string): Model {
  if (id === grammarModel.id) return grammarModel;
  throw new SluiceError({
    fault: 'input',
    place: '--model',
    found: `\`${id}\``,
    wanted: '`grammar`, the embedded model',
    mend: 'Leave --model out; other models are not part of this version.',
  });
}

/** `r` and seven digits or letters that are hard to mistake for each other. */
function newRunId(): RunId {
  const alphabet = '23456789abcdefghjkmnpqrstuvwxyz';
  return `r${[...randomBytes(7)].map((byte) => alphabet[byte % alphabet.length]).join('')}`;
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

function unknownRun(run: RunId): SluiceError {
  return new SluiceError({
    fault: 'input',
    place: `run ${run}`,
    found: 'no such run in this ledger',
    wanted: 'the id of a recorded run',
    mend: 'List them with `sluice runs`; SLUICE_HOME says which ledger is read.',
  });
}
