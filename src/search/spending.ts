import { spentLimit, spentShare, type Budget, type Spent } from '../domain/budget.ts';
import type { CheckpointEvent } from '../domain/recall.ts';
import type { Cost } from '../domain/run.ts';
import { noCost, Tally } from '../domain/tally.ts';
import type { Clock } from '../ports/clock.ts';
import { lateMsFor } from './late.ts';

/**
 * The share of its seconds, and at most how many milliseconds, that a search leaves for what comes
 * after it: the judging of nominees, the report and the final state.
 */
const finishingShare = 0.1;
const finishingMsMost = 1000;

/** The same where judging one candidate takes long: the time of so many, one after the other. */
const slowFinishingShare = 0.3;
const slowTrials = 2;

/** What comes after the search may take so much longer than was left for it. */
const overrunMsMost = 1000;

/** Of what is left for the end, the share that what is being judged may use, and its most. */
const graceShare = 0.5;
const graceMsMost = 500;

/** The same, that is left for judging what models have answered last. */
const judgingShare = 0.02;
const judgingMsMost = 500;

/** A step may be expected to take this share of the seconds at most, however slow the last one was. */
const stepShareMost = 0.1;

/** What a step under way has been asked for, and when. */
export interface Asked {
  readonly candidates: number;
  readonly atMs: number;
}

/** What a run has used of its budget. */
export class Spending {
  readonly tally: Tally;
  readonly #budget: Budget;
  readonly #isProlific: boolean;
  readonly #clock: Clock;
  readonly #startedMs: number;
  /** Candidates that were asked for and have not been counted yet. */
  #asked = 0;
  /** How long the newest step took from its beginning to its end. */
  #stepMs = 0;
  /** How long the newest survivor was judged, and whoever took longest. */
  #trialMs = 0;
  #longestMs = 0;

  /**
   * `isProlific`: candidates are what models consider inside, not what the gauntlet runs. `paid`
   * may be more than at the checkpoint: what is done again is paid for again.
   */
  constructor(
    budget: Budget,
    isProlific: boolean,
    clock: Clock,
    from: Pick<CheckpointEvent, 'elapsedMs' | 'counts'> | undefined,
    paid: Cost = noCost,
  ) {
    this.tally = new Tally(from?.counts, paid);
    this.#budget = budget;
    this.#isProlific = isProlific;
    this.#clock = clock;
    this.#startedMs = clock.monotonicMs() - (from?.elapsedMs ?? 0);
  }

  get elapsedMs(): number {
    return this.#clock.monotonicMs() - this.#startedMs;
  }

  get spent(): Spent {
    const { counts, cost } = this.tally;
    return {
      seconds: this.elapsedMs / 1000,
      candidates: this.#isProlific ? counts.considered.generated : counts.run,
      tokens: cost.inputTokens + cost.outputTokens,
      dollars: cost.dollars,
    };
  }

  /** From 0 to 1: of the limit that is nearest its end. */
  get share(): number {
    return spentShare(this.#budget, this.spent);
  }

  /** Whether the search ends here: something is spent, or another step would not end in time. */
  get isOver(): boolean {
    return this.searchMsLeft <= this.#stepMs || spentLimit(this.#budget, this.spent) !== undefined;
  }

  /** Whether what is under way may spend what is left: how much it does shows when it is counted. */
  get isAllAsked(): boolean {
    return this.candidatesLeft <= 0;
  }

  /** How many more may be asked for, what is under way counted as spent. */
  get candidatesLeft(): number {
    return (this.#budget.candidates ?? Infinity) - this.spent.candidates - this.#asked;
  }

  /** What is left of the seconds for the search alone. */
  get searchMsLeft(): number {
    const { seconds } = this.#budget;
    return seconds === undefined ? Infinity : seconds * 1000 - this.#finishingMs - this.elapsedMs;
  }

  /** What is kept for the end. */
  get #finishingMs(): number {
    const { seconds = Infinity } = this.#budget;
    const usual = Math.min(finishingMsMost, seconds * 1000 * finishingShare);
    return Math.max(
      usual,
      Math.min(this.#trialMs * slowTrials, seconds * 1000 * slowFinishingShare),
    );
  }

  /** How long what is being judged may still take once the search is over. */
  get graceMs(): number {
    return Math.min(graceMsMost, this.#finishingMs * graceShare);
  }

  /** How much longer than that, where there would be nothing to hand over. */
  get lateMs(): number {
    return lateMsFor(this.#longestMs);
  }

  /** How long what comes after the search may take, from now on: it is bounded, however late. */
  get endingMsLeft(): number {
    const { seconds = Infinity } = this.#budget;
    return Math.max(this.#finishingMs, seconds * 1000 - this.elapsedMs) + overrunMsMost;
  }

  /** Takes note of how long a candidate was judged. */
  judged(trialMs: number, survived: boolean): void {
    if (survived) this.#trialMs = trialMs;
    this.#longestMs = Math.max(this.#longestMs, trialMs);
  }

  /** What is left for models to answer in: what has come by then can still be judged. */
  get answeringMsLeft(): number {
    const { seconds = Infinity } = this.#budget;
    return this.searchMsLeft - Math.min(judgingMsMost, seconds * 1000 * judgingShare);
  }

  /** Takes note that a step begins, which asks for so many candidates. */
  ask(candidates: number): Asked {
    this.#asked += candidates;
    return { candidates, atMs: this.elapsedMs };
  }

  /** What was asked for has been answered, and counted. */
  settle({ candidates, atMs }: Asked): void {
    this.#asked -= candidates;
    const most = (this.#budget.seconds ?? 0) * 1000 * stepShareMost;
    this.#stepMs = Math.min(most, this.elapsedMs - atMs);
  }
}
