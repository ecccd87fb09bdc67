import { greatestOf } from '../../../../domain/extremes.ts';
import { sameValue } from '../../../../domain/value.ts';
import { evaluate } from '../language/evaluate.ts';
import { call, keyOf } from '../language/expression.ts';
import type { Expression } from '../language/expression.ts';
import { numberRound } from '../language/operators/number.ts';
import type { Example } from '../../../../domain/function.ts';
import type { ExampleProblem } from '../generator.ts';
import type { Arithmetic } from './arithmetic.ts';
import { linearCombination } from './linear.ts';
import type { FitTarget } from './linear.ts';

/** Pieces that are returned at most. */
const mostPieces = 64;

/**
 * Linear functions of the parameters that agree with more neighbouring examples than they have
 * coefficients; neighbours by each parameter in turn.
 */
export function linearPieces(
  problem: ExampleProblem,
  parameters: readonly Expression[],
  arithmetic: Arithmetic,
): Expression[] {
  const found = new Map<string, Expression>();
  const width = parameters.length + 2;
  for (const index of parameters.keys()) {
    const sorted = problem.examples.toSorted(
      (left, right) => (left.args[index] as number) - (right.args[index] as number),
    );
    let from = 0;
    while (from + width <= sorted.length && found.size < mostPieces) {
      const fitted = fitTo(sorted.slice(from, from + width), problem, parameters, arithmetic);
      if (fitted === undefined) {
        from++;
        continue;
      }
      found.set(keyOf(fitted), fitted);
      do from++;
      while (from + width <= sorted.length && agrees(fitted, sorted[from + width - 1]!, problem));
    }
  }
  return [...found.values()];
}

function agrees(program: Expression, { args, result }: Example, problem: ExampleProblem): boolean {
  return sameValue(evaluate(program, args), result, problem.tolerance);
}

/** The linear function through these examples; `undefined` where there is none. */
function fitTo(
  examples: readonly Example[],
  problem: ExampleProblem,
  parameters: readonly Expression[],
  arithmetic: Arithmetic,
): Expression | undefined {
  const target = Float64Array.from(examples, ({ result }) => result as number);
  const isRounded = problem.result === 'integer';
  const valuesOf = (program: Expression) =>
    Float64Array.from(examples, ({ args }) => evaluate(program, args) as number);
  const fit: FitTarget = {
    target,
    isRounded,
    values: valuesOf,
    distanceOf: (values) =>
      greatestOf(values.map((value, at) => Math.abs(shown(value, isRounded) - target[at]!))),
  };
  const varying = parameters.filter((each) => new Set(valuesOf(each)).size > 1);
  const linear = linearCombination(varying, fit, arithmetic);
  if (linear === undefined) return undefined;
  const program = isRounded && linear.type !== 'integer' ? call(numberRound, linear) : linear;
  return examples.every((example) => agrees(program, example, problem)) ? program : undefined;
}

const shown = (value: number, isRounded: boolean) => (isRounded ? Math.round(value) : value);
