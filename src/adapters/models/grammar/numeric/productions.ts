import { firstLeaf } from './grammar.ts';
import type { Grammar } from './grammar.ts';
import type { Kernel } from './kernel.ts';

/** Bytes of a row, among which the productions are shared out. */
const rowBytes = 256;
const rootContext = 0;
const leafContext = 1;
const aimContext = 2;
const firstSlot = 3;

/** How likely a leaf is before a program has reached the length it aims at, and after. */
const youngLeafShare = 0.28;
const matureLeafShare = 0.77;
const rootLeafShare = 0.01;
/** How much of a row evidence may take: the rest is the floor of exploration. */
const evidenceShare = 0.6;
/** Evidence from that many tokens counts as much as the prior. */
const priorTokens = 40;

/** Functions that seldom stand within one another, and how much rarer they are there. */
const nestedShare = 0.1;
const trigonometry = new Set([37, 38, 46, 47, 48]);

/**
 * The weights of the sampler's productions by context, a context being a slot of a parent: a
 * prior, and counts from the programs that did well.
 */
export class Productions {
  readonly #grammar: Grammar;
  readonly #kernel: Kernel;
  readonly #tokens: readonly number[];
  /** By token, the context of each of its slots. */
  readonly #slots = new Map<number, readonly number[]>();
  readonly #counts: Float64Array[];
  readonly #aims: readonly [number, number];

  constructor(kernel: Kernel, grammar: Grammar, aims: readonly [number, number]) {
    this.#kernel = kernel;
    this.#grammar = grammar;
    this.#aims = aims;
    let context = firstSlot;
    for (const { opcode, arity } of grammar.operations) {
      const slots = Array.from({ length: arity }, () => context++);
      this.#slots.set(opcode, slots);
    }
    this.#tokens = [
      ...grammar.operations.map(({ opcode }) => opcode),
      ...grammar.leaves.map((_, place) => firstLeaf + place),
    ];
    this.#counts = Array.from({ length: context }, () => new Float64Array(this.#tokens.length));
  }

  /** How many rows the kernel needs. */
  get contexts(): number {
    return this.#counts.length;
  }

  /** Counts the productions of a program, each with `weight`. */
  learn(code: Uint8Array, weight: number): void {
    const pending = [rootContext];
    for (const token of code) {
      const context = pending.pop()!;
      const counts = this.#counts[context]!;
      counts[this.#tokens.indexOf(token)]! += weight;
      pending.push(...(this.#slots.get(token) ?? []).toReversed());
    }
  }

  /** Writes all rows to the kernel. */
  write(): void {
    for (const token of this.#tokens) {
      const [first = 0, second = first] = this.#slots.get(token) ?? [];
      const opens = (this.#slots.get(token)?.length ?? 0) - 1;
      this.#kernel.setToken(token, opens, first, second);
    }
    const [shortest, longest] = this.#aims;
    const aims = Array.from({ length: longest - shortest + 1 }, (_, step) => shortest + step);
    this.#writeRow(
      aimContext,
      aims,
      Float64Array.from(aims, () => 1),
    );
    this.#writeRow(leafContext, this.#tokens, this.#prior(leafContext, 1));
    for (const [context, counts] of this.#counts.entries()) {
      if (context === leafContext || context === aimContext) continue;
      const isRoot = context === rootContext;
      for (const [age, leafShare] of [matureLeafShare, youngLeafShare].entries()) {
        const prior = this.#prior(context, isRoot ? rootLeafShare : leafShare);
        this.#writeRow(context + age * this.contexts, this.#tokens, this.#blend(prior, counts));
      }
    }
  }

  /** @param leafShare the probability of all leaves together. */
  #prior(context: number, leafShare: number): Float64Array {
    const parent = [...this.#slots].find(([, slots]) => slots.includes(context))?.[0];
    const { operations, leaves } = this.#grammar;
    const weights = operations.map(({ opcode, weight }) => {
      const isNested = trigonometry.has(opcode) && trigonometry.has(parent ?? -1);
      return weight * (isNested ? nestedShare : 1);
    });
    const operationSum = weights.reduce((sum, weight) => sum + weight, 0);
    const leafSum = leaves.reduce((sum, leaf) => sum + leaf.weight, 0);
    return Float64Array.from([
      ...weights.map((weight) => ((1 - leafShare) * weight) / operationSum),
      ...leaves.map((leaf) => (leafShare * leaf.weight) / leafSum),
    ]);
  }

  /** Evidence shifts weight among the operations and among the leaves, never between the two. */
  #blend(prior: Float64Array, counts: Float64Array): Float64Array {
    const blended = prior.slice();
    const split = this.#grammar.operations.length;
    for (const [from, to] of [
      [0, split],
      [split, prior.length],
    ] as const) {
      const mass = prior.slice(from, to).reduce((sum, weight) => sum + weight, 0);
      const evidence = counts.slice(from, to).reduce((sum, count) => sum + count, 0);
      if (evidence === 0) continue;
      const share = evidenceShare * (evidence / (evidence + priorTokens));
      for (let at = from; at < to; at++) {
        blended[at] = (1 - share) * prior[at]! + (share * mass * counts[at]!) / evidence;
      }
    }
    return blended;
  }

  /** Shares the bytes of a row out in proportion, one at least to each weight above zero. */
  #writeRow(context: number, tokens: readonly number[], weights: Float64Array): void {
    const row = new Uint8Array(
      this.#kernel.memory.buffer,
      this.#kernel.rowAt() + context * rowBytes,
      rowBytes,
    );
    const live = [...tokens.keys()].filter((at) => weights[at]! > 0);
    const sum = live.reduce((total, at) => total + weights[at]!, 0);
    const spare = rowBytes - live.length;
    let place = 0;
    let share = 0;
    for (const [rank, at] of live.entries()) {
      share += weights[at]!;
      const end = rank + 1 + Math.round((share / sum) * spare);
      while (place < end) row[place++] = tokens[at]!;
    }
  }
}
