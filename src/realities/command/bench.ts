import type { Candidate, CandidateId } from '../../domain/candidate.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { isSameOutside, splitAtRegions } from '../../domain/region.ts';
import type { CommandSandbox, CommandTrial, Surroundings } from '../../ports/sandbox.ts';
import { complaint, failed, failureToExit } from './failure.ts';
import type { LoadedCommand, RunCommand } from './loaded-command.ts';
import { shownFiles } from './shown-files.ts';
import { surroundingsOf } from './surroundings.ts';

/** What the run of a candidate left, or how it failed. */
export type Artifact =
  | { readonly kind: 'made'; readonly bytes: Uint8Array; readonly wallMs: number }
  | { readonly kind: 'failed'; readonly evidence: Evidence };

/** Artifacts that are kept for the stages after, in bytes; others are made again. */
const artifactBytesMost = 256 * 2 ** 20;

/** What one takes up beside its bytes, about: empty ones are not kept for ever. */
const artifactOverheadBytes = 4096;

/** Runs candidates, and keeps what they made for those who judge it. */
export class Bench {
  readonly #spec: LoadedCommand;
  readonly #run: RunCommand;
  readonly #sandbox: CommandSandbox;
  readonly #surroundings: Surroundings;
  readonly #artifacts = new Map<CandidateId, Promise<Artifact>>();
  /** What was made of these, the oldest first. */
  readonly #sizes = new Map<CandidateId, number>();
  #keptBytes = 0;

  constructor(spec: LoadedCommand, run: RunCommand, sandbox: CommandSandbox) {
    this.#spec = spec;
    this.#run = run;
    this.#sandbox = sandbox;
    this.#surroundings = surroundingsOf(spec, shownFiles(spec, run), run.network);
  }

  /** The run of a candidate with this text. */
  trialOf(source: string): CommandTrial {
    const { command, limitMs, artifact } = this.#run;
    return {
      command,
      surroundings: this.#surroundings,
      own: { path: this.#spec.problem.path, content: source },
      stdin: '',
      limitMs,
      outputBytesMost: this.#spec.limits.outputBytesMost,
      ...(artifact === 'stdout' ? {} : { artifact }),
    };
  }

  artifactOf(candidate: Candidate, signal: AbortSignal): Promise<Artifact> {
    const kept = this.#artifacts.get(candidate.id);
    if (kept !== undefined) return kept;
    const made = this.make(candidate, signal);
    this.#artifacts.set(candidate.id, made);
    made.then(
      (artifact) => this.#keep(candidate.id, artifact),
      () => this.#artifacts.delete(candidate.id),
    );
    return made;
  }

  #keep(id: CandidateId, artifact: Artifact): void {
    const bytes = artifactOverheadBytes + (artifact.kind === 'made' ? artifact.bytes.length : 0);
    this.#sizes.set(id, bytes);
    this.#keptBytes += bytes;
    for (const [oldest, size] of this.#sizes) {
      if (this.#keptBytes <= artifactBytesMost) return;
      this.#artifacts.delete(oldest);
      this.#sizes.delete(oldest);
      this.#keptBytes -= size;
    }
  }

  /** Runs it anew, for another measurement; nothing of it is kept. */
  async make(candidate: Candidate, signal: AbortSignal): Promise<Artifact> {
    const { command, artifact } = this.#run;
    const base = { candidate: candidate.id, stage: 'run' };
    const changed = outsideRegion(candidate, this.#spec);
    if (changed !== undefined) return { kind: 'failed', evidence: { ...base, ...changed } };
    const outcome = await this.#sandbox.run(this.trialOf(candidate.source), signal);
    const failure = failureToExit(outcome, base);
    if (failure !== undefined || outcome.kind !== 'exited') {
      return { kind: 'failed', evidence: failure! };
    }
    const { wallMs } = outcome;
    if (outcome.code !== 0) {
      return { kind: 'failed', evidence: failed(base, wallMs, complaint(command, outcome)) };
    }
    const bytes = artifact === 'stdout' ? outcome.stdout : outcome.artifact;
    if (bytes === undefined) {
      const error = `it left no file ${artifact}`;
      return { kind: 'failed', evidence: { ...base, verdict: 'crashed', error, wallMs } };
    }
    return { kind: 'made', bytes, wallMs };
  }
}

/** A candidate that changes more than the marked regions is not run. */
export function outsideRegion(
  { source }: Candidate,
  { problem: { initial, region } }: LoadedCommand,
): { verdict: 'rejected'; reason: string; wallMs: number } | undefined {
  const [frame, own] = [initial, source].map((text) => splitAtRegions(text, region));
  if (isSameOutside(frame, own)) return undefined;
  const reason = `it changes text outside the region ${region}`;
  return { verdict: 'rejected', reason, wallMs: 0 };
}
