import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { Outcome, Trial } from '../../../ports/sandbox.ts';
import { encodeFrame, FrameReader } from './frames.ts';
import { answers, isOutcome } from './is-outcome.ts';
import { processorMs } from './processor-time.ts';
import { ProgressFile } from './progress.ts';

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
  /** The program that serves trials, with its arguments. */
  readonly command: readonly string[];
  /** Where it works, and where its progress is noted. */
  readonly folder: string;
  /** A file that it finds open as descriptor 6. */
  readonly handed?: string;
}

/** What became of a worker: why it ended, and its jobs that have no outcome. */
export interface WorkerEnd {
  readonly reason: 'timedOut' | 'crashed' | 'notStarted' | 'stopped';
  readonly error: string;
  /** The job that it was at. */
  readonly current: Job | undefined;
  /** The others, in their order. */
  readonly others: readonly Job[];
  readonly wallMs: number;
}

const stderrCharactersMost = 4096;

/** More than the largest answer of a trial takes (`performing/perform.ts`), with small ones beside. */
const answerBytesMost = 16 * 1024 * 1024;

/** So many times its limit a job may take where it waits for a processor, or only waits. */
const waitingMost = 10;

let count = 0;

/** One process that judges jobs in the order in which they are given to it. */
export class Worker {
  readonly #child: ChildProcess;
  readonly #onIdle: () => void;
  readonly #onEnd: (end: WorkerEnd) => void;
  readonly #progress: ProgressFile;
  /** Given, and not answered yet. */
  #jobs: Job[] = [];
  #answered = 0;
  #ready = false;
  #dead = false;
  #reason: WorkerEnd['reason'] | undefined;
  #error = '';
  #stderr = '';
  /** When it last showed a sign of life: began to load, or answered. */
  #startedMs = performance.now();
  /** The job that had taken half its time, and how much of a processor had been used by then. */
  #halfway: { readonly job: Job; readonly usedMs: number } | undefined;
  /** The job that looked overdue when the watch last passed. */
  #overdue: Job | 'loading' | undefined;

  constructor(options: WorkerOptions, onIdle: () => void, onEnd: (end: WorkerEnd) => void) {
    this.#onIdle = onIdle;
    this.#onEnd = onEnd;
    this.#progress = new ProgressFile(join(options.folder, `progress-${count++}`));
    this.#child = start(options, this.#progress.descriptor);
    const [, , stderr, frames] = this.#child.stdio as unknown as [
      Writable,
      null,
      Readable,
      Readable,
    ];
    const reader = new FrameReader(answerBytesMost);
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
    this.#child.stdin?.write(encodeFrame(jobs.map(({ trial }) => trial)));
  }

  /**
   * Ends the process where its job has used up its time: by the clock, and of a processor, so that
   * a busy machine is held against nobody. A job must look overdue twice in a row: in between,
   * whatever waits in the pipe is read, so that a parent that was held up blames nobody.
   */
  watch(loadingMsMost: number): void {
    const elapsedMs = performance.now() - this.#startedMs;
    const current = this.#ready ? this.#current() : 'loading';
    const limitMs = current === 'loading' ? loadingMsMost : (current?.trial.limitMs ?? Infinity);
    const late = this.#isOver(current, elapsedMs, limitMs) ? current : undefined;
    if (late !== undefined && late === this.#overdue) {
      if (late === 'loading') this.#kill('notStarted', `it had not loaded after ${limitMs} ms`);
      else this.#kill('timedOut', '');
    }
    this.#overdue = late;
  }

  /** The processor is asked from halfway on: most jobs never come that far. */
  #isOver(current: Job | 'loading' | undefined, elapsedMs: number, limitMs: number): boolean {
    if (elapsedMs <= limitMs / 2 || current === undefined) return false;
    if (current === 'loading' || elapsedMs > limitMs * waitingMost) return elapsedMs > limitMs;
    const usedMs = processorMs(this.#child.pid!);
    if (usedMs === undefined) return elapsedMs > limitMs;
    if (this.#halfway?.job !== current) this.#halfway = { job: current, usedMs };
    return elapsedMs > limitMs && usedMs - this.#halfway.usedMs > limitMs / 2;
  }

  /** Whether it has jobs, and nobody waits for any of them. */
  get futile(): boolean {
    return this.#jobs.length > 0 && this.#jobs.every((job) => job.dropped);
  }

  stop(): void {
    this.#child.ref();
    // Its end is told when its pipes close, which comes later where it has a process of its own.
    for (const stream of this.#child.stdio) (stream as { ref?: () => void } | null)?.ref?.();
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
    const { kind, error } = message as { kind?: unknown; error?: unknown };
    if (kind === 'failed' && typeof error === 'string') return this.#kill('crashed', error);
    if (!Array.isArray(message) || message.length > this.#jobs.length) throw new TypeError();
    const isWhole = message.every(
      (each, index) => isOutcome(each) && answers(each, this.#jobs[index]!.trial.task),
    );
    if (!isWhole) throw new TypeError();
    const jobs = this.#jobs.splice(0, message.length);
    this.#answered += jobs.length;
    this.#startedMs = now;
    message.forEach((outcome, index) => jobs[index]!.settle(outcome));
    this.#onIdle();
  }

  /** The job that the process is at: it may have begun more than it has answered. */
  #current(): Job | undefined {
    if (this.#jobs.length < 2) return this.#jobs[0];
    return this.#jobs[this.#progress.begun() - 1 - this.#answered] ?? this.#jobs[0];
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
    const current = this.#current();
    const others = this.#jobs.filter((job) => job !== current);
    this.#jobs = [];
    this.#progress.close();
    this.#onEnd({
      reason: this.#reason ?? (this.#ready ? 'crashed' : 'notStarted'),
      error: this.#error === '' ? error : this.#error,
      current,
      others,
      wallMs: performance.now() - this.#startedMs,
    });
  }
}

function start(options: WorkerOptions, progress: number): ChildProcess {
  const [program = '', ...args] = options.command;
  const handed = options.handed === undefined ? [] : [openSync(options.handed, 'r')];
  const child = spawn(program, args, {
    cwd: options.folder,
    env: {},
    stdio: ['pipe', 'ignore', 'pipe', 'pipe', 'pipe', progress, ...handed],
    windowsHide: true,
  });
  for (const descriptor of handed) closeSync(descriptor);
  // Whoever waits for an outcome keeps the parent alive, an idle process does not.
  child.unref();
  for (const stream of child.stdio) (stream as { unref?: () => void } | null)?.unref?.();
  return child;
}

function deathText(stderr: string, code: number | null, signal: string | null): string {
  if (stderr.includes('heap out of memory')) return 'it ran out of memory';
  return signal === null ? `its process ended with code ${code}` : `its process ended by ${signal}`;
}
