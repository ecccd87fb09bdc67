import { readFileSync } from 'node:fs';
import { z } from 'zod';

import type { Candidate } from '../../domain/candidate.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { CommandSandbox, CommandTrial } from '../../ports/sandbox.ts';
import { withBehaviour } from './behaviour.ts';
import { outsideRegion } from './bench.ts';
import { complaint, failed, failureToExit } from './failure.ts';
import type { Evaluator, LoadedCommand } from './loaded-command.ts';
import { surroundingsOf } from './surroundings.ts';

/** Lets an evaluator run candidates and say what they are worth. */
export interface CandidateEvaluator {
  /** The evaluation of a candidate with this text. */
  readonly trialOf: (source: string) => CommandTrial;
  readonly evaluate: (candidate: Candidate, signal: AbortSignal) => Promise<Evidence>;
}

/** The script that calls an evaluator; its name stands in no one's way. */
const script = readFileSync(new URL('./openevolve/judge.py', import.meta.url));
const scriptPath = '.sluice/judge.py';
const resultPath = '.sluice/result.json';

const finite = z.number();
/** How many stages of an evaluator there are, or were passed. */
const stages = z.int().check(z.gte(0));
/** A candidate can forge the names, and pages of Markdown show them. */
const plainName = /^[\p{L}\p{N} _.:%()+-]{1,40}$/u;
/** More are no metrics. */
const metricsMost = 100;

/** What the script prints: the candidate can forge it, so it is read as anything. */
const printed = z.union([
  z.strictObject({ raised: z.string() }),
  z.strictObject({
    score: finite.nullable(),
    metrics: z.record(z.string(), finite),
    artifacts: z.string(),
    passed: stages,
    total: stages,
  }),
]);

/** An evaluator written for OpenEvolve as the judge of a stage. */
export function evaluateBy(
  { file, limitMs, network, thresholds }: Evaluator,
  stage: string,
  spec: LoadedCommand,
  sandbox: CommandSandbox,
): CandidateEvaluator {
  const files = { ...spec.needs, [scriptPath]: script };
  const surroundings = surroundingsOf(spec, files, network, [scriptPath, file]);
  const { path } = spec.problem;
  const command = ['python3', scriptPath, file, path, JSON.stringify(thresholds), resultPath];
  const trialOf = (source: string): CommandTrial => ({
    command,
    surroundings,
    own: { path, content: source },
    stdin: '',
    limitMs,
    artifact: resultPath,
    outputBytesMost: spec.limits.outputBytesMost,
  });
  const evaluate: CandidateEvaluator['evaluate'] = async (candidate, signal) => {
    const base = { candidate: candidate.id, stage };
    const changed = outsideRegion(candidate, spec);
    if (changed !== undefined) return { ...base, ...changed };
    const outcome = await sandbox.run(trialOf(candidate.source), signal);
    const failure = failureToExit(outcome, base);
    if (failure !== undefined || outcome.kind !== 'exited') return failure!;
    const { wallMs, artifact } = outcome;
    const result = artifact === undefined ? undefined : read(artifact);
    if (result === undefined) {
      const error = complaint([file, path], outcome);
      return { ...base, wallMs, verdict: 'crashed', error };
    }
    if ('raised' in result) return { ...base, wallMs, verdict: 'crashed', error: result.raised };
    const { score, metrics, artifacts, passed, total } = result;
    if (score === null) {
      return failed(base, wallMs, `the evaluator answered no finite score\n${artifacts}`.trim());
    }
    const measures = { letters: candidate.source.length, ...measuresOf(metrics) };
    const seen = { ...base, wallMs, verdict: 'passed', passed, total, scores: [score] } as const;
    return withBehaviour({ ...seen, measures }, [score, ...Object.values(metrics)]);
  };
  return { trialOf, evaluate };
}

/** Under names of their own: what an evaluator calls `score` or `letters` is not what we do. */
function measuresOf(metrics: Readonly<Record<string, number>>): Record<string, number> {
  const named = Object.entries(metrics).filter(([name]) => plainName.test(name));
  return Object.fromEntries(
    named.slice(0, metricsMost).map(([name, value]) => [`metric:${name}`, value]),
  );
}

function read(artifact: Uint8Array): z.infer<typeof printed> | undefined {
  try {
    return printed.safeParse(JSON.parse(Buffer.from(artifact).toString())).data;
  } catch {
    return undefined;
  }
}
