import { literalTokens } from '../../../domain/literal-size.ts';
import { sameValue } from '../../../domain/value.ts';
import type { ExampleProblem } from './generator.ts';
import { costOf } from './language/cost.ts';
import { evaluateBounded } from './language/evaluate.ts';
import { children, literal, withChildren, type Expression } from './language/expression.ts';
import { isUsableAs } from './language/operator.ts';
import { simplify } from './language/simplify.ts';
import { refitted } from './numeric/refit.ts';

/** Programs like a given one. */
type Variants = Generator<Expression, void, undefined>;

/**
 * What is left of a program that agrees with every example when all is left out that the examples
 * do not call for: operations, the largest first, so that `x + Math.abs(y)` where no `y` is negative
 * is `x + y`, and digits of numbers (Zeller and Hildebrandt 2002, with an operation and its argument
 * for the lines of an input). Numbers that were fitted are fitted again to what is left.
 */
export function shrink(
  program: Expression,
  problem: ExampleProblem,
): { readonly program: Expression; readonly tried: number } {
  let tried = 0;
  const agrees = (candidate: Expression): boolean => {
    tried += 1;
    return problem.examples.every(({ args, result }) => {
      const value = evaluateBounded(candidate, args);
      return value !== undefined && sameValue(value, result, problem.tolerance);
    });
  };
  const simplest = (candidate: Expression): Expression =>
    [simplify(candidate, { real: true }), simplify(candidate)].find(
      (simple) => costOf(simple) <= costOf(candidate) && agrees(simple),
    ) ?? candidate;
  const shortest = (start: Expression, variants: (program: Expression) => Variants): Expression => {
    let current = start;
    for (;;) {
      const cost = costOf(current);
      const shorter = variants(current).find(
        (candidate) => costOf(candidate) < cost && agrees(candidate),
      );
      if (shorter === undefined) return current;
      current = simplest(shorter);
    }
  };
  const bare = shortest(program, withOnePartLess);
  const fitted = refitted(bare, problem);
  const brief = [bare, ...(fitted !== undefined && agrees(fitted) ? [fitted] : [])].map((each) =>
    shortest(each, withABrieferNumber),
  );
  const [left] = brief.toReversed().toSorted((one, other) => digitsOf(one) - digitsOf(other));
  return { program: left!, tried };
}

/** The program with one operation, anywhere in it, replaced by one of its arguments. */
function* withOnePartLess(program: Expression): Variants {
  if (program.kind === 'call') {
    for (const arg of program.args) {
      if (arg.kind !== 'lambda' && isUsableAs(arg.type, program.type)) yield arg;
    }
  }
  yield* withOnePart(program, withOnePartLess);
}

/** The program with one number, anywhere in it, rounded so that it is worth fewer tokens. */
function* withABrieferNumber(program: Expression): Variants {
  if (program.kind === 'literal' && typeof program.value === 'number') {
    for (let tokens = 1; tokens < literalTokens(program.value); tokens += 1) {
      yield literal(Number(program.value.toPrecision(2 * tokens)), program.type);
    }
  }
  yield* withOnePart(program, withABrieferNumber);
}

/** The program with one of its direct parts replaced by a variant of that part. */
function* withOnePart(program: Expression, variants: (part: Expression) => Variants): Variants {
  const parts = children(program);
  for (const [index, part] of parts.entries()) {
    for (const variant of variants(part)) yield withChildren(program, parts.with(index, variant));
  }
}

/** The tokens that all literals of a program are worth together. */
function digitsOf(program: Expression): number {
  if (program.kind === 'literal') return literalTokens(program.value);
  return children(program).reduce((sum, part) => sum + digitsOf(part), 0);
}
