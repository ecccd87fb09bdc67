import { randomBytes, randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';

import { openSqliteLedger } from './adapters/ledgers/sqlite/ledger.ts';
import { readSdkId } from './adapters/models/ai-sdk/sdk-id.ts';
import { sdkModel } from './adapters/models/ai-sdk/sdk-model.ts';
import { readAddress } from './adapters/models/endpoint/address.ts';
import { endpoint } from './adapters/models/endpoint/endpoint.ts';
import { readPrices } from './adapters/models/endpoint/price-file.ts';
import { ggufModel, readGgufPath } from './adapters/models/gguf/gguf-model.ts';
import { grammarModel } from './adapters/models/grammar/model.ts';
import { commandSandbox } from './adapters/sandboxes/command/sandbox.ts';
import { canConfine } from './adapters/sandboxes/confined/launch.ts';
import {
  confinedSandbox,
  confinedV8Sandbox,
  quickV8Sandbox,
  type ConfinedOptions,
} from './adapters/sandboxes/confined/sandbox.ts';
import { systemCallFilter } from './adapters/sandboxes/confined/system-calls.ts';
import { readSpecModule } from './adapters/sandboxes/worker-process/read-spec-module.ts';
import { workerProcessSandbox } from './adapters/sandboxes/worker-process/sandbox.ts';
import { priorFiles } from './adapters/system/prior-files.ts';
import { systemClock } from './adapters/system/clock.ts';
import { seededRandom } from './adapters/system/seeded-random.ts';
import {
  isTypeScriptInstalled,
  typeScriptChecker,
} from './adapters/type-checkers/typescript/checker.ts';
import { dialOf, type Dial, type Recorded } from './dial/dial.ts';
import { SluiceError } from './domain/errors.ts';
import type { RunId } from './domain/run.ts';
import type { DraftingParts } from './engine/drafting.ts';
import { Engine } from './engine/engine.ts';
import type { MachineOptions } from './engine/options.ts';
import type { Specification } from './engine/specification.ts';
import type { CompletionSource } from './ports/completions.ts';
import type { Model } from './ports/model.ts';
import type { Confinement, FunctionSandbox } from './ports/sandbox.ts';
import { identify } from './proposing/identify.ts';
import { languageModel } from './proposing/language/language-model.ts';
import { isCommandSpec, loadCommand } from './realities/command/load-command.ts';
import { openCommandReality } from './realities/command/reality.ts';
import { loadSpec } from './realities/function/loading/load-spec.ts';
import { loadTable } from './realities/function/loading/load-table.ts';
import type { LoadedSpec } from './realities/function/loading/loaded-spec.ts';
import { soundJson } from './realities/function/loading/sound-spec.ts';
import { withExamples } from './realities/function/loading/with-examples.ts';
import { generateInputs } from './realities/function/generate-inputs.ts';
import { parseAnswer } from './realities/function/parse-answer.ts';
import { openFunctionReality } from './realities/function/reality.ts';
import type { SecondEngine } from './realities/function/stages/judging.ts';
import type { Issue } from './realities/reading/issue.ts';
import { readDocument } from './realities/reading/read-text.ts';
import { sluiceVersion } from './version.ts';

export {
  errorKinds,
  faultKinds,
  serveSimulated,
  simulatedModel,
  type ModelServer,
} from './adapters/models/simulated/serve.ts';
export type { DraftedSpec } from './engine/drafting.ts';
export type { Engine } from './engine/engine.ts';
export type { PutQuestion } from './intent/clarify.ts';
export type { Difference, Replay, ReplayedStage } from './engine/replay.ts';
export type {
  DraftOptions,
  MachineOptions,
  ResumeOptions,
  SolveOptions,
} from './engine/options.ts';

/** What stands around candidates on this machine. */
export function wallsHere() {
  return {
    /** Bubblewrap works: their processes see nothing of the machine. */
    confined: canConfine(),
    /** What of the kernel such processes may call is filtered. */
    filtered: systemCallFilter() !== undefined,
    /** A shortlist is type-checked. */
    typeChecked: isTypeScriptInstalled(),
  } as const;
}

export interface EngineOptions {
  /** The folder of the ledger and of the final states. */
  readonly home: string;
}

/** Chooses every implementation: the SQLite ledger, the grammar model, the sandboxes, the clock. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const home = resolve(options.home);
  const ledgerPath = join(home, 'ledger.sqlite');
  return new Engine({
    home,
    version: sluiceVersion,
    clock: systemClock,
    processors: availableParallelism(),
    random: seededRandom,
    anySeed: () => randomInt(2 ** 31),
    anyId: newRunId,
    openLedger: () => openSqliteLedger(ledgerPath),
    priors: priorFiles(join(home, 'priors')),
    load: (path, resultColumn) => load(path, resultColumn, ledgerPath),
    modelNamed: (id) => modelNamed(id, home),
    drafting: drafting(home),
    isIntact: (candidate) => identify(candidate, candidate).id === candidate.id,
  });
}

/** Projects one run, or two to compare, to other speeds, in tokens a second of a stream. */
export function dialRuns(recorded: readonly Recorded[], speeds: readonly number[]): Dial {
  return dialOf(recorded, speeds, seededRandom('dial'));
}

/** Reads a specification: a table by its ending, JSON by what it says, else TypeScript. */
async function load(
  path: string,
  resultColumn: string | undefined,
  ledgerPath: string,
): Promise<Specification> {
  if (/\.[ct]sv$/i.test(path)) return functionOf(loadTable(path, resultColumn), ledgerPath);
  if (path.endsWith('.json')) {
    const { document, text } = readDocument(path);
    if (isCommandSpec(document)) return commandOf(document, resolve(path), text);
  }
  return functionOf(await loadSpec(path, readSpecModule), ledgerPath);
}

function functionOf(spec: LoadedSpec, ledgerPath: string): Specification {
  return {
    path: spec.path,
    text: spec.text,
    problem: spec.problem,
    readAnswer: (text) => parseAnswer(text, spec.problem.signature),
    open: ({ header, answers, random, machine, hostile = false, signal, outcome }) => {
      const { modulePath } = spec;
      const options = {
        workers: machine.workers,
        ...(modulePath === undefined ? {} : { specPath: modulePath }),
      };
      // What the grammar model writes is pure by construction; what others write is anything.
      const isPure = !hostile && header.models.every((model) => model === grammarModel.id);
      const sandbox =
        isPure && machine.requireIsolation !== true
          ? workerProcessSandbox(options)
          : confinedSandbox(options);
      // Cheats are never shortlisted, and the grammar model writes no types that do not fit.
      const areTyped = isPure || hostile || isTypeScriptInstalled();
      const types = areTyped && !isPure && !hostile ? { types: typeScriptChecker() } : {};
      return openFunctionReality({
        spec: answers.length === 0 ? spec : withExamples(spec, answers),
        sandbox: confined(sandbox, machine),
        ...(sandbox.confinement === 'process' ? {} : { second: secondEngine(sandbox, options) }),
        ...types,
        remarks: [
          ...(sandbox.confinement === 'engine' ? [engineOnly] : []),
          ...(areTyped ? [] : [notTypeChecked]),
        ],
        random,
        ...(signal === undefined ? {} : { signal }),
        page: () => {
          const reported = outcome();
          return {
            ledgerPath,
            versions: { Sluice: sluiceVersion, Node: process.versions.node },
            outcome: reported,
            contest: reported.contest,
          };
        },
      });
    },
  };
}

const engineOnly =
  'No bubblewrap works here: candidates run in the WebAssembly engine alone, are not run again on ' +
  'V8 and not timed (`sluice doctor` says more, --require-isolation refuses this).';

const notTypeChecked = 'The shortlist is not type-checked: npm install typescript.';

const nothingConfines =
  'Nothing confines the commands of this run: they may do whatever you may (--unconfined).';

/** V8 beside QuickJS, where it can be confined. */
function secondEngine(
  { confinement }: FunctionSandbox,
  options: ConfinedOptions,
): SecondEngine | 'missing' {
  if (confinement !== 'full') return 'missing';
  const quick = quickV8Sandbox({ ...options, workers: 1 });
  return { quick, alone: confinedV8Sandbox(options) };
}

function commandOf(document: unknown, path: string, text: string): Specification {
  const spec = loadCommand(document, path, text);
  return {
    path: spec.path,
    text: spec.text,
    problem: spec.problem,
    readAnswer: (answer) => {
      throw new SluiceError({
        fault: 'input',
        place: `--answer '${answer}'`,
        found: 'an answer to a run whose judge is a command',
        wanted: 'a run of a function',
        mend: 'Change what the judge accepts instead, and solve again.',
      });
    },
    open: async ({ machine }) => {
      const sandbox = commandSandbox({ unconfined: machine.unconfined ?? false });
      const { workers } = machine;
      const trials = { spec, sandbox: confined(sandbox, machine), workers };
      const reality = await openCommandReality(trials);
      const unconfined = sandbox.confinement === 'full' ? [] : [nothingConfines];
      return { ...reality, remarks: [...unconfined, ...(reality.remarks ?? [])] };
    },
  };
}

/** The sandbox itself, unless more confinement was asked for than it gives. */
function confined<Sandbox extends { readonly confinement: Confinement }>(
  sandbox: Sandbox,
  { requireIsolation }: MachineOptions,
): Sandbox {
  if (requireIsolation !== true || sandbox.confinement === 'full') return sandbox;
  throw new SluiceError({
    fault: 'environment',
    place: '--require-isolation',
    found: `a sandbox of confinement \`${sandbox.confinement}\``,
    wanted: 'full confinement',
    mend: 'Install bubblewrap (`apt-get install bubblewrap`), or leave the option out.',
  });
}

/** How words become a specification: what a model writes is read as a file is, and run confined. */
function drafting(home: string): DraftingParts {
  return {
    drafterNamed: (id) => {
      if (id === grammarModel.id) return undefined;
      const source = sourceNamed(id, home);
      return { source, model: languageModel(source) };
    },
    openSandbox: () => confinedSandbox({ workers: 1 }),
    readAnswer: parseAnswer,
    readSpec: (document) => {
      const soundness = soundJson(document);
      if ('issues' in soundness) return { kind: 'unsound', reason: inShort(soundness.issues) };
      const { problem, heldOut } = soundness.spec;
      return { kind: 'sound', examples: problem.examples, heldOut };
    },
    inputsNear: generateInputs,
  };
}

/** The first of several issues, without the places in which no reader can look. */
function inShort([issue]: readonly Issue[]): string {
  return `${issue!.found}, where ${issue!.wanted} is wanted`;
}

function modelNamed(id: string, home: string): Model {
  return id === grammarModel.id ? grammarModel : languageModel(sourceNamed(id, home));
}

function sourceNamed(id: string, home: string): CompletionSource {
  const path = readGgufPath(id);
  if (path !== undefined) return ggufModel(id, path, { clock: systemClock });
  const prices = readPrices(join(home, 'prices.json'));
  const common = { environment: process.env, clock: systemClock };
  const address = readAddress(id);
  if (address !== undefined) {
    return endpoint(id, { address, price: prices[address.model], ...common });
  }
  const sdkId = readSdkId(id);
  if (sdkId !== undefined) {
    return sdkModel(sdkId, { price: prices[id] ?? prices[sdkId.model], ...common });
  }
  throw new SluiceError({
    fault: 'input',
    place: '--model',
    found: `\`${id}\``,
    wanted:
      '`grammar`, the embedded model, `URL#MODEL` for an OpenAI-compatible server, ' +
      '`PROVIDER/MODEL` for a provider of the AI SDK, or `gguf:PATH` for a file of weights',
    mend: 'Leave --model out, or write such as `http://127.0.0.1:8080/v1#simulated`.',
  });
}

/** `r` and seven digits or letters that are hard to mistake for each other. */
function newRunId(): RunId {
  const alphabet = '23456789abcdefghjkmnpqrstuvwxyz';
  return `r${[...randomBytes(7)].map((byte) => alphabet[byte % alphabet.length]).join('')}`;
}
