import type { Candidate } from '../../domain/candidate.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { CommandSandbox } from '../../ports/sandbox.ts';
import { Bench } from './bench.ts';
import { refuseBroken } from './broken-judge.ts';
import { judgeBy } from './judging.ts';
import type { LoadedCommand } from './loaded-command.ts';

/** The file that a run starts from, which nobody has proposed. */
export const asItIs = ({ problem }: LoadedCommand): Candidate => ({
  id: 'initial',
  source: problem.initial,
  parents: [],
  strategy: 'initial',
  model: 'none',
  tokens: 0,
  costUsd: 0,
  step: 0,
  island: 0,
});

/**
 * Runs the file as it is, once, and lets every command that judges read what it made. Answers what
 * the judge whose score counts said of it; `undefined` where evaluators judge, who run it
 * themselves. Throws a `SluiceError` of fault `input` where a judge is broken.
 */
export async function tryFirstVersion(
  spec: LoadedCommand,
  sandbox: CommandSandbox,
  signal: AbortSignal,
): Promise<Evidence | undefined> {
  const { run, judges, heldOut } = spec;
  if (run === undefined) return undefined;
  const candidate = asItIs(spec);
  const made = await new Bench(spec, run, sandbox).make(candidate, signal);
  if (made.kind === 'failed') return made.evidence;
  let scored: Evidence | undefined;
  for (const judge of heldOut === undefined ? judges : [...judges, heldOut]) {
    if (judge.kind !== 'command') continue;
    const isLast = judge === judges.at(-1);
    const { trialOf, evidenceOf } = judgeBy(judge, { stage: 'judge', isLast }, spec, sandbox);
    const outcome = await sandbox.run(trialOf(made.bytes), signal);
    refuseBroken(judge, outcome, spec);
    if (isLast) scored = evidenceOf(candidate, outcome);
  }
  return scored;
}
