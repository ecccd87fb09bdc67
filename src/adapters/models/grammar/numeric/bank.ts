import { leastOf } from '../../../../domain/extremes.ts';
import { nothingConsidered } from '../../../../domain/considered.ts';
import type { Considered } from '../../../../domain/considered.ts';
import type { Expression } from '../language/expression.ts';
import type { CaseTable } from './cases.ts';
import type { Grammar } from './grammar.ts';
import type { Kernel } from './kernel.ts';
import type { Operation } from './operations.ts';

/** The operation number of an entry that is a leaf. */
const leafOperation = 255;

/**
 * All programs of the grammar in order of cost, one for each behaviour on the cases, as columns
 * in the kernel.
 */
export class Bank {
  readonly kernel: Kernel;
  readonly #grammar: Grammar;
  readonly #byOpcode: ReadonlyMap<number, Operation>;
  readonly #caseCount: number;
  readonly #expressions = new Map<number, Expression>();
  /** `#starts[l]` is the first entry of level l. */
  readonly #starts: number[] = [0];
  #isFull = false;
  /** The last level that was tried to its end. */
  #completed = 0;

  /**
   * @param most entries; each takes 8 bytes a case, and 16 more.
   * @param mostUndefined how many of an entry's values may be NaN or infinite.
   */
  constructor(kernel: Kernel, grammar: Grammar, cases: CaseTable, most: number, mostUndefined = 0) {
    this.kernel = kernel;
    this.#grammar = grammar;
    this.#byOpcode = new Map(grammar.operations.map((each) => [each.opcode, each]));
    this.#caseCount = cases.count;
    const padded = Math.ceil(cases.count / 8) * 8;
    kernel.configureBank(padded, most, mostUndefined, negligible(cases));
  }

  get size(): number {
    return this.kernel.bankSize.value;
  }

  /** The entry's values, one a case: a view that later growth of the memory may detach. */
  column(id: number): Float64Array {
    return new Float64Array(this.kernel.memory.buffer, this.kernel.columnAt(id), this.#caseCount);
  }

  /** Fills the bank, level by level; yields how many combinations it tried since the last yield. */
  *growth(): Generator<number, void, void> {
    const { operations, leaves } = this.#grammar;
    const dearest = Math.max(...operations.map(({ cost }) => cost));
    /** Above this level there is nothing left to combine. */
    let last = Math.max(...leaves.map(({ cost }) => cost));
    for (let next = 1; next <= last && !this.#isFull; next++) {
      this.#starts[next] = this.size;
      yield this.#counted(() => this.#offerLeaves(next));
      for (const operation of operations) yield* this.#apply(operation, next);
      if (this.size > this.#starts[next]!) last = Math.max(last, 2 * next + dearest);
      if (!this.#isFull) this.#completed = next;
    }
  }

  /** The first entry that an operation was not yet tried on beside `id`: what it costs is too much. */
  firstUntriedWith(id: number, operation: Operation): number {
    const level = this.#starts.findLastIndex((start) => start <= id);
    const partnerLevel = this.#completed - operation.cost - level + 1;
    return partnerLevel < 1 ? 0 : (this.#starts[partnerLevel] ?? this.size);
  }

  #offerLeaves(next: number): number {
    for (const [place, leaf] of this.#grammar.leaves.entries()) {
      if (leaf.cost === next) this.#offerLeaf(place, leaf.column);
    }
    return 1;
  }

  #offerLeaf(place: number, column: Float64Array): void {
    const padded = Math.ceil(this.#caseCount / 8) * 8;
    const target = new Float64Array(
      this.kernel.memory.buffer,
      this.kernel.columnAt(this.size),
      padded,
    );
    target.fill(column[0]!);
    target.set(column);
    this.kernel.offer(leafOperation, place, place);
  }

  /** Entries of one level: from, and before. */
  #range(of: number): readonly [number, number] {
    return of < 1 ? [0, 0] : [this.#starts[of]!, this.#starts[of + 1]!];
  }

  *#apply(operation: Operation, next: number): Generator<number, void, void> {
    const rest = next - operation.cost;
    if (operation.arity === 1) {
      const [from, to] = this.#range(rest);
      if (from < to) yield this.#counted(() => this.kernel.applyRow(operation.opcode, from, to));
      return;
    }
    for (let leftLevel = 1; leftLevel < rest; leftLevel++) {
      const rightLevel = rest - leftLevel;
      if (operation.commutative && rightLevel > leftLevel) continue;
      const [leftFrom, leftTo] = this.#range(leftLevel);
      const [from, to] = this.#range(rightLevel);
      const isTriangle = operation.commutative && rightLevel === leftLevel;
      if (from === to) continue;
      for (let left = leftFrom; left < leftTo; left++) {
        const end = isTriangle ? left + 1 : to;
        yield this.#counted(() => this.kernel.combineRow(operation.opcode, left, from, end));
        if (this.#isFull) return;
      }
    }
  }

  #counted(row: () => number): number {
    const before = this.kernel.bankConsidered.value;
    if (row() === 0) this.#isFull = true;
    return this.kernel.bankConsidered.value - before;
  }

  /** How the entry is built. */
  expression(id: number): Expression {
    const known = this.#expressions.get(id);
    if (known !== undefined) return known;
    const view = new DataView(this.kernel.memory.buffer);
    const op = view.getUint8(this.kernel.opsAt() + id);
    const left = view.getInt32(this.kernel.leftsAt() + 4 * id, true);
    const right = view.getInt32(this.kernel.rightsAt() + 4 * id, true);
    const built = this.#built(op, left, right);
    this.#expressions.set(id, built);
    return built;
  }

  #built(op: number, left: number, right: number): Expression {
    if (op === leafOperation) return this.#grammar.leaves[left]!.expression;
    const operation = this.#byOpcode.get(op)!;
    return operation.arity === 1
      ? operation.build(this.expression(left))
      : operation.build(this.expression(left), this.expression(right));
  }
}

/** What counts as zero: far below the smallest number that the cases hold. */
function negligible(cases: CaseTable): number {
  const sizes = [...cases.columns, cases.target]
    .flatMap((column) => [...column])
    .map(Math.abs)
    .filter((size) => size > 0);
  return 1e-13 * Math.min(1, leastOf(sizes));
}

/** Combining two entries is choosing one production, and running it on every case. */
export function consideredByGrowth(combinations: number, fresh: number): Considered {
  return {
    ...consideredAgain(combinations),
    distinct: combinations,
    runOnOne: combinations,
    runOnAll: combinations,
    new: fresh,
  };
}

/**
 * What growth comes to in a bank beside the enumerating generator's: the same programs come first
 * there, so that none of them is counted as one more.
 */
export function consideredAgain(combinations: number): Considered {
  return { ...nothingConsidered, tokens: combinations, generated: combinations };
}
