import { textConcat } from '../language/operators/text.ts';
import type { Bank } from './bank.ts';
import { examplesOf } from './bits.ts';
import type { Goal } from './goal.ts';
import type { Meter } from './meter.ts';
import { PathSearch, type Path } from './paths.ts';
import { Pieces } from './pieces.ts';
import type { Recipe } from './recipe.ts';
import type { Join, Term } from './term.ts';
import type { ValueTable } from './values.ts';

const concatCost = 2;
const literalCost = 5;
const mostPieces = 4000;
const longestLiteral = 12;

/**
 * The goal join for strings. Every program that sets pieces side by side is a path through
 * vectors of positions in the goal's strings, one position an example; the cheapest paths are
 * found by Dijkstra's algorithm. Pieces are the bank's strings that occur in the goal, and
 * literals that all examples share.
 */
export class TextJoin implements Join {
  readonly #type: number;
  readonly #pieces: Pieces;
  readonly #meter: Meter;
  readonly #wanted: readonly string[];

  constructor(type: number, bank: Bank, goal: Goal, values: ValueTable, meter: Meter) {
    this.#type = type;
    this.#meter = meter;
    this.#wanted = goal.results as readonly string[];
    this.#pieces = new Pieces(bank, this.#wanted, values);
  }

  *search(mask: number, work: number, count: number): Generator<void, Term[]> {
    this.#pieces.absorb();
    const limit = this.#meter.work + work;
    const examples = examplesOf(mask, this.#wanted.length);
    const groups = this.#pieces.groups(mask, examples[0]!, mostPieces);
    const paths = new PathSearch(examples.map((example) => this.#wanted[example]!.length));
    this.#meter.work += this.#pieces.entries.length / 64;
    const found: Term[] = [];
    while (found.length < count && this.#meter.work < limit) {
      const next = paths.next();
      if (next === undefined) break;
      if (typeof next === 'number') this.#expand(next, paths, examples, groups);
      else if (next.pieces.length > 0) found.push(this.#joined(next, examples));
      if (this.#meter.due) yield;
    }
    return found;
  }

  /** Relaxes every step that leads on from a state. */
  #expand(
    state: number,
    paths: PathSearch,
    examples: readonly number[],
    groups: readonly Int32Array[],
  ): void {
    const pieces = this.#pieces;
    const glue = paths.isStart(state) ? 0 : concatCost;
    const first = examples[0]!;
    let tried = 0;
    for (const group of groups) {
      if (!pieces.standsAt(group[0]!, first, paths.at(state, 0))) continue;
      tried += group.length;
      for (const piece of group) {
        if (!this.#fits(piece, state, paths, examples)) continue;
        const cost = glue + pieces.costOf(piece);
        paths.relax(state, piece, cost, (index) => pieces.lengthOf(piece, examples[index]!));
      }
    }
    const shared = this.#sharedLength(state, paths, examples);
    const lengths = Math.min(shared, longestLiteral);
    for (let length = 1; length <= lengths; length++) {
      paths.relax(state, -length, glue + literalCost + length, () => length);
    }
    if (shared > lengths) paths.relax(state, -shared, glue + literalCost + shared, () => shared);
    this.#meter.covered += tried + lengths;
    this.#meter.work += (groups.length + tried) / 16 + 1;
  }

  #fits(piece: number, state: number, paths: PathSearch, examples: readonly number[]): boolean {
    for (let index = 1; index < examples.length; index++) {
      if (!this.#pieces.standsAt(piece, examples[index]!, paths.at(state, index))) return false;
    }
    return true;
  }

  /** How many characters all goals have in common from here on. */
  #sharedLength(state: number, paths: PathSearch, examples: readonly number[]): number {
    const rests = examples.map((example, index) =>
      this.#wanted[example]!.slice(paths.at(state, index)),
    );
    const [first, ...others] = rests as [string, ...string[]];
    let length = 0;
    while (length < first.length && others.every((rest) => rest[length] === first[length]))
      length += 1;
    return length;
  }

  #joined({ pieces, cost }: Path, examples: readonly number[]): Term {
    const literals = this.#literalsOf(pieces, examples);
    let mask = 0;
    for (const [example, wanted] of this.#wanted.entries()) {
      const texts = pieces.map(
        (piece, index) => literals[index] ?? this.#pieces.textOf(piece, example),
      );
      if (texts.join('') === wanted) mask |= 1 << example;
    }
    const parts = pieces.map<Recipe>((piece, index) =>
      piece < 0
        ? { kind: 'literal', value: literals[index]!, type: 'string' }
        : { kind: 'entry', type: this.#type, entry: this.#pieces.entries[piece]! },
    );
    const recipe = parts.reduceRight((rest, part) => ({
      kind: 'call',
      operator: textConcat,
      args: [part, rest],
    }));
    return { mask, cost, recipe };
  }

  /** The text of each step that is a literal: read off the goal of one example. */
  #literalsOf(pieces: readonly number[], examples: readonly number[]): (string | undefined)[] {
    const example = examples[0]!;
    let at = 0;
    return pieces.map((piece) => {
      const length = piece < 0 ? -piece : this.#pieces.lengthOf(piece, example);
      at += length;
      return piece < 0 ? this.#wanted[example]!.slice(at - length, at) : undefined;
    });
  }
}
