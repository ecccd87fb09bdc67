import { sameValue } from '../../../../domain/value.ts';
import type { ExampleProblem, Finding } from '../generator.ts';
import { evaluate } from '../language/evaluate.ts';
import { children, keyOf, nodeCount, type Expression } from '../language/expression.ts';
import type { Meter } from './meter.ts';

/** Programs dearer than the cheapest by this factor say nothing new. */
const dearest = 3;
const mostFindings = 64;

/** Collects programs that agree with every example, each once, simplified. */
export class Findings {
  readonly #problem: ExampleProblem;
  readonly #meter: Meter;
  readonly #seen = new Set<string>();
  #fresh: { readonly program: Expression; readonly cost: number }[] = [];
  #count = 0;
  #cheapest = Infinity;

  constructor(problem: ExampleProblem, meter: Meter) {
    this.#problem = problem;
    this.#meter = meter;
  }

  get count(): number {
    return this.#count;
  }

  get full(): boolean {
    return this.#count >= mostFindings;
  }

  /** Runs a program on the examples; the first that it fails, or −1 where it agrees with all. */
  offer(program: Expression, composed: boolean): number {
    const failed = this.#firstFailure(program);
    if (composed) this.#tally(program, failed < 0);
    if (failed < 0) this.#keep(program);
    return failed;
  }

  /** What was found since this was last called, cheapest first. */
  take(): Finding[] {
    const fresh = this.#fresh.toSorted((left, right) => left.cost - right.cost);
    this.#fresh = [];
    return fresh.map(({ program }) => ({ program, error: 0 }));
  }

  #firstFailure(program: Expression): number {
    const { examples, tolerance } = this.#problem;
    return examples.findIndex(
      ({ args, result }) => !sameValue(evaluate(program, args), result, tolerance),
    );
  }

  /** Counts a program that was put together outside the enumeration. */
  #tally(program: Expression, complete: boolean): void {
    this.#meter.tokens += nodeCount(program);
    this.#meter.generated += 1;
    this.#meter.runOnOne += 1;
    if (complete || this.#problem.examples.length === 1) this.#meter.runOnAll += 1;
    this.#meter.work += 1;
  }

  #keep(program: Expression): void {
    const key = keyOf(program);
    const cost = costOf(program);
    if (this.full || this.#seen.has(key) || cost > this.#cheapest * dearest) return;
    this.#seen.add(key);
    this.#cheapest = Math.min(this.#cheapest, cost);
    this.#count += 1;
    this.#fresh.push({ program, cost });
  }
}

/** How much a program says: what it takes from its input is cheaper than what it knows by heart. */
export function costOf(expression: Expression): number {
  const inner = children(expression).reduce((sum, child) => sum + costOf(child), 0);
  switch (expression.kind) {
    case 'parameter':
    case 'variable':
      return 1;
    case 'literal':
      return typeof expression.value === 'string' ? 2 + expression.value.length / 2 : 1.5;
    case 'call':
      return expression.operator.cost + inner;
    case 'lambda':
      return 1 + inner;
  }
}
