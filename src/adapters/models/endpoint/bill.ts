import { addCost, costOf, type Charge } from '../../../domain/cost.ts';
import type { Cost } from '../../../domain/run.ts';
import { noCost } from '../../../domain/tally.ts';

/** What one request has cost so far, every attempt included. */
export class Bill {
  #cost: Cost = noCost;

  add(charge: Charge): void {
    this.#cost = addCost(this.#cost, costOf(charge));
  }

  get cost(): Cost {
    return this.#cost;
  }
}
