import { spentLimit, spentShare, type Budget, type Spent } from '../domain/budget.ts';
import type { CheckpointEvent } from '../domain/recall.ts';
import { Tally } from '../domain/tally.ts';
import type { Clock } from '../ports/clock.ts';

/** What a run has used of its budget. */
export class Spending {
  readonly tally: Tally;
  readonly #budget: Budget;
  readonly #isProlific: boolean;
  readonly #clock: Clock;
  readonly #startedMs: number;
  /** Candidates that were asked for and have not been counted yet. */
  #asked = 0;

  /** `isProlific`: candidates are what models consider inside, not what the gauntlet runs. */
  constructor(
    budget: Budget,
    isProlific: boolean,
    clock: Clock,
    from: Pick<CheckpointEvent, 'elapsedMs' | 'counts' | 'cost'> | undefined,
  ) {
    this.tally = new Tally(from?.counts, from?.cost);
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

  get isOver(): boolean {
    return this.candidatesLeft <= 0 || spentLimit(this.#budget, this.spent) !== undefined;
  }

  /** How many more may be asked for, what is under way counted as spent. */
  get candidatesLeft(): number {
    return (this.#budget.candidates ?? Infinity) - this.spent.candidates - this.#asked;
  }

  get msLeft(): number {
    return (this.#budget.seconds ?? Infinity) * 1000 - this.elapsedMs;
  }

  ask(candidates: number): void {
    this.#asked += candidates;
  }

  /** What was asked for has been answered, and counted. */
  settle(candidates: number): void {
    this.#asked -= candidates;
  }
}
