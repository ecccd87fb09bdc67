import type { RunId } from '../domain/run.ts';
import type { Clock } from '../ports/clock.ts';
import type { Claim, Ledger } from '../ports/ledger.ts';
import { carriedOut } from './refusals.ts';

/** How often a process says that it is still at work on a run. */
const keepEveryMs = 1000;

/** Whoever was not heard of for so long is gone, wherever it was. */
const silentMsMost = 15_000;

/** A process among others. */
export interface Self extends Pick<Claim, 'host' | 'process' | 'startedAtMs'> {
  /** Whether a process of this machine is still there. */
  readonly isRunning: (process: number) => boolean;
}

interface HoldParts {
  readonly clock: Clock;
  readonly self: Self;
  readonly anyId: () => string;
}

/** Has a run for this process, from when it is taken to when it is released. */
export class Hold {
  readonly #run: RunId;
  readonly #place: { readonly ledger: Ledger };
  readonly #clock: Clock;
  readonly #self: Self;
  readonly #claim: Omit<Claim, 'seenAtMs'>;
  #isHeld = false;

  constructor(run: RunId, place: { readonly ledger: Ledger }, parts: HoldParts) {
    const { host, process, startedAtMs } = parts.self;
    this.#run = run;
    this.#place = place;
    this.#clock = parts.clock;
    this.#self = parts.self;
    this.#claim = { id: parts.anyId(), host, process, startedAtMs };
  }

  /** Throws a `SluiceError` of fault `input` where another process carries the run out. */
  take(): void {
    if (this.#isHeld) return;
    const other = this.#place.ledger.claim(this.#run, this.#seen(), (each) => this.#isGone(each));
    if (other !== undefined) throw carriedOut(this.#run, other, this.#self);
    this.#isHeld = true;
    this.#keepLater();
  }

  release(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    try {
      this.#place.ledger.release(this.#run, this.#seen());
    } catch {
      // How the run went says more. The claim falls with this process, or with its silence.
    }
  }

  #keepLater(): void {
    this.#clock.deadline(keepEveryMs).addEventListener('abort', () => this.#keep(), { once: true });
  }

  #keep(): void {
    if (!this.#isHeld) return;
    try {
      this.#place.ledger.keep(this.#run, this.#seen());
    } catch {
      // The ledger is locked, or full: the next time, or the record itself will say so.
    }
    this.#keepLater();
  }

  #seen(): Claim {
    return { ...this.#claim, seenAtMs: this.#clock.wallMs() };
  }

  #isGone({ host, process, startedAtMs, seenAtMs }: Claim): boolean {
    if (Math.abs(this.#clock.wallMs() - seenAtMs) > silentMsMost) return true;
    if (host !== this.#self.host) return false;
    // Its number is ours now, unless it is we ourselves.
    if (process === this.#self.process) return startedAtMs !== this.#self.startedAtMs;
    return !this.#self.isRunning(process);
  }
}

/** Does some work on a run, which is released after it. */
export async function holding<Result>(
  hold: Hold,
  work: (hold: Hold) => Promise<Result>,
): Promise<Result> {
  try {
    return await work(hold);
  } finally {
    hold.release();
  }
}
