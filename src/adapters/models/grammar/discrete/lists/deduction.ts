import { addConsidered, nothingConsidered } from '../../../../../domain/considered.ts';
import { elementType, sameValue } from '../../../../../domain/value.ts';
import type { ExampleProblem, Generator, GeneratorFactory, Harvest } from '../../generator.ts';
import { evaluate } from '../../language/evaluate.ts';
import { type Expression, keyOf, nodeCount } from '../../language/expression.ts';
import { simplify } from '../../language/simplify.ts';
import { costOf } from '../../language/cost.ts';
import { joined } from './extensions.ts';
import { type Hypothesis, hypothesesOf } from './hypotheses.ts';
import { sourcesOf } from './sources.ts';
import { type Outlook, textOutlook } from './text-parts.ts';

const mostBranches = 10;
/** A branch is not woken for less work than this. */
const leastWork = 500;

/** A hypothesis under work. */
interface Branch {
  readonly hypothesis: Hypothesis;
  readonly weight: number;
  /** Work that it is owed. */
  credit: number;
  search: Generator | undefined;
  exhausted: boolean;
}

/**
 * Programs whose result is a list, or a text of parts, from the outside in: guesses what the outermost step does to
 * a list at hand and searches for the function on its elements, or for what is added to it, as a
 * problem of its own. Its counts are those of these searches, and its own completions.
 */
export class Deduction implements Generator {
  readonly name = 'deduction';
  readonly #problem: ExampleProblem;
  readonly #begin: GeneratorFactory;
  readonly #seed: number;
  readonly #branches: readonly Branch[];
  readonly #seen = new Set<string>();
  /** Whole programs that are waiting for the first advance. */
  #known: readonly Expression[];

  constructor(problem: ExampleProblem, seed: number, begin: GeneratorFactory, outlook: Outlook) {
    const { known, hypotheses } = outlook;
    this.#known = known;
    this.#problem = problem;
    this.#begin = begin;
    this.#seed = seed;
    this.#branches = hypotheses.slice(0, mostBranches).map((hypothesis) => ({
      hypothesis,
      weight: 1 / hypothesis.cost ** 2,
      credit: 0,
      search: undefined,
      exhausted: false,
    }));
  }

  advance(quota: number): Harvest {
    const open = this.#branches.filter(({ exhausted }) => !exhausted);
    const whole = open.reduce((sum, { weight }) => sum + weight, 0);
    let { findings, considered } = this.#hand(this.#known);
    this.#known = [];
    const sleeping = open.find(({ search }) => search === undefined);
    if (sleeping !== undefined) sleeping.credit = leastWork;
    for (const branch of open) {
      branch.credit += (quota * branch.weight) / whole;
      if (branch.credit < leastWork) continue;
      const harvest = this.#advance(branch);
      findings = [...findings, ...harvest.findings];
      considered = addConsidered(considered, harvest.considered);
    }
    return {
      findings: findings.toSorted((left, right) => costOf(left.program) - costOf(right.program)),
      considered,
      exhausted: this.#branches.every(({ exhausted }) => exhausted),
    };
  }

  #advance(branch: Branch): Harvest {
    branch.search ??= this.#begin(branch.hypothesis.rest, this.#seed);
    if (branch.search === undefined) {
      branch.exhausted = true;
      return { findings: [], considered: nothingConsidered, exhausted: true };
    }
    const harvest = branch.search.advance(Math.floor(branch.credit));
    branch.credit = 0;
    branch.exhausted = harvest.exhausted;
    const wholes = harvest.findings
      .filter(({ error }) => error === 0)
      .flatMap(({ program }) => branch.hypothesis.complete(program));
    const { findings, considered } = this.#hand(wholes);
    return {
      findings,
      considered: addConsidered(harvest.considered, considered),
      exhausted: harvest.exhausted,
    };
  }

  /** Those of the programs that are new and agree with every example. */
  #hand(programs: readonly Expression[]): Omit<Harvest, 'exhausted'> {
    const fresh = programs.filter((program) => this.#isFresh(program));
    const right = fresh.filter((program) => this.#agrees(program));
    return {
      findings: right.map((program) => ({ program: simplify(program), error: 0 })),
      considered: {
        ...nothingConsidered,
        tokens: fresh.reduce((sum, program) => sum + nodeCount(program), 0),
        generated: fresh.length,
        distinct: fresh.length,
        runOnOne: fresh.length,
        runOnAll: right.length,
      },
    };
  }

  #isFresh(program: Expression): boolean {
    const key = keyOf(program);
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }

  #agrees(program: Expression): boolean {
    const { examples, tolerance } = this.#problem;
    return examples.every(({ args, result }) =>
      sameValue(evaluate(program, args), result, tolerance),
    );
  }
}

/** Deduction with `begin` as the search for what a hypothesis leaves open. */
export const deductionBy =
  (begin: GeneratorFactory): GeneratorFactory =>
  (problem, seed) => {
    const outlook = problem.examples.length === 0 ? undefined : outlookOf(problem);
    const isOpen = outlook !== undefined && outlook.known.length + outlook.hypotheses.length > 0;
    return isOpen ? new Deduction(problem, seed, begin, outlook) : undefined;
  };

function outlookOf(problem: ExampleProblem): Outlook | undefined {
  if (problem.result === 'string') return textOutlook(problem);
  if (elementType(problem.result) === undefined) return undefined;
  const sources = sourcesOf(problem);
  return { known: joined(problem, sources), hypotheses: hypothesesOf(problem, sources) };
}
