import { isUsableAs } from '../language/operator.ts';
import type { ExampleProblem, Generator as Source, Harvest } from '../generator.ts';
import { chooseActive } from './active.ts';
import { Findings } from './findings.ts';
import { Memo } from './memo.ts';
import { Meter } from './meter.ts';
import { Pass, type Tools } from './pass.ts';
import type { Production } from './production.ts';
import { ValueTable } from './values.ts';
import { vocabularyOf } from './vocabulary.ts';

/** Columns of numbers are cheaper than columns of texts and lists. */
const firstActive = { plain: 12, long: 8 };
const valueCapacity = 600_000;

/**
 * Programs over strings, numbers, booleans and lists that agree with every example: cost-ordered
 * enumeration, and between its levels goal joins and decision trees over what it holds. It works
 * on a few active examples; one that a program fails on becomes active, and the enumeration
 * starts over (counterexample-guided synthesis; Solar-Lezama 2008).
 */
export class Engine implements Source {
  readonly name: string;
  readonly #problem: ExampleProblem;
  readonly #tools: Tools;
  readonly #steps: Generator<void, void>;
  #exhausted = false;

  constructor(problem: ExampleProblem, productions: readonly Production[], name = 'enumerate') {
    const meter = new Meter();
    this.name = name;
    this.#problem = problem;
    this.#tools = {
      vocabulary: vocabularyOf(productions, problem.result),
      values: new ValueTable(valueCapacity),
      memo: new Memo(),
      meter,
      findings: new Findings(problem, meter),
    };
    this.#steps = this.#search();
  }

  advance(quota: number): Harvest {
    const { meter, findings } = this.#tools;
    meter.grant(quota);
    while (!this.#exhausted && !meter.spent) this.#exhausted = this.#steps.next().done === true;
    return {
      findings: findings.take(this.#exhausted),
      nearest: findings.takeNearest(),
      considered: meter.take(),
      exhausted: this.#exhausted,
    };
  }

  /** Where nothing comes near, something that is as far off as all the others can be shown. */
  #beginWithALeaf(): void {
    const { vocabulary, findings } = this.#tools;
    const leaf = vocabulary.variants.find(
      ({ production: { params, result } }) =>
        params.length === 0 && isUsableAs(result, this.#problem.result),
    );
    if (leaf !== undefined) findings.nearMiss(leaf.production.build([]));
  }

  *#search(): Generator<void, void> {
    const { params, result, examples } = this.#problem;
    const isLong = [...params, result].some((type) => type === 'string' || type.endsWith('[]'));
    this.#beginWithALeaf();
    const active = chooseActive(examples, isLong ? firstActive.long : firstActive.plain);
    for (;;) {
      const pass = new Pass(this.#problem, active, this.#tools);
      yield* pass.run();
      if (pass.counterexample < 0) return;
      active.push(pass.counterexample);
    }
  }
}
