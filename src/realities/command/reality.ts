import type { Candidate } from '../../domain/candidate.ts';
import { SluiceError } from '../../domain/errors.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { Axis, Objective, Reality, Stage } from '../../ports/reality.ts';
import type { CommandSandbox } from '../../ports/sandbox.ts';
import { Bench, type Artifact } from './bench.ts';
import type { JudgeCommand, LoadedCommand } from './loaded-command.ts';
import { presentFiles } from './present.ts';

export interface CommandRealityOptions {
  readonly spec: LoadedCommand;
  /** Closed with the reality. */
  readonly sandbox: CommandSandbox;
  /** How many trials run side by side. */
  readonly workers: number;
}

const axes: readonly Axis[] = [{ name: 'size', bounds: [500, 1000, 2000, 4000, 8000, 16_000] }];

const objectivesOf = (spec: LoadedCommand): readonly Objective[] => {
  const size: Objective = { name: 'size', direction: 'minimise', weight: 0.1 };
  const { judgement } = spec.problem;
  if (judgement.by === 'equality') return [size];
  return [{ name: 'score', direction: judgement.direction, weight: 0.9 }, size];
};

const stage = (name: string, audience: Stage['audience']): Stage => ({
  name,
  audience,
  hard: true,
  selective: false,
  varies: false,
});

/**
 * The reality of a file in any language. `run` makes an artifact where the candidate is; `judge`
 * reads it where no code of the candidate's ever runs.
 */
export function openCommandReality({ spec, sandbox, workers }: CommandRealityOptions): Reality {
  const bench = new Bench(spec, sandbox);
  const heldOut = spec.heldOut === undefined ? [] : [stage('heldOut', 'nominees')];
  const stages = [stage('run', 'everyone'), stage('judge', 'everyone'), ...heldOut];

  const judgeOne = (name: string, candidate: Candidate, signal: AbortSignal): Promise<Evidence> => {
    switch (name) {
      case 'run':
        return runStage(bench, candidate, signal);
      case 'judge':
        return judgeStage(bench, name, spec.judge, candidate, signal);
      case 'heldOut':
        return judgeStage(bench, name, spec.heldOut!, candidate, signal);
      default:
        throw unknownStage(name, stages);
    }
  };

  return {
    kind: 'command',
    problem: spec.problem,
    stages,
    axes,
    objectives: objectivesOf(spec),
    batch: 1,
    judge: (name, batch, signal) =>
      inOrder(batch, workers, (candidate) => {
        signal.throwIfAborted();
        return judgeOne(name, candidate, signal);
      }),
    references: () => Promise.resolve([]),
    disagreements: () => Promise.resolve([]),
    present: (header, events) => Promise.resolve(presentFiles(spec.problem.path, header, events)),
    close: () => sandbox.close(),
  };
}

async function runStage(
  bench: Bench,
  candidate: Candidate,
  signal: AbortSignal,
): Promise<Evidence> {
  const artifact = await bench.artifactOf(candidate, signal);
  if (artifact.kind === 'failed') return artifact.evidence;
  const size = candidate.source.length;
  const base = { candidate: candidate.id, stage: 'run', wallMs: artifact.wallMs };
  return { ...base, verdict: 'passed', passed: 1, total: 1, measures: { size } };
}

async function judgeStage(
  bench: Bench,
  name: string,
  judge: JudgeCommand,
  candidate: Candidate,
  signal: AbortSignal,
): Promise<Evidence> {
  const artifact: Artifact = await bench.artifactOf(candidate, signal);
  if (artifact.kind === 'failed') return { ...artifact.evidence, stage: name };
  return bench.judgementOf(candidate, name, judge, artifact.bytes, signal);
}

/** Works on up to `most` items at once, and answers in their order. */
async function* inOrder<Item, Result>(
  items: readonly Item[],
  most: number,
  work: (item: Item) => Promise<Result>,
): AsyncIterable<Result> {
  const running: Promise<Result>[] = [];
  let next = 0;
  while (running.length > 0 || next < items.length) {
    while (running.length < most && next < items.length) {
      const begun = work(items[next++]!);
      // A rejection is met when its turn comes; until then it must not count as unhandled.
      begun.catch(() => undefined);
      running.push(begun);
    }
    yield await running.shift()!;
  }
}

function unknownStage(name: string, stages: readonly Stage[]): SluiceError {
  return new SluiceError({
    fault: 'internal',
    place: 'reality',
    found: `the stage \`${name}\``,
    wanted: stages.map((each) => `\`${each.name}\``).join(', '),
    mend: 'This is a fault of Sluice: please report it.',
  });
}
