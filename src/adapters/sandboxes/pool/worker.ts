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
  /** What it is told before it is given a job. */
  readonly told?: unknown;
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
  readonly #child: ChildProcess | undefined;
  readonly #onIdle: () => void;
  readonly #onEnd: (end: WorkerEnd) => void;
  readonly #progress: ProgressFile | undefined;
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
  /** The sign of life since which half the time was gone, and the processor used by then. */
  #halfway: { readonly sinceMs: number; readonly usedMs: number } | undefined;
  /** The sign of life that was too long ago when the watch last passed. */
  #overdueSinceMs: number | undefined;

  constructor(options: WorkerOptions, onIdle: () => void, onEnd: (end: WorkerEnd) => void) {
    this.#onIdle = onIdle;
    this.#onEnd = onEnd;
    try {
      this.#progress = new ProgressFile(join(options.folder, `progress-${count++}`));
      this.#child = start(options, this.#progress.descriptor);
      this.#listen(this.#child);
      if (options.told !== undefined) this.#child.stdin?.write(encodeFrame(options.told));
    } catch (error) {
      // Out of descriptors. Told later, as whoever hires it does not know it yet.
      setImmediate(() => this.#ended(`could not be started: ${(error as Error).message}`));
    }
  }

  #listen(child: ChildProcess): void {
    child.on('error', (error) => this.#ended(`could not be started: ${error.message}`));
    child.on('close', (code, signal) => this.#ended(deathText(this.#stderr, code, signal)));
    // One that was never started may have no pipes: the error says so.
    const [stdin, , stderr, frames] = pipesOf(child) as (Readable & Writable)[];
    const reader = new FrameReader(answerBytesMost);
    frames?.on('data', (chunk: Buffer) => {
      try {
        for (const message of reader.read(chunk)) this.#receive(message);
      } catch {
        this.#kill('crashed', 'it sent something that is no answer');
      }
    });
    stderr?.on('data', (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString()).slice(-stderrCharactersMost);
    });
    stdin?.on('error', () => {});
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
    this.#child?.stdin?.write(encodeFrame(jobs.map(({ trial }) => trial)));
  }

  /**
   * Ends the process where its job has used up its time: by the clock, and of a processor, so that
   * a busy machine is held against nobody. It must look overdue twice, with no sign of life in
   * between: meanwhile whatever waits in the pipe is read, so that a parent that was held up
   * blames nobody.
   */
  watch(loadingMsMost: number): void {
    const limitMs = this.#ready ? (this.#current()?.trial.limitMs ?? Infinity) : loadingMsMost;
    const isLate = this.#isOver(performance.now() - this.#startedMs, limitMs);
    if (isLate && this.#overdueSinceMs === this.#startedMs) {
      if (this.#ready) this.#kill('timedOut', '');
      else this.#kill('notStarted', `it had not loaded after ${limitMs} ms`);
    }
    this.#overdueSinceMs = isLate ? this.#startedMs : undefined;
  }

  /** The processor is asked from halfway on: most jobs never come that far. */
  #isOver(elapsedMs: number, limitMs: number): boolean {
    if (elapsedMs <= limitMs / 2) return false;
    if (!this.#ready || elapsedMs > limitMs * waitingMost) return elapsedMs > limitMs;
    const pid = this.#child?.pid;
    const usedMs = pid === undefined ? undefined : processorMs(pid);
    if (usedMs === undefined) return elapsedMs > limitMs;
    const sinceMs = this.#startedMs;
    if (this.#halfway?.sinceMs !== sinceMs) this.#halfway = { sinceMs, usedMs };
    return elapsedMs > limitMs && usedMs - this.#halfway.usedMs > limitMs / 2;
  }

  /** Whether it has jobs, and nobody waits for any of them. */
  get futile(): boolean {
    return this.#jobs.length > 0 && this.#jobs.every((job) => job.dropped);
  }

  stop(): void {
    this.#child?.ref();
    // Its end is told when its pipes close, which comes later where it has a process of its own.
    for (const stream of pipesOf(this.#child)) (stream as { ref?: () => void } | null)?.ref?.();
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
    const outcomes = this.#outcomesIn(message);
    const jobs = this.#jobs.splice(0, outcomes.length);
    this.#answered += jobs.length;
    // No trial took longer than there was since the last answer, whatever its process says.
    const wallMsMost = now - this.#startedMs;
    this.#startedMs = now;
    outcomes.forEach((outcome, index) => {
      jobs[index]!.settle({ ...outcome, wallMs: Math.min(outcome.wallMs, wallMsMost) });
    });
    this.#onIdle();
  }

  /** A message as outcomes of the next jobs, one at least: an empty one would be a sign of life. */
  #outcomesIn(message: unknown): readonly Outcome[] {
    if (!Array.isArray(message) || message.length === 0 || message.length > this.#jobs.length) {
      throw new TypeError();
    }
    return Array.from(message as readonly unknown[], (each, index) => {
      if (isOutcome(each) && answers(each, this.#jobs[index]!.trial.task)) return each;
      throw new TypeError();
    });
  }

  /** The job that the process is at: it may have begun more than it has answered. */
  #current(): Job | undefined {
    if (this.#jobs.length < 2) return this.#jobs[0];
    return this.#jobs[(this.#progress?.begun() ?? 0) - 1 - this.#answered] ?? this.#jobs[0];
  }

  #kill(reason: WorkerEnd['reason'], error: string): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    this.#error = error;
    this.#child?.kill('SIGKILL');
  }

  #ended(error: string): void {
    if (this.#dead) return;
    this.#dead = true;
    const current = this.#current();
    const others = this.#jobs.filter((job) => job !== current);
    this.#jobs = [];
    this.#progress?.close();
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
  try {
    const child = spawn(program, args, {
      cwd: options.folder,
      env: {},
      stdio: ['pipe', 'ignore', 'pipe', 'pipe', 'pipe', progress, ...handed],
      windowsHide: true,
    });
    // Whoever waits for an outcome keeps the parent alive, an idle process does not.
    child.unref();
    for (const stream of pipesOf(child)) (stream as { unref?: () => void } | null)?.unref?.();
    return child;
  } finally {
    for (const descriptor of handed) closeSync(descriptor);
  }
}

/** None where a process was not started for want of descriptors, whatever the types say. */
function pipesOf(child: ChildProcess | undefined): readonly unknown[] {
  return (child?.stdio as readonly unknown[] | undefined) ?? [];
}

function deathText(stderr: string, code: number | null, signal: string | null): string {
  if (stderr.includes('heap out of memory')) return 'it ran out of memory';
  return signal === null ? `its process ended with code ${code}` : `its process ended by ${signal}`;
}
