import { sameValue } from '../../../../domain/value.ts';
import { call, keyOf } from '../language/expression.ts';
import type { Expression } from '../language/expression.ts';
import { evaluate } from '../language/evaluate.ts';
import { numberRound } from '../language/operators/number.ts';
import { simplify } from '../language/simplify.ts';
import type { ExampleProblem, Finding } from '../generator.ts';
import type { FitTarget } from './linear.ts';

/**
 * The only way from a search to a finding: the program is simplified, made to return the type
 * that is asked for, and run on every example in the plain meaning of the language.
 */
export class Admission implements FitTarget {
  readonly #problem: ExampleProblem;
  readonly target: Float64Array;
  /** Σ (result − mean)², the error of the best constant. */
  readonly #spread: number;
  readonly isRounded: boolean;
  readonly #seen = new Set<string>();

  constructor(problem: ExampleProblem) {
    this.#problem = problem;
    this.isRounded = problem.result === 'integer';
    this.target = Float64Array.from(problem.examples, ({ result }) => result as number);
    const mean = this.target.reduce((sum, value) => sum + value, 0) / this.target.length;
    const spread = this.target.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    this.#spread = spread || this.target.length * Math.max(1, mean * mean);
  }

  /** The program's results, one an example, in the order of the examples. */
  values(program: Expression): Float64Array {
    return Float64Array.from(
      this.#problem.examples,
      ({ args }) => evaluate(program, args) as number,
    );
  }

  /** Whether these values agree with every example. */
  agrees(values: Float64Array): boolean {
    return values.every((value, at) => sameValue(value, this.target[at]!, this.#problem.tolerance));
  }

  distanceOf(values: Float64Array): number {
    let squares = 0;
    for (let at = 0; at < values.length; at++) {
      const value = this.isRounded ? Math.round(values[at]!) : values[at]!;
      squares += (value - this.target[at]!) ** 2;
    }
    return Number.isFinite(squares) ? Math.sqrt(squares / this.#spread) : Infinity;
  }

  /** 0 where the values agree with every example; else their distance. */
  errorOf(values: Float64Array): number {
    return this.agrees(values) ? 0 : Math.max(Number.MIN_VALUE, this.distanceOf(values));
  }

  /** A finding, unless the program was seen before or is not defined everywhere. */
  admit(program: Expression): Finding | undefined {
    const written = this.#conforming(program);
    if (!this.#isNew(written)) return undefined;
    const error = this.errorOf(this.values(written));
    if (error === Infinity) return undefined;
    const simple = this.#simplified(written, error);
    return keyOf(simple.program) === keyOf(written) || this.#isNew(simple.program)
      ? simple
      : undefined;
  }

  /** By the laws of the reals where the examples see no harm in them, else by those of doubles. */
  #simplified(program: Expression, error: number): Finding {
    const real = simplify(program, { real: true });
    const realError = this.errorOf(this.values(real));
    if (realError <= error) return { program: real, error: realError };
    const strict = simplify(program);
    return { program: strict, error: this.errorOf(this.values(strict)) };
  }

  #isNew(program: Expression): boolean {
    const before = this.#seen.size;
    return this.#seen.add(keyOf(program)).size > before;
  }

  #conforming(program: Expression): Expression {
    const isWhole = !this.isRounded || program.type === 'integer';
    return isWhole ? program : call(numberRound, program);
  }
}
