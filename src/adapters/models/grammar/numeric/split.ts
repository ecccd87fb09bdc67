import { sameValue } from '../../../../domain/value.ts';
import { parameter } from '../language/expression.ts';
import type { ExampleProblem, Generator } from '../generator.ts';
import { Admission } from './admission.ts';
import { arithmeticFor } from './arithmetic.ts';
import { Bank, consideredAgain } from './bank.ts';
import { Basket, steppedGenerator } from './harvesting.ts';
import type { Steps } from './harvesting.ts';
import { caseTable, isNumeric } from './cases.ts';
import type { CaseTable } from './cases.ts';
import { conditionsOver } from './condition.ts';
import type { Valued } from './condition.ts';
import { casesWhere, firstCases, isEmpty, keyOfSet } from './cover.ts';
import type { CaseSet } from './cover.ts';
import { DecisionTrees } from './decision-tree.ts';
import type { Piece } from './decision-tree.ts';
import { grammarFor, isWhole } from './grammar.ts';
import { openKernel } from './kernel.ts';
import { linearPieces } from './linear-pieces.ts';
import { loadPrograms } from './programs.ts';

/** Entries of the bank in the rounds of the search, and conditions in a row. */
const rounds = [
  { entries: 60, depth: 1 },
  { entries: 300, depth: 2 },
  { entries: 2000, depth: 3 },
  { entries: 12_000, depth: 4 },
] as const;
const mostEntries = 12_000;
/** Programs that conditions are made of. */
const mostCompared = 60;

/**
 * Targets in pieces: which programs of a bank are right for some of the cases, and which smallest
 * tree of conditions sends every case to one that is right for it?
 */
class SplitSearch {
  readonly basket: Basket;
  readonly #problem: ExampleProblem;
  readonly #cases: CaseTable;
  readonly #bank: Bank;
  readonly #growth;
  readonly #admission: Admission;
  readonly #pieces = new Map<string, Piece>();
  #next = 0;

  constructor(problem: ExampleProblem) {
    this.#problem = problem;
    this.#cases = caseTable(problem);
    const kernel = openKernel();
    loadPrograms(kernel, this.#cases, []);
    const grammar = grammarFor(problem, this.#cases);
    this.#bank = new Bank(kernel, grammar, this.#cases, mostEntries, this.#cases.count - 1);
    this.#growth = this.#bank.growth();
    this.#admission = new Admission(problem);
    this.basket = new Basket(this.#admission);
  }

  *search(): Steps {
    const all = firstCases(this.#cases.count);
    const fitted = [...this.#constantPieces(), ...this.#fittedPieces()];
    yield this.#cases.count;
    for (const { entries, depth } of rounds) {
      yield* this.#grow(entries);
      this.#collectPieces();
      const pieces = [...fitted, ...this.#pieces.values()];
      const trees = new DecisionTrees(pieces, conditionsOver(this.#compared(), all));
      for (let conditions = 1; conditions <= depth; conditions++) {
        for (const program of trees.settle(all, conditions)) this.basket.propose(program);
        this.basket.cover(trees.decided);
        yield trees.decided / 64;
        trees.decided = 0;
      }
    }
  }

  *#grow(size: number): Steps {
    while (this.#bank.size < size) {
      const step = this.#growth.next();
      if (step.done === true) return;
      this.basket.count(consideredAgain(step.value));
      yield step.value;
    }
  }

  /** The first programs of the bank, the cheapest first. */
  #compared(): Valued[] {
    return Array.from({ length: Math.min(mostCompared, this.#bank.size) }, (_, id) => ({
      expression: this.#bank.expression(id),
      values: this.#bank.column(id).slice(),
    }));
  }

  /** The cheapest entry for each set of cases that entries are right for. */
  #collectPieces(): void {
    for (; this.#next < this.#bank.size; this.#next++) {
      const cases = this.#rightFor(this.#bank.column(this.#next));
      const key = keyOfSet(cases);
      if (isEmpty(cases) || this.#pieces.has(key)) continue;
      this.#pieces.set(key, { expression: this.#bank.expression(this.#next), cases });
    }
  }

  #rightFor(values: Float64Array): CaseSet {
    const { target, count } = this.#cases;
    const { tolerance } = this.#problem;
    return casesWhere(count, (at) => sameValue(values[at]!, target[at]!, tolerance));
  }

  /** The results that come back more than once. */
  #constantPieces(): Piece[] {
    const { target, count } = this.#cases;
    const { number } = arithmeticFor(isWhole(this.#problem));
    return [...new Set(target)]
      .filter((value) => value === 0 || target.indexOf(value) !== target.lastIndexOf(value))
      .map((value) => ({
        expression: number(value),
        cases: this.#rightFor(new Float64Array(count).fill(value)),
      }));
  }

  /** Linear functions of the parameters that hold for a run of neighbouring cases. */
  #fittedPieces(): Piece[] {
    const parameters = this.#problem.params.map((type, index) => parameter(index, type));
    const arithmetic = arithmeticFor(isWhole(this.#problem));
    return linearPieces(this.#problem, parameters, arithmetic).map((expression) => {
      const values = this.#admission.values(expression);
      const onCases = Float64Array.from(this.#cases.examples, (example) => values[example]!);
      return { expression, cases: this.#rightFor(onCases) };
    });
  }
}

/** Splits; declines what is not all numbers, and what one case alone decides. */
export function splitGenerator(problem: ExampleProblem): Generator | undefined {
  return isNumeric(problem) && problem.examples.length > 1 ? openSearch(problem) : undefined;
}

function openSearch(problem: ExampleProblem): Generator {
  const search = new SplitSearch(problem);
  return steppedGenerator('split', search.basket, search.search());
}
