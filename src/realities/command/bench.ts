import type { Candidate, CandidateId } from '../../domain/candidate.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { splitAtRegion } from '../../domain/region.ts';
import type { CommandOutcome, CommandSandbox } from '../../ports/sandbox.ts';
import type { JudgeCommand, LoadedCommand } from './loaded-command.ts';

/** What the run of a candidate left, or how it failed. */
export type Artifact =
  | { readonly kind: 'made'; readonly bytes: Uint8Array; readonly wallMs: number }
  | { readonly kind: 'failed'; readonly evidence: Evidence };

/** Artifacts that are kept for the stages after; others are made again. */
const artifactsKept = 64;

const artifactBytesMost = 16 * 2 ** 20;

/** How much of a command's complaints a model is told. */
const feedbackCharactersMost = 2000;

/** Runs candidates and judges what they made, each in a sandbox of its own. */
export class Bench {
  readonly #spec: LoadedCommand;
  readonly #sandbox: CommandSandbox;
  readonly #artifacts = new Map<CandidateId, Promise<Artifact>>();

  constructor(spec: LoadedCommand, sandbox: CommandSandbox) {
    this.#spec = spec;
    this.#sandbox = sandbox;
  }

  artifactOf(candidate: Candidate, signal: AbortSignal): Promise<Artifact> {
    const kept = this.#artifacts.get(candidate.id);
    if (kept !== undefined) return kept;
    const made = this.#make(candidate, signal);
    this.#artifacts.set(candidate.id, made);
    made.catch(() => this.#artifacts.delete(candidate.id));
    if (this.#artifacts.size > artifactsKept) {
      const [oldest] = this.#artifacts.keys();
      this.#artifacts.delete(oldest!);
    }
    return made;
  }

  async #make(candidate: Candidate, signal: AbortSignal): Promise<Artifact> {
    const { problem, run } = this.#spec;
    const base = { candidate: candidate.id, stage: 'run' };
    if (!keepsItsFrame(candidate.source, problem.initial, problem.region)) {
      const reason = `it changes text outside the region ${problem.region}`;
      return { kind: 'failed', evidence: { ...base, verdict: 'rejected', reason, wallMs: 0 } };
    }
    const outcome = await this.#sandbox.run(
      {
        command: run.command,
        files: { ...this.#neededByRun(), [problem.path]: candidate.source },
        stdin: '',
        limitMs: run.limitMs,
        outputBytesMost: artifactBytesMost,
        ...(run.artifact === 'stdout' ? {} : { artifact: run.artifact }),
      },
      signal,
    );
    const failed = failureOf(outcome, base, run.command);
    if (failed !== undefined) return { kind: 'failed', evidence: failed };
    const bytes = artifactOf(outcome, run.artifact);
    if (bytes === undefined) {
      const error = `it left no file ${run.artifact}`;
      const { wallMs } = outcome;
      return { kind: 'failed', evidence: { ...base, verdict: 'crashed', error, wallMs } };
    }
    return { kind: 'made', bytes, wallMs: outcome.wallMs };
  }

  /** What only judges name (their checkers, their answers) is not shown to a candidate. */
  #neededByRun(): Record<string, Uint8Array> {
    const { run, judge, heldOut, needs } = this.#spec;
    const judging = new Set([...judge.command, ...(heldOut?.command ?? [])]);
    const running = new Set(run.command);
    return Object.fromEntries(
      Object.entries(needs).filter(([path]) => running.has(path) || !judging.has(path)),
    );
  }

  async judgementOf(
    candidate: Candidate,
    stage: string,
    judge: JudgeCommand,
    artifact: Uint8Array,
    signal: AbortSignal,
  ): Promise<Evidence> {
    const outcome = await this.#sandbox.run(
      {
        command: judge.command,
        files: this.#spec.needs,
        stdin: artifact,
        limitMs: judge.limitMs,
        outputBytesMost: artifactBytesMost,
      },
      signal,
    );
    const base = { candidate: candidate.id, stage };
    const failed = failureOf(outcome, base, judge.command);
    if (failed !== undefined) return failed;
    const { wallMs } = outcome;
    if (judge.scoreKey === undefined) {
      return { ...base, wallMs, verdict: 'passed', passed: 1, total: 1 };
    }
    const score = scoreIn(outcome, judge.scoreKey);
    if (score === undefined) {
      const feedback = `the judge printed no finite number under "${judge.scoreKey}"`;
      return { ...base, wallMs, verdict: 'failed', passed: 0, total: 1, feedback };
    }
    return { ...base, wallMs, verdict: 'passed', passed: 1, total: 1, scores: [score] };
  }
}

/** Whether only the marked region differs from the text that the search began with. */
function keepsItsFrame(source: string, initial: string, region: string | undefined): boolean {
  const frame = splitAtRegion(initial, region);
  const own = splitAtRegion(source, region);
  return own !== undefined && own.before === frame?.before && own.after === frame.after;
}

function artifactOf(outcome: CommandOutcome, artifact: string): Uint8Array | undefined {
  if (outcome.kind !== 'exited') return undefined;
  return artifact === 'stdout' ? outcome.stdout : outcome.artifact;
}

/** `undefined` for a command that ended well. */
function failureOf(
  outcome: CommandOutcome,
  base: { readonly candidate: CandidateId; readonly stage: string },
  command: readonly string[],
): Evidence | undefined {
  const { wallMs } = outcome;
  switch (outcome.kind) {
    case 'timedOut':
      return { ...base, wallMs, verdict: 'timedOut', limitMs: outcome.limitMs };
    case 'crashed':
      return { ...base, wallMs, verdict: 'crashed', error: outcome.error };
    case 'exited': {
      if (outcome.code === 0) return undefined;
      const said = outcome.stderr.trim().slice(-feedbackCharactersMost);
      const feedback = `\`${command.join(' ')}\` ended with ${outcome.code}${said && `: ${said}`}`;
      return { ...base, wallMs, verdict: 'failed', passed: 0, total: 1, feedback };
    }
  }
}

function scoreIn(outcome: CommandOutcome, key: string): number | undefined {
  if (outcome.kind !== 'exited') return undefined;
  try {
    const printed = JSON.parse(Buffer.from(outcome.stdout).toString()) as unknown;
    const score = (printed as Record<string, unknown> | null)?.[key];
    return typeof score === 'number' && Number.isFinite(score) ? score : undefined;
  } catch {
    return undefined;
  }
}
