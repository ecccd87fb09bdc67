import type { Candidate } from '../../domain/candidate.ts';
import { SluiceError } from '../../domain/errors.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { Audience, Axis, Objective, Reality, Stage } from '../../ports/reality.ts';
import type { CommandSandbox, CommandTrial } from '../../ports/sandbox.ts';
import { withBehaviour } from './behaviour.ts';
import { Bench } from './bench.ts';
import { evaluateBy } from './evaluating.ts';
import { judgeBy } from './judging.ts';
import type { Judge, LoadedCommand } from './loaded-command.ts';
import { presentFiles } from './present.ts';

export interface CommandRealityOptions {
  readonly spec: LoadedCommand;
  /** Closed with the reality. */
  readonly sandbox: CommandSandbox;
  /** How many trials run side by side. */
  readonly workers: number;
}

/** A stage, and what becomes of a candidate at it. */
interface Step {
  readonly stage: Stage;
  /** What it runs for the file as it is, so that everything can be got ready. */
  readonly trial: CommandTrial;
  readonly take: (candidate: Candidate, signal: AbortSignal) => Promise<Evidence>;
}

const axes: readonly Axis[] = [{ name: 'letters', bounds: [500, 1000, 2000, 4000, 8000, 16_000] }];

const objectivesOf = (spec: LoadedCommand): readonly Objective[] => {
  const letters: Objective = { name: 'letters', direction: 'minimise', weight: 0.001 };
  const { judgement } = spec.problem;
  if (judgement.by === 'equality') return [letters];
  return [{ name: 'score', direction: judgement.direction, weight: 1 }, letters];
};

/**
 * The reality of a file in any language. `run` makes an artifact where the candidate is; judges,
 * the cheap ones first, read it where no code of the candidate's ever runs. An evaluator written
 * for OpenEvolve does both in one, and its stage says that this is containment only.
 */
export async function openCommandReality(options: CommandRealityOptions): Promise<Reality> {
  const { spec, sandbox, workers } = options;
  const steps = stepsOf(spec, sandbox);
  try {
    for (const { trial } of steps) await sandbox.prepare(trial);
  } catch (error) {
    await sandbox.close();
    throw error;
  }
  return {
    kind: 'command',
    problem: spec.problem,
    stages: steps.map(({ stage }) => stage),
    axes,
    objectives: objectivesOf(spec),
    batch: 1,
    judge: (name, batch, signal) => {
      const step = steps.find(({ stage }) => stage.name === name);
      if (step === undefined) throw unknownStage(name, steps);
      return inOrder(batch, workers, (candidate) => {
        signal.throwIfAborted();
        return step.take(candidate, signal);
      });
    },
    references: () => Promise.resolve([]),
    disagreements: () => Promise.resolve([]),
    present: (header, events) => Promise.resolve(presentFiles(spec, header, events)),
    close: () => sandbox.close(),
  };
}

function stepsOf(spec: LoadedCommand, sandbox: CommandSandbox): readonly Step[] {
  const { run, judges, heldOut } = spec;
  const { initial } = spec.problem;
  const bench = run === undefined ? undefined : new Bench(spec, run, sandbox);
  const judging = (judge: Judge, name: string, audience: Audience, isLast: boolean): Step => {
    if (judge.kind === 'openevolve') {
      const stage = stageOf(`${name} (containment only)`, audience);
      const { trialOf, evaluate } = evaluateBy(judge, stage.name, spec, sandbox);
      return { stage, trial: trialOf(initial), take: evaluate };
    }
    const artifactJudge = judgeBy(judge, { stage: name, isLast }, spec, sandbox);
    const take: Step['take'] = async (candidate, signal) => {
      const artifact = await bench!.artifactOf(candidate, signal);
      if (artifact.kind === 'failed') return { ...artifact.evidence, stage: name };
      const { bytes } = artifact;
      return withBehaviour(await artifactJudge.judge(candidate, bytes, signal), bytes);
    };
    const trial = artifactJudge.trialOf(new Uint8Array());
    return { stage: stageOf(name, audience), trial, take };
  };
  const names = judges.map((_, at) => (judges.length === 1 ? 'judge' : `judge ${at + 1}`));
  return [
    ...(bench === undefined ? [] : [runOn(bench, initial)]),
    ...judges.map((judge, at) => judging(judge, names[at]!, 'everyone', at === judges.length - 1)),
    ...(heldOut === undefined ? [] : [judging(heldOut, 'heldOut', 'nominees', false)]),
  ];
}

const stageOf = (name: string, audience: Audience): Stage => ({
  name,
  audience,
  hard: true,
  selective: false,
  varies: false,
});

function runOn(bench: Bench, initial: string): Step {
  const take: Step['take'] = async (candidate, signal) => {
    const artifact = await bench.artifactOf(candidate, signal);
    if (artifact.kind === 'failed') return artifact.evidence;
    const measures = { letters: candidate.source.length };
    const base = { candidate: candidate.id, stage: 'run', wallMs: artifact.wallMs };
    return { ...base, verdict: 'passed', passed: 1, total: 1, measures };
  };
  return { stage: stageOf('run', 'everyone'), trial: bench.trialOf(initial), take };
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

function unknownStage(name: string, steps: readonly Step[]): SluiceError {
  return new SluiceError({
    fault: 'internal',
    place: 'reality',
    found: `the stage \`${name}\``,
    wanted: steps.map(({ stage }) => `\`${stage.name}\``).join(', '),
    mend: 'This is a fault of Sluice: please report it.',
  });
}
