import type { Candidate } from '../../domain/candidate.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { Audience, Stage } from '../../ports/reality.ts';
import type { CommandSandbox, CommandTrial } from '../../ports/sandbox.ts';
import { withBehaviour } from './behaviour.ts';
import { Bench } from './bench.ts';
import { evaluateBy } from './evaluating.ts';
import { judgeBy } from './judging.ts';
import type { Judge, LoadedCommand } from './loaded-command.ts';

/**
 * Candidates a step, whatever the number of workers: with it a run would come out otherwise. With
 * four steps under way 64 workers have work; a trial of some seconds keeps evidence waiting for a
 * handful of them.
 */
export const batchLength = 16;

/** Takes the evidence of one candidate. */
export type Take = (candidate: Candidate, signal: AbortSignal) => Promise<Evidence>;

/** A stage, and what becomes of a candidate at it. */
export interface Step {
  readonly stage: Stage;
  /** What it runs for the file as it is, so that everything can be got ready. */
  readonly trial: CommandTrial;
  readonly take: Take;
  /** The same with all that it follows from done anew; where its score is the one that counts. */
  readonly measure?: Take;
}

/** What a stage says of its evidence, where it does. */
interface Marks {
  readonly split: Stage['split'];
  readonly trust?: Stage['trust'];
}

/** In order of cost. */
export function stepsOf(spec: LoadedCommand, sandbox: CommandSandbox): readonly Step[] {
  const { run, judges, heldOut } = spec;
  const { initial } = spec.problem;
  const bench = run === undefined ? undefined : new Bench(spec, run, sandbox);
  const judging = (judge: Judge, name: string, audience: Audience, split: Stage['split']): Step => {
    const isLast = split === 'train';
    if (judge.kind === 'openevolve') {
      const stage = stageOf(name, audience, { split, trust: 'containment only' });
      const { trialOf, evaluate } = evaluateBy(judge, stage.name, spec, sandbox);
      const scoring = isLast ? { measure: evaluate } : {};
      return { stage, trial: trialOf(initial), take: evaluate, ...scoring };
    }
    const artifactJudge = judgeBy(judge, { stage: name, isLast }, spec, sandbox);
    const judgingWhat =
      (make: Bench['make']): Take =>
      async (candidate, signal) => {
        const artifact = await make(candidate, signal);
        if (artifact.kind === 'failed') return { ...artifact.evidence, stage: name };
        const { bytes } = artifact;
        return withBehaviour(await artifactJudge.judge(candidate, bytes, signal), bytes);
      };
    const take = judgingWhat((...asked) => bench!.artifactOf(...asked));
    const measure = judgingWhat((...asked) => bench!.make(...asked));
    const trial = artifactJudge.trialOf(new Uint8Array());
    const scoring = isLast ? { measure } : {};
    return { stage: stageOf(name, audience, { split }), trial, take, ...scoring };
  };
  const names = judges.map((_, at) => (judges.length === 1 ? 'judge' : `judge ${at + 1}`));
  return [
    ...(bench === undefined ? [] : [runOn(bench, initial)]),
    ...judges.map((judge, at) =>
      judging(judge, names[at]!, 'everyone', at === judges.length - 1 ? 'train' : undefined),
    ),
    ...(heldOut === undefined ? [] : [judging(heldOut, 'heldOut', 'nominees', 'heldOut')]),
  ];
}

/** How far it can be trusted stands behind its name, wherever that is shown. */
export const stageOf = (name: string, audience: Audience, { split, trust }: Marks): Stage => ({
  name: trust === undefined ? name : `${name} (${trust})`,
  audience,
  hard: true,
  selective: false,
  varies: false,
  ...(split === undefined ? {} : { split }),
  ...(trust === undefined ? {} : { trust }),
});

function runOn(bench: Bench, initial: string): Step {
  const take: Take = async (candidate, signal) => {
    const artifact = await bench.artifactOf(candidate, signal);
    if (artifact.kind === 'failed') return artifact.evidence;
    const measures = { letters: candidate.source.length };
    const base = { candidate: candidate.id, stage: 'run', wallMs: artifact.wallMs };
    return { ...base, verdict: 'passed', passed: 1, total: 1, measures };
  };
  return {
    stage: stageOf('run', 'everyone', { split: undefined }),
    trial: bench.trialOf(initial),
    take,
  };
}
