import type { Bank } from './bank.ts';
import type { Goal } from './goal.ts';
import type { Meter } from './meter.ts';
import type { Recipe } from './recipe.ts';
import type { ValueTable } from './values.ts';

const concatCost = 2;
const literalCost = 5;
const mostPieces = 4000;
const longestLiteral = 12;

/** A way to write the goal as pieces set side by side. */
export interface Joined {
  readonly parts: readonly Recipe[];
  readonly cost: number;
  /** What it is worth on each active example: the pieces' own columns tell. */
  readonly mask: number;
}

type Piece = { readonly entry: number } | { readonly text: string };

interface State {
  readonly at: readonly number[];
  readonly cost: number;
  readonly before?: State;
  readonly piece?: Piece;
}

/**
 * The goal join for strings. Every program that sets pieces side by side is a path through
 * vectors of positions in the goal's strings, one position an example; the cheapest paths are
 * found by Dijkstra's algorithm. Pieces are the bank's strings that occur in the goal, and
 * literals that all examples share.
 */
export class TextJoin {
  readonly #type: number;
  readonly #bank: Bank;
  readonly #values: ValueTable;
  readonly #meter: Meter;
  readonly #wanted: readonly string[];
  /** By entry of the bank: the examples in whose goal it occurs. */
  readonly #occurs: number[] = [];
  /** By example and value number: 1 occurs, 2 does not. */
  readonly #known: readonly number[][];

  constructor(type: number, bank: Bank, goal: Goal, values: ValueTable, meter: Meter) {
    this.#type = type;
    this.#bank = bank;
    this.#values = values;
    this.#meter = meter;
    this.#wanted = goal.results as readonly string[];
    this.#known = this.#wanted.map(() => []);
  }

  /** Up to `count` joins that hit the goal on the examples of `mask`, after at most `states` steps. */
  *search(mask: number, states: number, count: number): Generator<void, Joined[]> {
    this.#absorb();
    const examples = this.#wanted.flatMap((_, index) => ((mask >> index) & 1 ? [index] : []));
    const groups = this.#groupsFor(mask, examples[0]!);
    const found: Joined[] = [];
    const queue = new Buckets();
    const seen = new Map<string, number>();
    queue.push({ at: examples.map(() => 0), cost: 0 });
    for (let step = 0; step < states && found.length < count;) {
      const state = queue.pop();
      if (state === undefined) break;
      if (examples.every((example, index) => state.at[index] === this.#wanted[example]!.length)) {
        if (state.before !== undefined) found.push(this.#joined(state));
        continue;
      }
      const key = String.fromCharCode(...state.at);
      if (seen.has(key)) continue;
      seen.set(key, state.cost);
      step += 1;
      this.#expand(state, examples, groups, queue);
      if (this.#meter.due) yield;
    }
    return found;
  }

  #absorb(): void {
    const { width, columns } = this.#bank;
    for (let entry = this.#occurs.length; entry < this.#bank.size; entry++) {
      let mask = 0;
      for (let index = 0; index < width; index++) {
        const id = columns[entry * width + index]!;
        const known = this.#known[index]!;
        known[id] ??= this.#wanted[index]!.includes(this.#values.valueOf(id) as string) ? 1 : 2;
        if (known[id] === 1) mask |= 1 << index;
      }
      this.#occurs.push(mask);
    }
  }

  /** The entries that occur in the goal wherever `mask` says, by their value on one example. */
  #groupsFor(mask: number, example: number): Map<string, number[]> {
    const groups = new Map<string, number[]>();
    const { width, columns } = this.#bank;
    let count = 0;
    for (let entry = 0; entry < this.#occurs.length && count < mostPieces; entry++) {
      if ((this.#occurs[entry]! & mask) !== mask) continue;
      count += 1;
      const text = this.#values.valueOf(columns[entry * width + example]!) as string;
      const group = groups.get(text);
      if (group === undefined) groups.set(text, [entry]);
      else group.push(entry);
    }
    return groups;
  }

  #expand(
    state: State,
    examples: readonly number[],
    groups: Map<string, number[]>,
    queue: Buckets,
  ): void {
    const first = this.#wanted[examples[0]!]!;
    const glue = state.before === undefined ? 0 : concatCost;
    let tried = 0;
    for (const [text, entries] of groups) {
      if (!first.startsWith(text, state.at[0])) continue;
      for (const entry of entries) {
        tried += 1;
        const at = this.#advance(state.at, examples, entry);
        if (at === undefined) continue;
        queue.push({
          at,
          cost: state.cost + glue + this.#bank.costs[entry]!,
          before: state,
          piece: { entry },
        });
      }
    }
    const shared = this.#sharedPrefix(state.at, examples);
    const lengths = new Set([shared.length]);
    for (let length = 1; length <= Math.min(shared.length, longestLiteral); length++)
      lengths.add(length);
    lengths.delete(0);
    for (const length of lengths) {
      queue.push({
        at: state.at.map((position) => position + length),
        cost: state.cost + glue + literalCost + length,
        before: state,
        piece: { text: shared.slice(0, length) },
      });
    }
    this.#meter.covered += tried + lengths.size;
    this.#meter.work += (tried + groups.size) / 8;
  }

  /** The positions behind a piece, if it stands at these positions and takes up room. */
  #advance(
    at: readonly number[],
    examples: readonly number[],
    entry: number,
  ): number[] | undefined {
    const { width, columns } = this.#bank;
    const next: number[] = [];
    let progress = false;
    for (const [index, example] of examples.entries()) {
      const text = this.#values.valueOf(columns[entry * width + example]!) as string;
      if (!this.#wanted[example]!.startsWith(text, at[index])) return undefined;
      next.push(at[index]! + text.length);
      progress ||= text.length > 0;
    }
    return progress ? next : undefined;
  }

  #sharedPrefix(at: readonly number[], examples: readonly number[]): string {
    let shared = this.#wanted[examples[0]!]!.slice(at[0]);
    for (const [index, example] of examples.entries()) {
      const rest = this.#wanted[example]!.slice(at[index]);
      let length = 0;
      while (length < shared.length && shared[length] === rest[length]) length += 1;
      shared = shared.slice(0, length);
    }
    return shared;
  }

  #joined(last: State): Joined {
    const pieces: Piece[] = [];
    for (let state: State | undefined = last; state?.piece !== undefined; state = state.before) {
      pieces.unshift(state.piece);
    }
    const { width, columns } = this.#bank;
    let mask = 0;
    for (let index = 0; index < width; index++) {
      const texts = pieces.map((piece) =>
        'text' in piece
          ? piece.text
          : (this.#values.valueOf(columns[piece.entry * width + index]!) as string),
      );
      if (texts.join('') === this.#wanted[index]) mask |= 1 << index;
    }
    const parts = pieces.map<Recipe>((piece) =>
      'text' in piece
        ? { kind: 'literal', value: piece.text, type: 'string' }
        : { kind: 'entry', type: this.#type, entry: piece.entry },
    );
    return { parts, cost: last.cost, mask };
  }
}

/** States by cost, cheapest first; equal ones in the order they came. */
class Buckets {
  readonly #buckets: State[][] = [];
  #lowest = 0;

  push(state: State): void {
    (this.#buckets[state.cost] ??= []).push(state);
  }

  pop(): State | undefined {
    while (this.#lowest < this.#buckets.length) {
      const state = this.#buckets[this.#lowest]?.shift();
      if (state !== undefined) return state;
      this.#lowest += 1;
    }
    return undefined;
  }
}
