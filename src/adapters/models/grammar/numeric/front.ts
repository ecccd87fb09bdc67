import type { Code } from './breeding.ts';

/** A program and what it leaves unexplained. */
export interface Ranked {
  readonly code: Code;
  readonly unexplained: number;
}

/** Programs kept of one length. */
const perLength = 6;

/** The best programs of each length, where they beat the shorter ones: error against size. */
export class Front {
  readonly #byLength: Ranked[][] = [];
  /** What a program of a length must undercut to be kept. */
  readonly #bars: number[];
  #all: readonly Ranked[] = [];

  constructor(longest: number) {
    this.#bars = Array.from({ length: longest + 1 }, () => Infinity);
  }

  /** What a program of this length must undercut; -Infinity where it is too long. */
  bar(length: number): number {
    return this.#bars[length] ?? -Infinity;
  }

  /** Adds a program that undercuts its bar, unless one that does the same is there. */
  add(ranked: Ranked): boolean {
    const { length } = ranked.code;
    const peers = (this.#byLength[length] ??= []);
    if (peers.some(({ unexplained }) => unexplained === ranked.unexplained)) return false;
    peers.push(ranked);
    peers.sort((left, right) => left.unexplained - right.unexplained);
    if (peers.length > perLength) peers.pop();
    const bar = peers.length < perLength ? Infinity : peers.at(-1)!.unexplained;
    for (let longer = length; longer < this.#bars.length; longer++) {
      if (bar < this.#bars[longer]!) this.#bars[longer] = bar;
    }
    this.#all = this.#byLength.flat();
    return true;
  }

  get all(): readonly Ranked[] {
    return this.#all;
  }
}
