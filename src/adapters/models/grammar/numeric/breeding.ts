import type { Random } from '../../../../ports/random.ts';
import { firstLeaf } from './grammar.ts';
import type { Grammar } from './grammar.ts';

/** Prefix code: the tokens of a program. */
export type Code = readonly number[];

/** Where the subtree that starts at `from` ends. */
export function subtreeEnd(code: Code, from: number, arityOf: (token: number) => number): number {
  let open = 1;
  let at = from;
  while (open > 0) open += arityOf(code[at++]!) - 1;
  return at;
}

/** A token as often as its weight says, so that drawing is a matter of one number. */
const repeat = (token: number, weight: number): number[] =>
  Array.from({ length: Math.ceil(weight * 2) }, () => token);

/** Makes programs, and others from them. */
export class Breeding {
  readonly #random: Random;
  readonly #arities = new Map<number, number>();
  readonly #operations: readonly number[];
  readonly #leaves: readonly number[];
  /** How many productions it has chosen. */
  chosen = 0;

  constructor(grammar: Grammar, random: Random) {
    this.#random = random;
    for (const { opcode, arity } of grammar.operations) this.#arities.set(opcode, arity);
    this.#operations = grammar.operations.flatMap(({ opcode, weight }) => repeat(opcode, weight));
    this.#leaves = grammar.leaves.flatMap(({ weight }, place) => repeat(firstLeaf + place, weight));
  }

  readonly #arityOf = (token: number): number => this.#arities.get(token) ?? 0;

  #draw(tokens: readonly number[]): number {
    this.chosen++;
    return tokens[this.#random.below(tokens.length)]!;
  }

  /** A program of about `size` nodes. */
  fresh(size: number): Code {
    const code: number[] = [];
    let open = 1;
    while (open > 0) {
      const isLeaf = code.length + open >= size || this.#random.below(4) === 0;
      const token = this.#draw(isLeaf ? this.#leaves : this.#operations);
      code.push(token);
      open += this.#arityOf(token) - 1;
    }
    return code;
  }

  /** A child of one or two parents. */
  child(mother: Code, father: Code): Code {
    switch (this.#random.below(8)) {
      case 0:
      case 1:
      case 2:
        return this.#crossed(mother, father);
      case 3:
      case 4:
        return this.#replaced(mother, this.fresh(1 + this.#random.below(6)));
      case 5:
        return this.#wrapped(mother);
      case 6:
        return this.#hoisted(mother);
      default:
        return this.#pointed(mother);
    }
  }

  #subtree(code: Code): readonly [number, number] {
    const from = this.#random.below(code.length);
    return [from, subtreeEnd(code, from, this.#arityOf)];
  }

  /** Another subtree in the place of one. */
  #replaced(code: Code, inserted: Code): Code {
    const [from, to] = this.#subtree(code);
    return code.slice(0, from).concat(inserted, code.slice(to));
  }

  #crossed(mother: Code, father: Code): Code {
    this.chosen++;
    const [from, to] = this.#subtree(father);
    return this.#replaced(mother, father.slice(from, to));
  }

  /** An operation above a subtree, with a leaf beside it where it takes two. */
  #wrapped(code: Code): Code {
    const [from, to] = this.#subtree(code);
    const operation = this.#draw(this.#operations);
    const part = code.slice(from, to);
    const leaf = [this.#draw(this.#leaves)];
    const args = this.#random.below(2) === 0 ? [part, leaf] : [leaf, part];
    const wrapped = this.#arityOf(operation) === 1 ? [part] : args;
    return code.slice(0, from).concat(operation, ...wrapped, code.slice(to));
  }

  /** A subtree in the place of one above it. */
  #hoisted(code: Code): Code {
    this.chosen++;
    const [from, to] = this.#subtree(code);
    const [inner, end] = this.#subtree(code.slice(from, to));
    const kept = code.slice(from + inner, from + end);
    return code.slice(0, from).concat(kept, code.slice(to));
  }

  /** One token changed for another that takes as many arguments. */
  #pointed(code: Code): Code {
    const next = code.slice();
    const at = this.#random.below(code.length);
    const arity = this.#arityOf(code[at]!);
    const tokens =
      arity === 0
        ? this.#leaves
        : this.#operations.filter((token) => this.#arityOf(token) === arity);
    next[at] = this.#draw(tokens);
    return next;
  }
}
