/** A way from the start to the end: the steps taken, and what they cost together. */
export interface Path {
  readonly pieces: readonly number[];
  readonly cost: number;
}

interface Arrival {
  readonly from: number;
  readonly piece: number;
  readonly cost: number;
}

const mostStates = 50_000;

/**
 * Cheapest paths through vectors of positions (Dijkstra's algorithm with buckets of whole costs).
 * It starts at all zeros and ends at `ends`; each step moves forward. Several arrivals at the end
 * are told apart by their last step.
 */
export class PathSearch {
  readonly #ends: readonly number[];
  readonly #positions: number[] = [];
  readonly #costs: number[] = [];
  readonly #parents: number[] = [];
  readonly #pieces: number[] = [];
  readonly #closed: boolean[] = [];
  readonly #states = new Map<string, number>();
  readonly #arrivals: Arrival[] = [];
  /** By cost: states, and arrivals as −1 − index. */
  readonly #buckets: number[][] = [];
  #lowest = 0;

  constructor(ends: readonly number[]) {
    this.#ends = ends;
    const start = ends.map(() => 0);
    if (ends.some((end) => end > 0)) this.#open(start, 0, -1, 0);
  }

  /** The next state to expand, or a complete path, in order of cost; `undefined` at the end. */
  next(): number | Path | undefined {
    while (this.#lowest < this.#buckets.length) {
      const item = this.#buckets[this.#lowest]?.pop();
      if (item === undefined) this.#lowest += 1;
      else if (item < 0) return this.#pathTo(this.#arrivals[-1 - item]!);
      else if (!this.#closed[item] && this.#costs[item] === this.#lowest) {
        this.#closed[item] = true;
        return item;
      }
    }
    return undefined;
  }

  isStart(state: number): boolean {
    return state === 0;
  }

  /** The position in string number `index`. */
  at(state: number, index: number): number {
    return this.#positions[state * this.#ends.length + index]!;
  }

  /** Offers a step from a state; `lengthOf` says how far it goes in each string. */
  relax(state: number, piece: number, step: number, lengthOf: (index: number) => number): void {
    const cost = this.#costs[state]! + step;
    const next = this.#ends.map((_, index) => this.at(state, index) + lengthOf(index));
    if (next.every((position, index) => position === this.#ends[index])) {
      this.#arrivals.push({ from: state, piece, cost });
      this.#push(-this.#arrivals.length, cost);
      return;
    }
    const known = this.#states.get(String.fromCharCode(...next));
    if (known === undefined) {
      if (this.#costs.length < mostStates) this.#open(next, cost, state, piece);
    } else if (cost < this.#costs[known]!) {
      this.#costs[known] = cost;
      this.#parents[known] = state;
      this.#pieces[known] = piece;
      this.#push(known, cost);
    }
  }

  #open(positions: readonly number[], cost: number, parent: number, piece: number): void {
    const state = this.#costs.length;
    this.#states.set(String.fromCharCode(...positions), state);
    this.#positions.push(...positions);
    this.#costs.push(cost);
    this.#parents.push(parent);
    this.#pieces.push(piece);
    this.#closed.push(false);
    this.#push(state, cost);
  }

  #push(item: number, cost: number): void {
    (this.#buckets[cost] ??= []).push(item);
  }

  #pathTo({ from, piece, cost }: Arrival): Path {
    const pieces = [piece];
    for (let state = from; state > 0; state = this.#parents[state]!)
      pieces.unshift(this.#pieces[state]!);
    return { pieces, cost };
  }
}
