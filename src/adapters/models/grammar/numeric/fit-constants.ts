import type { Expression } from '../language/expression.ts';
import type { ExampleProblem } from '../generator.ts';
import type { Arithmetic } from './arithmetic.ts';
import { constantsNear, decimalsNear, plain, valueOf } from './constant.ts';
import type { Constant } from './constant.ts';
import { levenbergMarquardt } from './levenberg-marquardt.ts';
import type { Residuals } from './levenberg-marquardt.ts';
import type { Skeleton } from './skeleton.ts';

/** More holes than this are too many to fit and to read. */
const mostHoles = 8;
/** A fit whose residual is below this share of the target's size is of an exact law. */
const exactShare = 1e-8;
/** How far from the fitted value a written constant may lie, of an exact law and of noisy data. */
const exactSlack = 1e-6;
const looseSlack = 0.05;
/** By how many of its own standard errors, squared, a written constant of noisy data may err. */
const errorsAllowed = 4;
/** Factors of the start at which the search starts again. */
const startFactors = [1, 0.1, -0.3, 5];

/** Examples that the search for a start looks at, and its steps; the steps from the best start. */
const fewExamples = 24;
const roughSteps = 12;
const fineSteps = 30;

/** The constants that fit a skeleton best. */
export interface Fitted {
  readonly skeleton: Skeleton;
  readonly constants: Float64Array;
  /** Σ (result − value)² over all examples. */
  readonly squares: number;
}

function residualsOf(skeleton: Skeleton, problem: ExampleProblem): Residuals {
  return (constants) =>
    Float64Array.from(
      problem.examples,
      ({ args, result }) => skeleton.run(args as number[], constants) - (result as number),
    );
}

/**
 * Fits the holes, from a few starts, to some of the examples, and what fits best to all of them;
 * `undefined` where there are too many holes or none of the starts is defined.
 */
export function fitConstants(skeleton: Skeleton, problem: ExampleProblem): Fitted | undefined {
  const { start } = skeleton;
  const { examples } = problem;
  if (start.length > mostHoles || start.length + 1 > examples.length) return undefined;
  const step = Math.ceil(examples.length / fewExamples);
  const few = { ...problem, examples: examples.filter((_, at) => at % step === 0) };
  const rough = residualsOf(skeleton, few);
  let best = { constants: start, squares: Infinity };
  for (const factor of startFactors) {
    const scaled = start.map((value) => value * factor);
    const found = levenbergMarquardt(rough, scaled, roughSteps);
    if (found.squares < best.squares) best = found;
  }
  if (best.squares === Infinity) return undefined;
  const fine = levenbergMarquardt(residualsOf(skeleton, problem), best.constants, fineSteps);
  return { skeleton, constants: fine.constants, squares: fine.squares };
}

/** The fitted program, each constant written as simply as the data allow. */
export function writeFitted(
  { skeleton, constants, squares }: Fitted,
  problem: ExampleProblem,
  arithmetic: Arithmetic,
): Expression {
  const residuals = residualsOf(skeleton, problem);
  const size = problem.examples.reduce((sum, { result }) => sum + (result as number) ** 2, 0);
  const isExact = squares <= exactShare ** 2 * size;
  const allowed = isExact
    ? exactShare ** 2 * size
    : squares * (1 + errorsAllowed / problem.examples.length);
  const done = new Map<number, Constant>();
  let current = constants;
  for (const index of constants.keys()) {
    const value = current[index]!;
    const slack = Math.abs(value) * (isExact ? exactSlack : looseSlack);
    const ways = isExact ? constantsNear(value, slack) : decimalsNear(value, slack);
    const free = [...constants.keys()].filter((other) => other !== index && !done.has(other));
    for (const constant of [plain(0), plain(1), ...ways]) {
      const trial = current.slice();
      trial[index] = valueOf(constant);
      const refined = levenbergMarquardt(residuals, trial, roughSteps, free);
      if (!(refined.squares <= allowed)) continue;
      current = refined.constants;
      done.set(index, constant);
      break;
    }
    if (!done.has(index)) done.set(index, plain(value));
  }
  return skeleton.filled(
    [...constants.keys()].map((index) => done.get(index)!),
    arithmetic,
  );
}
