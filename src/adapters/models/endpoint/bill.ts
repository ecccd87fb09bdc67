import type { Cost } from '../../../domain/run.ts';
import { dollarsFor, type Price, type Usage } from './price.ts';

/** What one request has cost so far, every attempt included. */
export class Bill {
  readonly #price: Price;
  #cost: Required<Omit<Cost, 'unanswered'>> = {
    inputTokens: 0,
    cachedTokens: 0,
    outputTokens: 0,
    requests: 0,
    dollars: 0,
  };

  constructor(price: Price) {
    this.#price = price;
  }

  add(usage: Usage): void {
    this.#cost = {
      inputTokens: this.#cost.inputTokens + usage.input,
      cachedTokens: this.#cost.cachedTokens + usage.cached,
      outputTokens: this.#cost.outputTokens + usage.output,
      requests: this.#cost.requests + 1,
      dollars: this.#cost.dollars + dollarsFor(usage, this.#price),
    };
  }

  get cost(): Cost {
    return this.#cost;
  }
}
