import { leastSquares } from './least-squares.ts';

/** A step that lowers the sum of squares by less than this share is the last but a few. */
const leastProgress = 1e-10;

/** What is left to explain, one value an example, for these constants. */
export type Residuals = (constants: Float64Array) => Float64Array;

/**
 * The constants near `start` that minimise the sum of squared residuals, by Levenberg's and
 * Marquardt's damped least squares (Marquardt 1963); constants that are not `free` stay.
 */
export function levenbergMarquardt(
  residuals: Residuals,
  start: Float64Array,
  mostSteps: number,
  free: readonly number[] = [...start.keys()],
): { constants: Float64Array; squares: number } {
  let constants = start;
  let rest = residuals(constants);
  let squares = sumOfSquares(rest);
  let damping = 1e-3;
  let idle = 0;
  for (let step = 0; step < mostSteps && idle < 3 && Number.isFinite(squares); step++) {
    const change = dampedStep(jacobian(residuals, constants, rest, free), rest, damping);
    if (change === undefined) break;
    const next = constants.slice();
    for (const [place, index] of free.entries()) next[index] = next[index]! - change[place]!;
    const nextRest = residuals(next);
    const nextSquares = sumOfSquares(nextRest);
    if (nextSquares < squares) {
      idle = nextSquares > squares * (1 - leastProgress) ? idle + 1 : 0;
      [constants, rest, squares] = [next, nextRest, nextSquares];
      damping = Math.max(damping / 8, 1e-12);
    } else {
      damping *= 10;
      if (damping > 1e12) break;
    }
  }
  return { constants, squares };
}

/** By forward differences: one column a free constant. */
function jacobian(
  residuals: Residuals,
  constants: Float64Array,
  rest: Float64Array,
  free: readonly number[],
): Float64Array[] {
  return free.map((index) => {
    const moved = constants.slice();
    const distance = 1e-7 * Math.max(1e-3, Math.abs(moved[index]!));
    moved[index] = moved[index]! + distance;
    return residuals(moved).map((value, at) => (value - rest[at]!) / distance);
  });
}

/** The step δ that minimises |Jδ − r|² + damping · |D δ|², D the lengths of the columns. */
function dampedStep(
  columns: readonly Float64Array[],
  rest: Float64Array,
  damping: number,
): Float64Array | undefined {
  const height = rest.length;
  const extended = columns.map((column, place) => {
    const tall = new Float64Array(height + columns.length);
    tall.set(column);
    tall[height + place] = Math.sqrt(damping * sumOfSquares(column)) || Math.sqrt(damping);
    return tall;
  });
  const target = new Float64Array(height + columns.length);
  target.set(rest);
  return leastSquares(extended, target);
}

function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at]! * values[at]!;
  return Number.isFinite(sum) ? sum : Infinity;
}
