import { SluiceError } from '../../domain/errors.ts';
import { scoreVaries } from '../../domain/measured-again.ts';
import type { Random } from '../../ports/random.ts';
import type { Axis, Reality } from '../../ports/reality.ts';
import type { FunctionSandbox } from '../../ports/sandbox.ts';
import type { Trying } from '../../ports/trying.ts';
import type { TypeChecker } from '../../ports/type-checker.ts';
import type { RunEvent, RunHeader } from '../../domain/run.ts';
import { pageData, type PageExtra } from './final-state/fold.ts';
import { renderPage } from './final-state/page.ts';
import type { Value } from '../../domain/value.ts';
import { findDisagreements } from './disagreements.ts';
import { finalistFiles } from './finalist-files.ts';
import { normalForm } from './form/normal-form.ts';
import { generateInputs } from './generate-inputs.ts';
import { OpeningTime } from './opening-time.ts';
import { References } from './references.ts';
import { ScoreBoard, seedOf } from './score-board.ts';
import { heldOutStage } from './stages/held-out.ts';
import { v8Stages, type Rerun } from './stages/engines.ts';
import { propertiesStage, textPropertiesStage } from './stages/properties.ts';
import { referenceStage } from './stages/reference.ts';
import { scoreStages } from './stages/score.ts';
import { timingStage } from './stages/timing.ts';
import { typesStage } from './stages/types.ts';
import { usualObjectives } from './loading/objectives.ts';
import type { LoadedSpec } from './loading/loaded-spec.ts';
import { examplesStage } from './stages/examples.ts';
import type { Bench, JudgingStage, SecondEngine } from './stages/judging.ts';

export interface FunctionRealityOptions {
  readonly spec: LoadedSpec;
  /** Opened with the specification's module, where it has one. Closed with the reality. */
  readonly sandbox: FunctionSandbox;
  /**
   * V8 where the sandbox runs candidates on another engine; closed with the reality. `missing`
   * where there is none on this machine: then nothing is timed.
   */
  readonly second?: SecondEngine | 'missing';
  /** Reads the types of contenders; closed with the reality. */
  readonly types?: TypeChecker | undefined;
  /** What a person should know of how it judges here. */
  readonly remarks?: readonly string[];
  /** Decides the instances, the probes and the generated inputs. */
  readonly random: Random;
  /** The backstop for one trial, in milliseconds; 1000 unless told. */
  readonly limitMs?: number;
  /** Given where a run begins, whose own code may take its time. */
  readonly trying?: Trying;
  /** Whether scores vary, where a record tells; found out unless the specification says. */
  readonly varies?: boolean;
  /** Ends the opening. */
  readonly signal?: AbortSignal;
  /** What the page of a run tells that neither its record nor the specification holds. */
  readonly page: (
    header: RunHeader,
    events: readonly RunEvent[],
  ) => Pick<PageExtra, 'ledgerPath' | 'versions' | 'outcome'>;
}

const axes: readonly Axis[] = [
  { name: 'size', bounds: [4, 6, 9, 13, 19, 28, 42, 64] },
  { name: 'branches', bounds: [1, 2, 3, 5, 8] },
];

/** Inputs near the examples on which everyone who agrees with the examples is run. */
const probesMost = 96;
/** Inputs that a function without examples is timed on. */
const timedMost = 24;
/** Inputs on which everyone is compared with the reference. */
const referenceInputs = 100;
/** Inputs, beside those of the examples, on which properties that are text must hold. */
const propertyInputs = 100;
/** Instances of a score that are run again on V8: of who takes a cell, and of contenders. */
const enteringInstances = 2;
const contendingInstances = 16;
/** Inputs among which those that tell finalists apart are looked for. */
const disagreementInputs = 600;

/**
 * The reality of a function. Opening it sees that whatever code the specification brings can be
 * used, and throws a `SluiceError` of fault `input` where it cannot.
 */
export async function openFunctionReality(options: FunctionRealityOptions): Promise<Reality> {
  const { spec, sandbox, random, limitMs = 1000, signal = new AbortController().signal } = options;
  const { second, types, trying, varies } = options;
  const time = new OpeningTime(trying, signal);
  const bench: Bench = {
    spec: spec.varies === undefined && varies !== undefined ? { ...spec, varies } : spec,
    tell: (what) => time.tell(what),
    sandbox,
    random,
    limitMs,
    ...(second === undefined || second === 'missing' ? {} : { second }),
    ...(types === undefined ? {} : { types }),
  };
  try {
    const reality = await open(bench, second !== 'missing', options.page, time.signal);
    return { ...reality, remarks: [...(options.remarks ?? []), ...(reality.remarks ?? [])] };
  } catch (error) {
    await close(bench);
    throw time.hasEnded(error) ? time.tooLong(spec.path) : error;
  }
}

async function close({ sandbox, second, types }: Bench): Promise<void> {
  const all = [sandbox, second?.quick, second?.alone, types];
  await Promise.all(all.map(async (each) => each?.close()));
}

async function open(
  bench: Bench,
  isTimed: boolean,
  describePage: FunctionRealityOptions['page'],
  signal: AbortSignal,
): Promise<Reality> {
  const { spec } = bench;
  const { problem } = spec;
  const board =
    problem.judgement.by === 'score'
      ? await ScoreBoard.open(bench, problem.judgement.direction, signal)
      : undefined;
  const references = board === undefined ? undefined : new References(bench, board);
  const stages = await stagesOf(bench, board, references, isTimed, signal);
  const objectives = spec.objectives ?? usualObjectives(problem.judgement);
  return {
    kind: 'function',
    problem,
    stages,
    axes,
    objectives,
    remarks: board?.varies === true ? [scoreVaries] : [],
    batch: 32,
    formOf: normalForm,
    judge(name, batch, judging, fuelMost) {
      const stage = stages.find((each) => each.name === name);
      if (stage === undefined) throw unknownStage(name, stages);
      bench.types?.prepare();
      return stage.judge(batch, judging, fuelMost);
    },
    recall(seen) {
      stages.find((each) => each.name === seen.stage)?.recall?.(seen);
    },
    references: async (withFinal, asking) => (await references?.all(withFinal, asking)) ?? [],
    async disagreements(candidates, most, asking) {
      // Where a score judges, no input has a right answer that a person could be asked for.
      if (board !== undefined) return [];
      const inputs = inputsNear(bench, 'disagreements', disagreementInputs);
      return findDisagreements(bench, candidates, inputs, most, asking);
    },
    present: async (header, events) => {
      const extra = { problem, stages, objectives, ...describePage(header, events) };
      const page = { path: 'index.html', text: renderPage(pageData(header, events, extra)) };
      return [page, ...finalistFiles(events, problem.signature.name)];
    },
    close: () => close(bench),
  };
}

/** The stages that this specification needs, in order of cost. */
async function stagesOf(
  bench: Bench,
  board: ScoreBoard | undefined,
  references: References | undefined,
  isTimed: boolean,
  signal: AbortSignal,
): Promise<JudgingStage[]> {
  const { problem, heldOut, has, properties } = bench.spec;
  const inputs = problem.examples.map((example) => example.args);
  const timed = inputs.length > 0 ? inputs : inputsNear(bench, 'timing', timedMost);
  const near = inputsNear(bench, 'reference', referenceInputs);
  const generated = () => [...inputs, ...inputsNear(bench, 'properties', propertyInputs)];
  const stages = [
    inputs.length > 0 && examplesStage(bench, inputsNear(bench, 'probes', probesMost)),
    has.properties && propertiesStage(bench),
    properties.length > 0 && (await textPropertiesStage(bench, generated(), signal)),
    ...(board && references ? scoreStages(bench, board, references) : []),
    has.reference && (await referenceStage(bench, near, signal)),
    heldOut.length > 0 && heldOutStage(bench),
    ...(bench.second === undefined ? [] : v8Stages(bench, bench.second, rerun(bench, board))),
    bench.types !== undefined && typesStage(bench, bench.types),
    isTimed && timed.length > 0 && timingStage(bench, timed),
  ];
  return stages.filter((stage) => stage !== false);
}

/** What is run on both engines: instances where a score judges, else inputs. */
function rerun(bench: Bench, board: ScoreBoard | undefined): Parameters<typeof v8Stages>[2] {
  const { problem, heldOut } = bench.spec;
  if (board !== undefined) {
    const on = (split: 'train' | 'validate', most: number): Rerun => {
      const to = Math.min(most, board.counts[split]);
      const task = { kind: 'score', split, seed: seedOf(bench, split), from: 0, to } as const;
      return { task, ...board.limitFor(to) };
    };
    return { visible: on('train', enteringInstances), all: on('validate', contendingInstances) };
  }
  const calling = (inputs: readonly (readonly Value[])[]): Rerun => ({
    task: { kind: 'call', inputs },
    limitMs: bench.limitMs,
  });
  const shown = problem.examples.map(({ args }) => args);
  const near = inputsNear(bench, 'probes', probesMost);
  const hidden = heldOut.map(({ args }) => args);
  return {
    visible: calling(shown.length > 0 ? shown : near),
    all: calling([...shown, ...near, ...hidden]),
  };
}

function inputsNear({ spec, random }: Bench, purpose: string, count: number): Value[][] {
  const { signature, examples } = spec.problem;
  return generateInputs(signature, examples, random.fork(purpose), count);
}

function unknownStage(name: string, stages: readonly JudgingStage[]): SluiceError {
  return new SluiceError({
    fault: 'internal',
    place: 'reality',
    found: `the stage \`${name}\``,
    wanted: stages.map((stage) => `\`${stage.name}\``).join(', '),
    mend: 'This is a fault of Sluice: please report it.',
  });
}
