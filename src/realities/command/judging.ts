import type { Candidate } from '../../domain/candidate.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { CommandOutcome, CommandSandbox, CommandTrial } from '../../ports/sandbox.ts';
import { failed, failureToExit, verdictInWords, type Exited } from './failure.ts';
import type { JudgeCommand, LoadedCommand } from './loaded-command.ts';
import { surroundingsOf } from './surroundings.ts';

/** Judges what candidates made, where no code of theirs ever runs. */
export interface ArtifactJudge {
  /** The judging of this artifact. */
  readonly trialOf: (artifact: Uint8Array) => CommandTrial;
  /** What such a trial tells of the candidate that made the artifact. */
  readonly evidenceOf: (candidate: Candidate, outcome: CommandOutcome) => Evidence;
  readonly judge: (
    candidate: Candidate,
    artifact: Uint8Array,
    signal: AbortSignal,
  ) => Promise<Evidence>;
}

/**
 * A command as the judge of a stage. Its score counts where `isLast`: what a judge of an earlier
 * stage printed is a measure under the name of its stage.
 */
export function judgeBy(
  judge: JudgeCommand,
  { stage, isLast }: { readonly stage: string; readonly isLast: boolean },
  spec: LoadedCommand,
  sandbox: CommandSandbox,
): ArtifactJudge {
  const { command, limitMs, scoreKey } = judge;
  const surroundings = surroundingsOf(spec, spec.needs, judge.network);
  const { outputBytesMost } = spec.limits;
  const trialOf = (stdin: Uint8Array): CommandTrial => {
    return { command, surroundings, stdin, limitMs, outputBytesMost };
  };
  const evidenceOf: ArtifactJudge['evidenceOf'] = (candidate, outcome) => {
    const base = { candidate: candidate.id, stage };
    const failure = failureToExit(outcome, base);
    if (failure !== undefined || outcome.kind !== 'exited') return failure!;
    const { wallMs } = outcome;
    if (outcome.code !== 0) return failed(base, wallMs, verdictInWords(command, outcome));
    const passed = { ...base, wallMs, verdict: 'passed', passed: 1, total: 1 } as const;
    if (scoreKey === undefined) return passed;
    const score = scoreIn(outcome, scoreKey);
    if (score === undefined) {
      return failed(base, wallMs, `the judge printed no finite number under "${scoreKey}"`);
    }
    const beyond = beyondBounds(score, scoreKey, judge);
    if (beyond !== undefined) return failed(base, wallMs, beyond);
    return isLast
      ? { ...passed, scores: [score] }
      : { ...passed, measures: { [`${stage}:${scoreKey}`]: score } };
  };
  return {
    trialOf,
    evidenceOf,
    judge: async (candidate, artifact, signal) =>
      evidenceOf(candidate, await sandbox.run(trialOf(artifact), signal)),
  };
}

function scoreIn({ stdout }: Exited, key: string): number | undefined {
  try {
    const printed = JSON.parse(Buffer.from(stdout).toString()) as unknown;
    const score = (printed as Record<string, unknown> | null)?.[key];
    return typeof score === 'number' && Number.isFinite(score) ? score : undefined;
  } catch {
    return undefined;
  }
}

function beyondBounds(score: number, key: string, judge: JudgeCommand): string | undefined {
  const { atLeast = -Infinity, atMost = Infinity } = judge;
  if (score < atLeast) return `${key} is ${score}, and must be at least ${atLeast}`;
  return score > atMost ? `${key} is ${score}, and must be at most ${atMost}` : undefined;
}
