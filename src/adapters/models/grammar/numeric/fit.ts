import { nodeCount } from '../language/expression.ts';
import type { Expression } from '../language/expression.ts';
import type { ExampleProblem, Generator } from '../generator.ts';
import { Admission } from './admission.ts';
import { arithmeticFor } from './arithmetic.ts';
import { Bank, consideredAgain } from './bank.ts';
import { Basket, steppedGenerator } from './harvesting.ts';
import type { Steps } from './harvesting.ts';
import { caseTable, isNumeric } from './cases.ts';
import type { CaseTable } from './cases.ts';
import { fitConstants, writeFitted } from './fit-constants.ts';
import { grammarFor, isWhole } from './grammar.ts';
import { openKernel } from './kernel.ts';
import { loadPrograms } from './programs.ts';
import { Skeleton } from './skeleton.ts';

/** Shapes that are tried, in order of cost. */
const mostShapes = 20_000;
/** A fit must lower the sum of squares to this share of the best before to be worth writing. */
const progress = 0.9;
/** The cost of a fit, in programs. */
const fitCost = 3000;

/**
 * Laws with unknown constants: every program without literals, in order of cost, gets constants
 * where it may want them, and these are fitted. What fits better than all simpler ones is written
 * down.
 */
class FitSearch {
  readonly basket: Basket;
  readonly #problem: ExampleProblem;
  readonly #bank: Bank;
  readonly #arithmetic;

  constructor(problem: ExampleProblem) {
    this.#problem = problem;
    const cases: CaseTable = caseTable(problem);
    const grammar = grammarFor(problem, cases);
    const leaves = grammar.leaves.filter(({ expression }) => expression.kind === 'parameter');
    const kernel = openKernel();
    loadPrograms(kernel, cases, []);
    this.#bank = new Bank(kernel, { ...grammar, leaves }, cases, mostShapes);
    this.basket = new Basket(new Admission(problem));
    this.#arithmetic = arithmeticFor(isWhole(problem));
  }

  *search(): Steps {
    let bar = Infinity;
    let from = 0;
    for (const combinations of this.#bank.growth()) {
      this.basket.count(consideredAgain(combinations));
      for (; from < this.#bank.size; from++) {
        const squares = this.#fit(this.#bank.expression(from), bar);
        bar = Math.min(bar, squares * progress);
        yield fitCost;
      }
      yield combinations;
    }
  }

  /** Fits one shape and proposes it where it is better than the bar. */
  #fit(shape: Expression, bar: number): number {
    const skeleton = Skeleton.ofShape(shape, this.#problem.params.length);
    const fitted = fitConstants(skeleton, this.#problem);
    if (fitted === undefined) return Infinity;
    this.#countFit(nodeCount(shape) + 2 * skeleton.start.length);
    if (!(fitted.squares < bar)) return Infinity;
    this.basket.propose(writeFitted(fitted, this.#problem, this.#arithmetic));
    return fitted.squares;
  }

  /** A shape with the constants that fit it best counts as one program. */
  #countFit(tokens: number): void {
    const once = { generated: 1, distinct: 1, runOnOne: 1, runOnAll: 1, new: 1, covered: 0 };
    this.basket.count({ ...once, tokens });
  }
}

/** Fits constants; declines what is not all numbers, or whole numbers alone. */
export function fitGenerator(problem: ExampleProblem): Generator | undefined {
  return isNumeric(problem) && !isWhole(problem) ? openSearch(problem) : undefined;
}

function openSearch(problem: ExampleProblem): Generator {
  const search = new FitSearch(problem);
  return steppedGenerator('fit', search.basket, search.search());
}
