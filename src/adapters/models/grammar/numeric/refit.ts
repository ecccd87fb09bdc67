import type { ExampleProblem } from '../generator.ts';
import { children, type Expression } from '../language/expression.ts';
import { arithmeticFor } from './arithmetic.ts';
import { isNumeric } from './cases.ts';
import { plain } from './constant.ts';
import { fitConstants } from './fit-constants.ts';
import { isWhole } from './grammar.ts';
import { Skeleton } from './skeleton.ts';

/** Below this tolerance a law is exact: its constants are not measured, but known. */
const leastTolerance = 1e-6;

/**
 * A law over measurements with the numbers that fit them best; `undefined` where the problem
 * speaks of no measurements, or the program of numbers that cannot be changed by a little.
 */
export function refitted(program: Expression, problem: ExampleProblem): Expression | undefined {
  const isMeasured = problem.result === 'number' && problem.tolerance >= leastTolerance;
  if (!isMeasured || !isNumeric(problem) || !isSmooth(program)) return undefined;
  const skeleton = Skeleton.ofLiterals(program, problem.params.length);
  if (skeleton.start.length === 0) return undefined;
  const fitted = fitConstants(skeleton, problem);
  return fitted?.skeleton.filled([...fitted.constants].map(plain), arithmeticFor(isWhole(problem)));
}

/** Whether every literal stands where any number may stand. */
function isSmooth(program: Expression): boolean {
  if (program.kind === 'call') {
    const { params } = program.operator;
    if (program.args.some((arg, at) => arg.kind === 'literal' && params[at] !== 'number')) {
      return false;
    }
  }
  return children(program).every(isSmooth);
}
