import { SluiceError } from '../../domain/errors.ts';
import type { Random } from '../../ports/random.ts';
import type { Axis, Reality } from '../../ports/reality.ts';
import type { FunctionSandbox } from '../../ports/sandbox.ts';
import type { RunEvent, RunHeader } from '../../domain/run.ts';
import { pageData, type PageExtra } from './final-state/fold.ts';
import { renderPage } from './final-state/page.ts';
import { usualObjectives } from './loading/objectives.ts';
import type { LoadedSpec } from './loading/loaded-spec.ts';
import { examplesStage } from './stages/examples.ts';
import type { Bench, JudgingStage } from './stages/judging.ts';

export interface FunctionRealityOptions {
  readonly spec: LoadedSpec;
  /** Opened with the specification's module, where it has one. Closed with the reality. */
  readonly sandbox: FunctionSandbox;
  /** Decides the instances, the probes and the generated inputs. */
  readonly random: Random;
  /** The backstop for one trial, in milliseconds; 1000 unless told. */
  readonly limitMs?: number;
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

/** The reality of a function: opened, it judges candidates against its specification. */
export async function openFunctionReality(options: FunctionRealityOptions): Promise<Reality> {
  const { spec, sandbox, random, limitMs = 1000 } = options;
  const bench: Bench = { spec, sandbox, random, limitMs };
  const stages = stagesOf(bench);
  const objectives = spec.objectives ?? usualObjectives(spec.problem.judgement);
  return {
    kind: 'function',
    problem: spec.problem,
    stages,
    axes,
    objectives,
    judge(name, batch, signal) {
      const stage = stages.find((each) => each.name === name);
      if (stage === undefined) throw unknownStage(name, stages);
      return stage.judge(batch, signal);
    },
    references: async () => [],
    disagreements: async () => [],
    present: async (header, events) => {
      const extra = { problem: spec.problem, stages, objectives, ...options.page(header, events) };
      return [{ path: 'index.html', text: renderPage(pageData(header, events, extra)) }];
    },
    close: () => sandbox.close(),
  };
}

function stagesOf(bench: Bench): JudgingStage[] {
  return [examplesStage(bench, [])];
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
