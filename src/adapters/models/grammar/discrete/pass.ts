import type { Example } from '../../../../domain/function.ts';
import type { Value, ValueType } from '../../../../domain/value.ts';
import type { ExampleProblem } from '../generator.ts';
import { evaluate } from '../language/evaluate.ts';
import type { Operator } from '../language/operator.ts';
import { operatorById } from '../language/operators/index.ts';
import { mostActive } from './active.ts';
import { Alternates } from './alternates.ts';
import type { Application } from './bank.ts';
import { bitCount } from './bits.ts';
import { Enumerator } from './enumerate.ts';
import type { Findings } from './findings.ts';
import { Goal } from './goal.ts';
import { inversesFor } from './inverses.ts';
import { Lines } from './lines.ts';
import type { Memo } from './memo.ts';
import type { Meter } from './meter.ts';
import { probesOf } from './probes.ts';
import { Workshop, type Recipe } from './recipe.ts';
import { Split, type Tree } from './split.ts';
import { SumJoin } from './sum-join.ts';
import type { Join, Term } from './term.ts';
import { TextJoin } from './text-join.ts';
import type { ValueTable } from './values.ts';
import type { Vocabulary } from './vocabulary.ts';

const bankCapacity = 300_000;
const variationsKept = 6;
const mostLeaves = 6;
/** Between two rounds of joins and trees lies at least so much enumeration. */
const leastBetween = 10_000;
const leastRound = 4_000;

/** What all passes over one problem share. */
export interface Tools {
  readonly vocabulary: Vocabulary;
  readonly values: ValueTable;
  readonly memo: Memo;
  readonly meter: Meter;
  readonly findings: Findings;
}

/** One enumeration over a fixed choice of active examples, with joins and decision trees. */
export class Pass {
  /** An example that a program failed which agreed with all active ones; −1 while there is none. */
  counterexample = -1;
  readonly #tools: Tools;
  readonly #goal: Goal;
  readonly #enumerator: Enumerator;
  readonly #alternates: Alternates;
  readonly #workshop: Workshop;
  readonly #split: Split | undefined;
  readonly #joins: readonly Join[];
  readonly #lines: Lines | undefined;
  readonly #branch: Operator | undefined;
  readonly #active: readonly number[];
  readonly #mayGrow: boolean;
  #rounds = 0;
  /** The most active examples that a program agreed with, short of all. */
  #nearest = 0;

  constructor(problem: ExampleProblem, active: readonly number[], tools: Tools) {
    const { vocabulary, values, meter } = tools;
    const cases = active.map((index) => problem.examples[index]!);
    this.#tools = tools;
    this.#active = active;
    this.#mayGrow = active.length < Math.min(mostActive, problem.examples.length);
    this.#goal = goalOf(problem, cases, tools);
    this.#enumerator = new Enumerator({
      ...tools,
      goal: this.#goal,
      leaves: leafColumns(
        vocabulary,
        values,
        cases.map(({ args }) => args),
      ),
      capacity: bankCapacity,
      everyCase: active.length === problem.examples.length,
      listener: {
        wants: (mask, cost) => this.#wants(mask, cost),
        hear: (application, mask) => this.#hear(application, mask),
        wantsAnother: (type, entry, cost) => this.#alternates.wants(type, entry, cost),
        hearAnother: (type, entry, application) => this.#alternates.offer(type, entry, application),
      },
    });
    const { banks } = this.#enumerator;
    const probes = probesOf(problem);
    const probeLeaves = leafColumns(vocabulary, values, probes);
    this.#alternates = new Alternates(vocabulary, banks, values, probeLeaves, probes.length);
    this.#workshop = new Workshop(vocabulary, banks, this.#alternates);
    this.#branch = operatorById.get(
      problem.result === 'string' ? 'text.if' : `${problem.result}.if`,
    );
    const conditions = banks[vocabulary.types.indexOf('boolean')];
    if (conditions !== undefined && this.#branch !== undefined) {
      this.#split = new Split(this.#goal.all, conditions, meter);
    }
    this.#joins = this.#joinsFor(problem.result);
    if (problem.result === 'integer' || problem.result === 'number') {
      const { tolerance } = problem;
      const whole = problem.result === 'integer';
      this.#lines = new Lines({
        ...tools,
        types: vocabulary.goals,
        banks,
        goal: this.#goal,
        tolerance,
        whole,
      });
    }
  }

  #joinsFor(result: ValueType): Join[] {
    const { vocabulary, values, meter } = this.#tools;
    const { banks } = this.#enumerator;
    const type = vocabulary.types.indexOf(result);
    if (type < 0) return [];
    if (result === 'string') return [new TextJoin(type, banks[type]!, this.#goal, values, meter)];
    const inverses = inversesFor(result);
    const parts = { values, meter, types: vocabulary.goals, banks, goal: this.#goal, inverses };
    return inverses.length > 0 ? [new SumJoin(parts)] : [];
  }

  *run(): Generator<void, void> {
    const { meter } = this.#tools;
    meter.startPass();
    const began = meter.work;
    let paused = began;
    while (!this.#enumerator.exhausted && this.counterexample < 0) {
      const between = () => Math.max(leastBetween, (meter.work - began) / 2);
      meter.alarm = paused + between();
      for (const _ of this.#enumerator.level()) {
        if (meter.spent) yield;
        if (this.counterexample >= 0) return;
        if (meter.work < paused + between()) continue;
        yield* this.#round(meter.work - paused);
        paused = meter.work;
        meter.alarm = paused + between();
      }
      yield* this.#round(meter.work - paused);
      paused = meter.work;
    }
  }

  /** Joins and decision trees over what the banks hold now. */
  *#round(since: number): Generator<void, void> {
    const work = Math.max(leastRound, since / 2);
    this.#tools.meter.alarm = Infinity;
    this.#rounds += 1;
    yield* this.#takeApart(work);
    yield* this.#trees(work);
  }

  *#takeApart(work: number): Generator<void, void> {
    for (const term of yield* this.#termsFor(this.#goal.all, work, 6)) this.#use(term);
    if (this.#lines !== undefined) {
      for (const term of yield* this.#lines.terms()) this.#use(term);
    }
    if (this.#split === undefined) return;
    for (const subset of this.#split.subsets(Math.min(64, 4 * this.#rounds))) {
      for (const term of yield* this.#termsFor(subset, work / 40, 2)) this.#use(term);
    }
  }

  *#termsFor(subset: number, work: number, count: number): Generator<void, Term[]> {
    const found: Term[] = [];
    for (const join of this.#joins) found.push(...(yield* join.search(subset, work, count)));
    return found;
  }

  #use(term: Term): void {
    if (term.mask === this.#goal.all) this.#offer(term.recipe);
    else {
      this.#comeNear(term);
      this.#split?.add(term);
    }
  }

  /** Of what agrees with more of the active examples than all before, one is kept in mind. */
  #comeNear({ mask, recipe }: Term): void {
    const count = bitCount(mask);
    if (count <= this.#nearest) return;
    this.#nearest = count;
    const [program] = this.#workshop.variations(recipe, 1);
    this.#tools.findings.nearMiss(program!);
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
    if (mask === this.#goal.all) return cost / 2 <= this.#tools.findings.dearest;
    return this.#split?.wants(mask, cost) === true;
  }

  #hear(application: Application, mask: number): void {
    this.#use({ mask, cost: application.cost, recipe: { kind: 'application', application } });
  }

  /** Hands in a program that agrees with the active examples, and others like it. */
  #offer(recipe: Recipe): void {
    const failures = this.#workshop
      .variations(recipe, variationsKept)
      .map((program) => this.#tools.findings.offer(program));
    const failed = failures[0]!;
    if (!this.#mayGrow || failures.includes(-1) || this.#active.includes(failed)) return;
    this.counterexample = failed;
  }
}

function goalOf(
  problem: ExampleProblem,
  cases: readonly Example[],
  { vocabulary, values }: Tools,
): Goal {
  const results = cases.map(({ result }) => result);
  const exact = problem.result !== 'number' && problem.result !== 'number[]';
  return new Goal(results, vocabulary.goals, problem.tolerance, exact, values);
}

/** What each leaf is on each of the inputs. */
function leafColumns(
  vocabulary: Vocabulary,
  values: ValueTable,
  inputs: readonly (readonly Value[])[],
): Int32Array[] {
  return vocabulary.variants.map(({ production }) => {
    if (production.params.length > 0) return new Int32Array(0);
    const leaf = production.build([]);
    return Int32Array.from(inputs, (args) => values.intern(evaluate(leaf, args)));
  });
}
