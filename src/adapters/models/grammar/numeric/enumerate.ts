import { nothingConsidered } from '../../../../domain/considered.ts';
import type { Expression } from '../language/expression.ts';
import type { ExampleProblem, Generator } from '../generator.ts';
import { Admission } from './admission.ts';
import { arithmeticFor } from './arithmetic.ts';
import { Bank, consideredAgain, consideredByGrowth } from './bank.ts';
import { Basket, steppedGenerator } from './harvesting.ts';
import type { Steps } from './harvesting.ts';
import { coreOf } from './core.ts';
import { caseTable, isNumeric } from './cases.ts';
import type { CaseTable } from './cases.ts';
import { Goal, mappings } from './goal.ts';
import { dialectsOf, grammarFor, isWhole } from './grammar.ts';
import type { Grammar } from './grammar.ts';
import { openKernel } from './kernel.ts';
import { linearCombination } from './linear.ts';
import { loadPrograms } from './programs.ts';

/** Entries of a bank for a part of the grammar, and for the whole. */
const dialectEntries = 4000;
const mostEntries = 60_000;

/** An entry must explain so much more than all before it to be worth finishing. */
const progress = 0.97;
/** What is unexplained by an exact entry, relative to the target's spread. */
const exactShare = 1e-18;
/** Exact entries of one bank that are finished. */
const mostExact = 12;

/** Operations of the last level: sums and differences are left to the joins. */
const fusedOpcodes = new Set([2, 3, 6, 7, 15, 16, 17, 8, 9, 10]);
const goalMappings = [mappings.square, mappings.logarithm, mappings.exponential];

/**
 * Bottom-up enumeration in order of cost with observational equivalence, first of parts of the
 * grammar, then of all of it; at last every combination of two entries, which is not stored.
 */
class EnumerateSearch {
  readonly basket: Basket;
  readonly #problem: ExampleProblem;
  readonly #cases: CaseTable;
  readonly #admission: Admission;
  readonly #arithmetic;

  constructor(problem: ExampleProblem) {
    this.#problem = problem;
    this.#cases = caseTable(problem);
    this.#admission = new Admission(problem);
    this.basket = new Basket(this.#admission);
    this.#arithmetic = arithmeticFor(isWhole(problem));
  }

  *search(): Steps {
    const grammar = grammarFor(this.#problem, this.#cases);
    for (const dialect of dialectsOf(grammar, this.#problem)) {
      yield* this.#fill(this.#openBank(dialect, dialectEntries), consideredAgain);
    }
    const bank = this.#openBank(grammar, mostEntries);
    yield* this.#fill(bank, consideredByGrowth);
    yield* this.#fuse(bank, grammar);
  }

  #openBank(grammar: Grammar, most: number): Bank {
    const kernel = openKernel();
    loadPrograms(kernel, this.#cases, []);
    return new Bank(kernel, grammar, this.#cases, most);
  }

  /** Grows a bank to its end, and finishes what explains more than all before. */
  *#fill(bank: Bank, consideredBy: typeof consideredByGrowth): Steps {
    const { kernel } = bank;
    const exact = exactShare * this.#spread();
    let bar = Infinity;
    let from = 0;
    let exactCount = 0;
    for (const combinations of bank.growth()) {
      this.basket.count(consideredBy(combinations, bank.size - from));
      let id = kernel.findBetter(from, bar);
      while (id >= 0) {
        const error = kernel.foundError.value;
        if (error <= exact && ++exactCount >= mostExact) bar = -1;
        else bar = Math.max(error * progress, 2 * exact);
        this.#finish(bank.expression(id));
        id = kernel.findBetter(id + 1, bar);
      }
      from = bank.size;
      yield combinations;
    }
  }

  #spread(): number {
    const { target, count } = this.#cases;
    const mean = target.reduce((sum, value) => sum + value, 0) / count;
    return target.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  }

  /** The program itself, and its best multiple and shift. */
  #finish(program: Expression): void {
    this.basket.propose(program);
    const scaled = linearCombination([coreOf(program)], this.#admission, this.#arithmetic);
    this.basket.propose(scaled);
  }

  /** Runs every combination of two entries on eight cases, those of cheap entries first. */
  *#fuse(bank: Bank, grammar: Grammar): Steps {
    const { kernel } = bank;
    const target = Goal.of(this.#admission);
    const goals = [target, ...goalMappings.map((each) => target.mapped(each))].filter(
      (goal) => goal.isDefined,
    );
    const sketches = kernel.allocate(64 * goals.length);
    const memory = new Float64Array(kernel.memory.buffer, sketches, 8 * goals.length);
    for (const [place, goal] of goals.entries()) memory.set(this.#sketch(goal), 8 * place);
    const operations = grammar.operations.filter(({ opcode }) => fusedOpcodes.has(opcode));
    for (let last = 0; last < bank.size; last++) {
      for (const operation of operations) {
        const { opcode, commutative, build } = operation;
        const first = Math.min(bank.firstUntriedWith(last, operation), last + 1);
        kernel.fuseRow(opcode, last, first, last + 1, sketches, goals.length);
        this.#proposeFused(bank, build, goals, false);
        if (!commutative) {
          kernel.fuseColumn(opcode, last, first, last, sketches, goals.length);
          this.#proposeFused(bank, build, goals, true);
        }
        const partners = last + 1 - first;
        const pairs = commutative ? partners : Math.max(0, 2 * partners - 1);
        this.#countFused(pairs);
        yield pairs / 8;
      }
    }
  }

  /** The goal on the first eight cases, centred and of length one. */
  #sketch(goal: Goal): Float64Array {
    const { examples } = this.#cases;
    const values = Float64Array.from(
      { length: 8 },
      (_, at) => goal.target[examples[at] ?? examples[0]!]!,
    );
    const mean = values.reduce((sum, value) => sum + value, 0) / 8;
    const length = Math.hypot(...values.map((value) => value - mean)) || 1;
    return values.map((value) => (value - mean) / length);
  }

  #countFused(pairs: number): void {
    this.basket.count({
      ...nothingConsidered,
      tokens: pairs,
      generated: pairs,
      distinct: pairs,
      runOnOne: pairs,
    });
  }

  #proposeFused(
    bank: Bank,
    build: (...args: Expression[]) => Expression,
    goals: readonly Goal[],
    isSwapped: boolean,
  ): void {
    const count = Math.min(8, bank.kernel.hitCount.value);
    const { buffer } = bank.kernel.memory;
    const hits = new Int32Array(buffer, bank.kernel.hitAt(), 4 * count).slice();
    for (let hit = 0; hit < count; hit++) {
      const [last, other, place] = hits.subarray(4 * hit, 4 * hit + 3);
      const pair = [bank.expression(last!), bank.expression(other!)];
      const feature = build(...(isSwapped ? pair.toReversed() : pair));
      const goal = goals[place!]!;
      const part = linearCombination([feature], goal, this.#arithmetic);
      if (part === undefined || goal.distanceOf(goal.values(part)) > 1e-6) continue;
      for (const program of goal.restore(part)) this.basket.propose(program);
    }
  }
}

/** Enumerates; declines what is not all numbers. */
export function enumerateGenerator(problem: ExampleProblem): Generator | undefined {
  return isNumeric(problem) ? openSearch(problem) : undefined;
}

function openSearch(problem: ExampleProblem): Generator {
  const search = new EnumerateSearch(problem);
  return steppedGenerator('enumerate', search.basket, search.search());
}
