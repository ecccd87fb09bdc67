import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { Outcome, Trial } from '../../../ports/sandbox.ts';
import { encodeFrame, FrameReader } from './frames.ts';
import { isOutcome } from './is-outcome.ts';

/** A trial on its way, and where its outcome goes. */
export interface Job {
  readonly trial: Trial;
  readonly settle: (outcome: Outcome) => void;
  /** How often a process died while it was being judged. */
  deaths: number;
  /** Nobody waits for its outcome any more. */
  dropped: boolean;
}

export interface WorkerOptions {
  readonly specPath: string | undefined;
  readonly folder: string;
  readonly memoryMegabytes: number;
}

/** What became of a worker: why it ended, and the jobs that nobody has judged. */
export interface WorkerEnd {
  readonly reason: 'timedOut' | 'crashed' | 'notStarted' | 'stopped';
  readonly error: string;
  /** The job at its head was being judged. */
  readonly unjudged: readonly Job[];
  readonly wallMs: number;
}

const childUrl = new URL(
  import.meta.url.endsWith('.ts') ? './child.ts' : './child.js',
  import.meta.url,
);
const stderrCharactersMost = 4096;

/** One process that judges jobs in the order in which they are given to it. */
export class Worker {
  readonly #child: ChildProcess;
  readonly #onIdle: () => void;
  readonly #onEnd: (end: WorkerEnd) => void;
  #jobs: Job[] = [];
  #ready = false;
  #dead = false;
  #reason: WorkerEnd['reason'] | undefined;
  #error = '';
  #stderr = '';
  /** When the job at the head began, or when loading did. */
  #startedMs = performance.now();
  /** The job that looked overdue when the watch last passed. */
  #overdue: Job | 'loading' | undefined;

  constructor(options: WorkerOptions, onIdle: () => void, onEnd: (end: WorkerEnd) => void) {
    this.#onIdle = onIdle;
    this.#onEnd = onEnd;
    this.#child = start(options);
    const [, , stderr, frames] = this.#child.stdio as unknown as [
      Writable,
      null,
      Readable,
      Readable,
    ];
    const reader = new FrameReader();
    frames.on('data', (chunk: Buffer) => {
      try {
        for (const message of reader.read(chunk)) this.#receive(message);
      } catch {
        this.#kill('crashed', 'it sent something that is no answer');
      }
    });
    stderr.on('data', (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString()).slice(-stderrCharactersMost);
    });
    this.#child.stdin?.on('error', () => {});
    this.#child.on('error', (error) => this.#ended(`could not be started: ${error.message}`));
    this.#child.on('close', (code, signal) => this.#ended(deathText(this.#stderr, code, signal)));
  }

  get ready(): boolean {
    return this.#ready && this.#reason === undefined;
  }

  get load(): number {
    return this.#jobs.length;
  }

  give(jobs: readonly Job[]): void {
    if (this.#jobs.length === 0) this.#startedMs = performance.now();
    this.#jobs.push(...jobs);
    const batch = jobs.map(({ trial: { program, task } }) => ({ program, task }));
    this.#child.stdin?.write(encodeFrame(batch));
  }

  /**
   * Ends the process where its job has used up its time. A job must look overdue twice in a row:
   * in between, whatever waits in the pipe is read, so that a parent that was held up blames
   * nobody.
   */
  watch(loadingMsMost: number): void {
    const head = this.#ready ? this.#jobs[0] : 'loading';
    const limitMs = head === 'loading' ? loadingMsMost : (head?.trial.limitMs ?? Infinity);
    const late = head !== undefined && performance.now() - this.#startedMs > limitMs;
    if (late && head === this.#overdue) {
      if (head === 'loading') this.#kill('notStarted', `it had not loaded after ${limitMs} ms`);
      else this.#kill('timedOut', '');
    }
    this.#overdue = late ? head : undefined;
  }

  /** Whether it has jobs, and nobody waits for any of them. */
  get futile(): boolean {
    return this.#jobs.length > 0 && this.#jobs.every((job) => job.dropped);
  }

  stop(): void {
    this.#child.ref();
    this.#kill('stopped', '');
  }

  #receive(message: unknown): void {
    if (this.#reason !== undefined) return;
    const now = performance.now();
    if (!this.#ready) {
      const { kind, error } = message as { kind: unknown; error?: string };
      if (kind !== 'ready') return this.#kill('notStarted', error ?? 'it did not load');
      this.#ready = true;
      this.#startedMs = now;
      return this.#onIdle();
    }
    const job = this.#jobs[0];
    if (job === undefined || !isOutcome(message)) throw new TypeError('no outcome');
    this.#jobs.shift();
    this.#startedMs = now;
    job.settle(message);
    this.#onIdle();
  }

  #kill(reason: WorkerEnd['reason'], error: string): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    this.#error = error;
    this.#child.kill('SIGKILL');
  }

  #ended(error: string): void {
    if (this.#dead) return;
    this.#dead = true;
    const unjudged = this.#jobs;
    this.#jobs = [];
    this.#onEnd({
      reason: this.#reason ?? (this.#ready ? 'crashed' : 'notStarted'),
      error: this.#error === '' ? error : this.#error,
      unjudged,
      wallMs: performance.now() - this.#startedMs,
    });
  }
}

function start({ specPath, folder, memoryMegabytes }: WorkerOptions): ChildProcess {
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${memoryMegabytes}`,
      '--disable-warning=ExperimentalWarning',
      childUrl.pathname,
      ...(specPath === undefined ? [] : [specPath]),
    ],
    { cwd: folder, env: {}, stdio: ['pipe', 'ignore', 'pipe', 'pipe', 'pipe'], windowsHide: true },
  );
  // Whoever waits for an outcome keeps the parent alive, an idle process does not.
  child.unref();
  for (const stream of child.stdio) (stream as { unref?: () => void } | null)?.unref?.();
  return child;
}

function deathText(stderr: string, code: number | null, signal: string | null): string {
  if (stderr.includes('heap out of memory')) return 'it ran out of memory';
  return signal === null ? `its process ended with code ${code}` : `its process ended by ${signal}`;
}
