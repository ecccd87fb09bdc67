import type { Example } from '../../../../domain/function.ts';
import type { ExampleProblem, Generator as Source, Harvest } from '../generator.ts';
import { evaluate } from '../language/evaluate.ts';
import type { Operator } from '../language/operator.ts';
import { operatorById } from '../language/operators/index.ts';
import { textConcat } from '../language/operators/text.ts';
import { chooseActive, mostActive } from './active.ts';
import type { Bank } from './bank.ts';
import { Enumerator, type Application } from './enumerate.ts';
import { Findings } from './findings.ts';
import { Goal } from './goal.ts';
import { Memo } from './memo.ts';
import { Meter } from './meter.ts';
import type { Production } from './production.ts';
import { Workshop, type Recipe } from './recipe.ts';
import { Split, type Tree } from './split.ts';
import { TextJoin, type Joined } from './text-join.ts';
import { ValueTable } from './values.ts';
import { vocabularyOf, type Vocabulary } from './vocabulary.ts';

const firstActive = 8;
const bankCapacity = 300_000;
const valueCapacity = 600_000;
const variationsKept = 4;
const mostLeaves = 6;

/**
 * Programs over strings, numbers, booleans and lists that agree with every example: cost-ordered
 * enumeration, and between its levels goal joins and decision trees over what it holds. It works
 * on a few active examples; one that a program fails on becomes active, and the enumeration
 * starts over (counterexample-guided synthesis; Solar-Lezama 2008).
 */
export class Engine implements Source {
  readonly name = 'discrete';
  readonly #problem: ExampleProblem;
  readonly #vocabulary: Vocabulary;
  readonly #values = new ValueTable(valueCapacity);
  readonly #memo = new Memo();
  readonly #meter = new Meter();
  readonly #findings: Findings;
  readonly #steps: Generator<void, void>;
  #exhausted = false;

  constructor(problem: ExampleProblem, productions: readonly Production[]) {
    this.#problem = problem;
    this.#vocabulary = vocabularyOf(productions, problem.result);
    this.#findings = new Findings(problem, this.#meter);
    this.#steps = this.#search();
  }

  advance(quota: number): Harvest {
    this.#meter.grant(quota);
    while (!this.#exhausted && !this.#meter.spent)
      this.#exhausted = this.#steps.next().done === true;
    return {
      findings: this.#findings.take(),
      considered: this.#meter.take(),
      exhausted: this.#exhausted,
    };
  }

  *#search(): Generator<void, void> {
    const active = chooseActive(this.#problem.examples, firstActive);
    for (;;) {
      const pass = new Pass(this.#problem, active, {
        vocabulary: this.#vocabulary,
        values: this.#values,
        memo: this.#memo,
        meter: this.#meter,
        findings: this.#findings,
      });
      yield* pass.run();
      const failed = pass.counterexample;
      if (failed < 0 || this.#findings.full) return;
      active.push(failed);
    }
  }
}

interface Tools {
  readonly vocabulary: Vocabulary;
  readonly values: ValueTable;
  readonly memo: Memo;
  readonly meter: Meter;
  readonly findings: Findings;
}

/** One enumeration over a fixed choice of active examples. */
class Pass {
  /** An example that a program failed which agreed with all active ones; −1 while there is none. */
  counterexample = -1;
  readonly #tools: Tools;
  readonly #goal: Goal;
  readonly #enumerator: Enumerator;
  readonly #workshop: Workshop;
  readonly #split: Split | undefined;
  readonly #join: TextJoin | undefined;
  readonly #branch: Operator | undefined;
  readonly #mayGrow: boolean;
  #rounds = 0;

  constructor(problem: ExampleProblem, active: readonly number[], tools: Tools) {
    this.#tools = tools;
    const { vocabulary, values, memo, meter } = tools;
    const cases = active.map((index) => problem.examples[index]!);
    this.#mayGrow = active.length < Math.min(mostActive, problem.examples.length);
    const exact = problem.result !== 'number' && problem.result !== 'number[]';
    const results = cases.map(({ result }) => result);
    this.#goal = new Goal(results, vocabulary.goals, problem.tolerance, exact, values);
    this.#enumerator = new Enumerator({
      vocabulary,
      values,
      memo,
      meter,
      goal: this.#goal,
      leaves: leafColumns(vocabulary, values, cases),
      capacity: bankCapacity,
      everyCase: active.length === problem.examples.length,
      listener: {
        wants: (mask, cost) => this.#wants(mask, cost),
        hear: (application, mask) => this.#hear(application, mask),
      },
    });
    this.#workshop = new Workshop(vocabulary, this.#enumerator.banks);
    this.#branch = operatorById.get(
      problem.result === 'string' ? 'text.if' : `${problem.result}.if`,
    );
    const conditions = this.#bankOf('boolean');
    if (conditions !== undefined && this.#branch !== undefined) {
      this.#split = new Split(this.#goal.all, conditions, meter);
    }
    const texts = this.#bankOf('string');
    if (problem.result === 'string' && texts !== undefined) {
      this.#join = new TextJoin(
        vocabulary.types.indexOf('string'),
        texts,
        this.#goal,
        values,
        meter,
      );
    }
  }

  *run(): Generator<void, void> {
    const { meter, findings } = this.#tools;
    meter.startPass();
    const began = meter.work;
    let pausedAt = began;
    while (!this.#enumerator.exhausted && !this.#over(findings)) {
      meter.alarm = meter.work + Math.max(10_000, (meter.work - began) / 2);
      for (const _ of this.#enumerator.level()) {
        if (meter.spent) yield;
        if (this.#over(findings)) return;
        if (meter.work - pausedAt > Math.max(10_000, (meter.work - began) / 2)) {
          yield* this.#compose(Math.max(4_000, (meter.work - pausedAt) / 2));
          pausedAt = meter.work;
          meter.alarm = meter.work + Math.max(10_000, (meter.work - began) / 2);
        }
      }
      meter.alarm = Infinity;
      yield* this.#compose(Math.max(4_000, (meter.work - pausedAt) / 2));
      pausedAt = meter.work;
    }
  }

  #over(findings: Findings): boolean {
    return findings.full || this.counterexample >= 0;
  }

  /** Joins and decision trees over what the banks hold now. */
  *#compose(work: number): Generator<void, void> {
    this.#rounds += 1;
    yield* this.#joins(work);
    yield* this.#trees(work);
  }

  *#joins(work: number): Generator<void, void> {
    const join = this.#join;
    if (join === undefined) return;
    const whole = yield* join.search(this.#goal.all, Math.ceil(work / 20), 6);
    for (const joined of whole) this.#offer(joinRecipe(joined));
    if (this.#split === undefined) return;
    for (const subset of this.#split.subsets(Math.min(64, 4 * this.#rounds))) {
      for (const joined of yield* join.search(subset, Math.ceil(work / 400), 2)) {
        this.#split.addTerm(joined.mask, joined.cost, joinRecipe(joined));
      }
      if (this.#tools.meter.spent) yield;
    }
  }

  *#trees(work: number): Generator<void, void> {
    if (this.#split === undefined) return;
    for (let leaves = 2; leaves <= Math.min(mostLeaves, this.#rounds + 1); leaves++) {
      const trees = this.#split.search(leaves, work, 6);
      for (const tree of trees) this.#offer(this.#treeRecipe(tree));
      if (this.#tools.meter.spent) yield;
      if (trees.length > 0) return;
    }
  }

  #treeRecipe(tree: Tree): Recipe {
    if (tree.kind === 'leaf') return tree.term.recipe;
    const type = this.#tools.vocabulary.types.indexOf('boolean');
    const condition: Recipe = { kind: 'entry', type, entry: tree.condition };
    const args = [condition, this.#treeRecipe(tree.yes), this.#treeRecipe(tree.no)];
    return { kind: 'call', operator: this.#branch!, args };
  }

  #wants(mask: number, cost: number): boolean {
    if (mask === this.#goal.all) return !this.#tools.findings.full;
    return this.#split?.wants(mask, cost) === true;
  }

  #hear(application: Application, mask: number): void {
    const recipe: Recipe = { kind: 'application', application };
    if (mask === this.#goal.all) this.#offer(recipe);
    else this.#split?.addTerm(mask, application.cost, recipe);
  }

  #offer(recipe: Recipe): void {
    let failed = -1;
    for (const program of this.#workshop.variations(recipe, variationsKept)) {
      const failure = this.#tools.findings.offer(program, true);
      if (failure < 0) failed = Infinity;
      else failed = Math.max(failed, failure);
    }
    if (failed >= 0 && failed < Infinity && this.#mayGrow) this.counterexample = failed;
  }

  #bankOf(type: 'string' | 'boolean'): Bank | undefined {
    const index = this.#tools.vocabulary.types.indexOf(type);
    return index < 0 ? undefined : this.#enumerator.banks[index];
  }
}

function joinRecipe({ parts }: Joined): Recipe {
  return parts.reduceRight((rest, part) => ({
    kind: 'call',
    operator: textConcat,
    args: [part, rest],
  }));
}

/** What each leaf is on the active examples. */
function leafColumns(
  vocabulary: Vocabulary,
  values: ValueTable,
  cases: readonly Example[],
): Int32Array[] {
  return vocabulary.variants.map(({ production }) => {
    if (production.params.length > 0) return new Int32Array(0);
    const leaf = production.build([]);
    return Int32Array.from(cases, ({ args }) => values.intern(evaluate(leaf, args)));
  });
}
