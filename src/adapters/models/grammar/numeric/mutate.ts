import { seededRandom } from '../../../system/seeded-random.ts';
import type { Random } from '../../../../ports/random.ts';
import type { Expression } from '../language/expression.ts';
import type { ExampleProblem, Finding, Generator, Harvest } from '../generator.ts';
import { Admission } from './admission.ts';
import { arithmeticFor } from './arithmetic.ts';
import { Breeding } from './breeding.ts';
import type { Code } from './breeding.ts';
import { coreOf } from './core.ts';
import { caseTable, isNumeric } from './cases.ts';
import { fitConstants, writeFitted } from './fit-constants.ts';
import { Front } from './front.ts';
import type { Ranked } from './front.ts';
import { decode, grammarFor, isWhole } from './grammar.ts';
import type { Grammar } from './grammar.ts';
import { openKernel } from './kernel.ts';
import type { Kernel } from './kernel.ts';
import { linearCombination } from './linear.ts';
import { Notable } from './notable.ts';
import { loadPrograms } from './programs.ts';
import { Skeleton } from './skeleton.ts';

/** The longest program that is bred. */
const longest = 40;
/** Programs that a front starts with. */
const founders = 400;
/** Elites that leave the inner loop in one advance. */
const finalists = 4;
/** To what share of the best before the unexplained must fall to be worth fitting constants. */
const progress = 0.8;
/** After so many children in a row that were seen before, there is nothing new to be had. */
const mostRepeats = 50_000;
/** After so many children without a better one than all before, a new front is founded. */
const patience = 60_000;

/** Mutation and crossover of the programs on the front of error against size. */
class MutateGenerator implements Generator {
  readonly name = 'mutate';
  readonly #problem: ExampleProblem;
  readonly #kernel: Kernel;
  readonly #grammar: Grammar;
  readonly #admission: Admission;
  readonly #notable: Notable;
  readonly #arithmetic;
  readonly #random: Random;
  readonly #breeding: Breeding;
  #front = new Front(longest);
  #founded = 0;
  #idle = 0;
  #best = Infinity;
  /** What a program must leave unexplained at most for its constants to be fitted. */
  #refitBar = Infinity;
  #fresh: Ranked[] = [];
  /** Children in a row that were seen before. */
  #repeats = 0;
  #generated = 0;
  #distinct = 0;
  #runOnAll = 0;
  #new = 0;

  constructor(problem: ExampleProblem, seed: number) {
    this.#problem = problem;
    this.#kernel = openKernel();
    const cases = caseTable(problem);
    this.#grammar = grammarFor(problem, cases);
    loadPrograms(this.#kernel, cases, this.#grammar.leaves);
    this.#admission = new Admission(problem);
    this.#notable = new Notable(longest, cases.target);
    this.#arithmetic = arithmeticFor(isWhole(problem));
    this.#random = seededRandom(`${seed}/mutate`);
    this.#breeding = new Breeding(this.#grammar, this.#random);
  }

  advance(quota: number): Harvest {
    this.#fresh = [];
    this.#breeding.chosen = this.#generated = this.#distinct = this.#runOnAll = this.#new = 0;
    while (this.#generated < quota && this.#repeats <= mostRepeats) this.#breed();
    this.#fresh.sort((left, right) => left.unexplained - right.unexplained);
    const findings = this.#fresh
      .slice(0, finalists)
      .filter(({ code, unexplained: rest }) => this.#notable.accepts(code.length, rest))
      .flatMap(({ code, unexplained }) => this.#finish(code, unexplained));
    const considered = {
      tokens: this.#breeding.chosen,
      generated: this.#generated,
      distinct: this.#distinct,
      runOnOne: this.#distinct,
      runOnAll: this.#runOnAll,
      new: this.#new,
      covered: 0,
    };
    return { findings, considered, exhausted: this.#repeats > mostRepeats };
  }

  #breed(): void {
    this.#generated++;
    this.#repeats++;
    if (this.#founded < founders) {
      this.#founded++;
      this.#consider(this.#breeding.fresh(2 + this.#random.below(12)));
      return;
    }
    const parents = this.#front.all;
    const pick = () => parents[this.#random.below(parents.length)]!.code;
    if (parents.length > 0) this.#consider(this.#breeding.child(pick(), pick()));
    if (parents.length === 0 || ++this.#idle > patience) this.#refound();
  }

  #refound(): void {
    this.#front = new Front(longest);
    this.#founded = 0;
    this.#idle = 0;
    this.#best = Infinity;
    this.#refitBar = Infinity;
  }

  #consider(code: Code): void {
    const bar = this.#front.bar(code.length);
    if (bar === -Infinity) return;
    const at = this.#kernel.codeAt();
    new Uint8Array(this.#kernel.memory.buffer, at, code.length).set(code);
    if (!this.#kernel.isNewProgram(at, code.length)) return;
    this.#distinct++;
    this.#repeats = 0;
    if (!(this.#kernel.screen(at, code.length) < bar)) return;
    this.#runOnAll++;
    const unexplained = this.#kernel.score(at, code.length);
    if (!(unexplained < bar) || !this.#front.add({ code, unexplained })) return;
    this.#new++;
    this.#fresh.push({ code, unexplained });
    if (unexplained < this.#best) {
      this.#best = unexplained;
      this.#idle = 0;
    }
  }

  /** The program, its best multiple and shift, and, of the best so far, all constants fitted. */
  #finish(code: Code, unexplained: number): Finding[] {
    const program = decode(code, this.#grammar);
    const scaled = linearCombination([coreOf(program)], this.#admission, this.#arithmetic);
    const isRefitted = unexplained < this.#refitBar && scaled !== undefined;
    if (isRefitted) this.#refitBar = unexplained * progress;
    return [program, scaled, isRefitted ? this.#refitted(scaled) : undefined]
      .filter((candidate) => candidate !== undefined)
      .map((candidate) => this.#admission.admit(candidate))
      .filter((finding) => finding !== undefined);
  }

  #refitted(program: Expression): Expression | undefined {
    if (isWhole(this.#problem)) return undefined;
    const skeleton = Skeleton.ofLiterals(program, this.#problem.params.length);
    const fitted = skeleton.start.length > 0 && fitConstants(skeleton, this.#problem);
    return fitted ? writeFitted(fitted, this.#problem, this.#arithmetic) : undefined;
  }
}

/** Breeds; declines what is not all numbers. */
export function mutateGenerator(problem: ExampleProblem, seed: number): Generator | undefined {
  return isNumeric(problem) ? new MutateGenerator(problem, seed) : undefined;
}
