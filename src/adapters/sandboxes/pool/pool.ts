import { writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SluiceError } from '../../../domain/errors.ts';
import type { Confinement, FunctionSandbox, Outcome, Trial } from '../../../ports/sandbox.ts';
import { ownFolder } from '../../system/own-folder.ts';
import { Batch } from './batch.ts';
import { Worker } from './worker.ts';
import type { Job, WorkerEnd } from './worker.ts';

/** What a person may choose of a pool, whatever its processes are. */
export interface PoolOptions {
  /** How many processes judge side by side. */
  readonly workers: number;
  /** The TypeScript specification whose score, properties and reference are to be run. */
  readonly specPath?: string;
  /**
   * What files said when the specification was read, by their absolute path. Processes start until
   * the end of a run: all take these texts, and refuse a file that they read otherwise if it has
   * changed.
   */
  readonly texts?: Readonly<Record<string, string>>;
  /** How long a process and its specification may take to load; 30,000 unless told. */
  readonly loadingMsMost?: number;
}

/** What its processes are. */
export interface Staff {
  readonly confinement: Confinement;
  /** The program that serves trials, with its arguments. */
  readonly command: readonly string[];
  /** What each finds in a file that is open as descriptor 6. */
  readonly handed?: Uint8Array | undefined;
  /** Every program has a process of its own: nothing in it keeps one from the next. */
  readonly single?: boolean;
}

/** How often overdue jobs are looked for. */
const watchMs = 10;
/** The most jobs that a process is given ahead, and the time that they should take together. */
const aheadMost = 256;
const aheadMs = 20;
/** A start takes 0.3 s by itself, and twenty times that where ten others want the processor. */
const loadingMsMost = 30_000;
/** As often as this in a row a process may fail to start before all is given up. */
const startsMost = 3;
/** As often as this a trial may take its process down before that is its verdict. */
const deathsMost = 2;

/**
 * Persistent child processes that judge trials, each with no environment, a folder of its own and
 * a watchdog outside. One that overruns or dies is replaced, and its neighbours are judged by
 * another.
 */
export class ProcessPool implements FunctionSandbox {
  readonly confinement: Confinement;
  readonly #staff: Staff;
  readonly #options: PoolOptions;
  readonly #folder = ownFolder();
  /** Where what each finds is kept. */
  readonly #handed: { readonly handed?: string } = {};
  readonly #workers = new Set<Worker>();
  readonly #stopped = new Set<Promise<void>>();
  /** Whose process it is, where every program has one of its own. */
  readonly #programs = new WeakMap<Worker, string>();
  /** Jobs that no process has been given; the next one is at the end. */
  #waiting: Job[] = [];
  #watch: NodeJS.Timeout | undefined;
  #failedStarts = 0;
  #broken: Error | undefined;
  #meanMs = 1;
  /** Runs that must be told when nothing can be judged any more. */
  readonly #breaks = new Set<(error: Error) => void>();

  constructor(options: PoolOptions, staff: Staff) {
    this.confinement = staff.confinement;
    this.#staff = staff;
    this.#options = options;
    if (staff.handed === undefined) return;
    const handed = join(this.#folder, 'handed');
    writeFileSync(handed, staff.handed);
    this.#handed = { handed };
  }

  async *run(trials: readonly Trial[], signal: AbortSignal): AsyncIterable<Outcome> {
    signal.throwIfAborted();
    if (this.#broken) throw this.#broken;
    const batch = new Batch(trials, ({ wallMs }) => {
      this.#meanMs += (wallMs - this.#meanMs) / 16;
    });
    const fail = (reason: unknown) => batch.fail(reason);
    const abort = () => fail(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    this.#breaks.add(fail);
    this.#waiting = [...batch.jobs.toReversed(), ...this.#waiting];
    this.#dispatch();
    try {
      for (const at of trials.keys()) yield batch.outcome(at);
    } finally {
      signal.removeEventListener('abort', abort);
      this.#breaks.delete(fail);
      this.#forget(batch.open);
    }
  }

  /** Ends its processes: whatever one of them keeps is gone, and what comes next has others. */
  renew(): void {
    for (const worker of this.#workers) worker.stop();
  }

  async close(): Promise<void> {
    this.#break(
      new SluiceError({
        fault: 'internal',
        place: 'sandbox',
        found: 'a trial after the sandbox was closed',
        wanted: 'none',
        mend: 'This is a fault of Sluice: please report it.',
      }),
    );
    for (const worker of this.#workers) worker.stop();
    await Promise.all(this.#stopped);
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Drops what nobody waits for any more, and ends the processes that do nothing else. */
  #forget(jobs: readonly Job[]): void {
    if (jobs.length === 0) return;
    for (const job of jobs) job.dropped = true;
    this.#waiting = this.#waiting.filter((job) => !job.dropped);
    for (const worker of this.#workers) if (worker.futile) worker.stop();
  }

  #dispatch(): void {
    if (this.#broken) return;
    const most = this.#mostAhead();
    while (this.#waiting.length > 0 && this.#workers.size < this.#options.workers) this.#hire();
    for (const worker of this.#workers) {
      if (!worker.ready || worker.load > most / 2) continue;
      const jobs =
        this.#staff.single === true
          ? this.#ownOf(worker)
          : this.#waiting.splice(-most).toReversed();
      if (jobs.length > 0) worker.give(jobs);
    }
    this.#keepWatch();
  }

  /** The next job of the program that the worker is there for; without one it makes way. */
  #ownOf(worker: Worker): Job[] {
    const known = this.#programs.get(worker);
    const at = this.#waiting.findLastIndex(
      ({ trial }) => known === undefined || nameOf(trial) === known,
    );
    const own = at < 0 ? [] : this.#waiting.splice(at, 1);
    if (own[0] !== undefined) this.#programs.set(worker, nameOf(own[0].trial));
    else if (this.#waiting.length > 0) worker.stop();
    return own;
  }

  #mostAhead(): number {
    if (this.#staff.single === true) return 0;
    const share = Math.ceil(this.#waiting.length / (2 * this.#options.workers));
    const inTime = Math.ceil(aheadMs / Math.max(this.#meanMs, 0.01));
    return Math.max(1, Math.min(share, aheadMost, inTime));
  }

  #hire(): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#stopped.add(promise);
    const worker = new Worker(
      {
        command: this.#staff.command,
        folder: this.#folder,
        ...this.#handed,
        told: this.#options.texts ?? {},
      },
      () => {
        this.#failedStarts = 0;
        this.#dispatch();
      },
      (end) => {
        this.#workers.delete(worker);
        this.#stopped.delete(promise);
        resolve();
        this.#mourn(end);
        this.#dispatch();
      },
    );
    this.#workers.add(worker);
  }

  /** Settles the job that ended its process, and gives the others back to the queue. */
  #mourn({ reason, error, current, others, wallMs }: WorkerEnd): void {
    if (reason === 'notStarted' && ++this.#failedStarts >= startsMost) {
      this.#break(notStarted(this.#options.specPath, error));
    }
    const again = [...others];
    if (current !== undefined && reason === 'timedOut') {
      current.settle({ kind: 'timedOut', limitMs: current.trial.limitMs, wallMs });
    } else if (
      current !== undefined &&
      reason === 'crashed' &&
      ++current.deaths >= this.#deathsMost
    ) {
      current.settle({ kind: 'crashed', error, wallMs });
    } else if (current !== undefined) {
      again.unshift(current);
    }
    this.#waiting.push(...again.filter((job) => !job.dropped).toReversed());
  }

  /** A process may die of what earlier trials left behind: then one death is no verdict. */
  get #deathsMost(): number {
    return this.#staff.single === true ? 1 : deathsMost;
  }

  #break(error: Error): void {
    this.#broken ??= error;
    for (const reject of this.#breaks) reject(error);
    clearInterval(this.#watch);
  }

  /** The watch runs while anything is to be judged, and keeps the program alive as long. */
  #keepWatch(): void {
    const busy = this.#waiting.length > 0 || [...this.#workers].some((worker) => worker.load > 0);
    if (busy && this.#watch === undefined) {
      this.#watch = setInterval(() => {
        for (const worker of this.#workers)
          worker.watch(this.#options.loadingMsMost ?? loadingMsMost);
        this.#keepWatch();
      }, watchMs);
    } else if (!busy && this.#watch !== undefined) {
      clearInterval(this.#watch);
      this.#watch = undefined;
    }
  }
}

function nameOf({ program }: Trial): string {
  return program.kind === 'source' ? program.candidate : `${program.part} ${program.name}`;
}

function notStarted(specPath: string | undefined, error: string): SluiceError {
  return new SluiceError({
    fault: specPath === undefined ? 'environment' : 'input',
    place: specPath ?? 'sandbox',
    found: error,
    wanted: 'a process that candidates can run in',
    mend:
      specPath === undefined
        ? 'See whether this machine has memory and processes left.'
        : 'Mend what the specification does when it is loaded; name the files that it reads in `needs`.',
  });
}
