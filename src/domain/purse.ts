import type { Budget } from './budget.ts';

/** Tokens and dollars that something costs. */
interface Charge {
  readonly tokens: number;
  readonly dollars: number;
}

const nothing: Charge = { tokens: 0, dollars: 0 };

/**
 * The part of a budget that models spend. Its caps are hard: what is under way counts as spent at
 * the most that it may cost, so that nothing is begun that could overrun them.
 */
export class Purse {
  readonly capsDollars: boolean;
  #left: Charge;
  /** What is set aside for work under way. */
  #held: Charge = nothing;
  /** Those who wait for something to be given back. */
  #waiting: (() => void)[] = [];

  constructor({ tokens, dollars }: Pick<Budget, 'tokens' | 'dollars'>, spent: Charge = nothing) {
    this.capsDollars = dollars !== undefined;
    this.#left = minus({ tokens: tokens ?? Infinity, dollars: dollars ?? Infinity }, spent);
  }

  /** What is left, work under way not deducted. */
  get left(): Charge {
    return this.#left;
  }

  /**
   * Sets `most` aside; waits while what others hold may yet be given back. `undefined` where it
   * would be too much whatever they come to.
   */
  async reserve(most: Charge): Promise<{ settle(actual: Charge): void } | undefined> {
    while (!covers(minus(this.#left, this.#held), most)) {
      if (!covers(this.#left, most)) return undefined;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#held = plus(this.#held, most);
    return { settle: (actual) => this.#settle(most, actual) };
  }

  #settle(most: Charge, actual: Charge): void {
    this.#held = minus(this.#held, most);
    this.#left = minus(this.#left, actual);
    for (const wake of this.#waiting.splice(0)) wake();
  }
}

function covers(left: Charge, wanted: Charge): boolean {
  return left.tokens >= wanted.tokens && left.dollars >= wanted.dollars;
}

function plus(left: Charge, right: Charge): Charge {
  return { tokens: left.tokens + right.tokens, dollars: left.dollars + right.dollars };
}

function minus(left: Charge, right: Charge): Charge {
  return { tokens: left.tokens - right.tokens, dollars: left.dollars - right.dollars };
}
