/**
 * The coefficients c that minimise |Σ cₖ·columnₖ − target|², by Householder QR; `undefined` where
 * the columns are dependent or not finite.
 *
 * @param columns k columns of n values, k ≤ n.
 */
export function leastSquares(
  columns: readonly Float64Array[],
  target: Float64Array,
): Float64Array | undefined {
  const work = columns.map((column) => column.slice());
  const right = target.slice();
  const diagonal = new Float64Array(work.length);
  for (let k = 0; k < work.length; k++) {
    const pivot = work[k]!;
    const whole = norm(pivot, 0);
    const below = norm(pivot, k);
    if (!(below > 1e-11 * whole)) return undefined;
    diagonal[k] = pivot[k]! > 0 ? -below : below;
    pivot[k] = pivot[k]! - diagonal[k]!;
    for (let other = k + 1; other < work.length; other++) reflect(pivot, work[other]!, k);
    reflect(pivot, right, k);
  }
  const solution = new Float64Array(work.length);
  for (let k = work.length - 1; k >= 0; k--) {
    let rest = right[k]!;
    for (let other = k + 1; other < work.length; other++) {
      rest -= work[other]![k]! * solution[other]!;
    }
    solution[k] = rest / diagonal[k]!;
    if (!Number.isFinite(solution[k])) return undefined;
  }
  return solution;
}

function norm(column: Float64Array, from: number): number {
  let largest = 0;
  for (let at = from; at < column.length; at++) largest = Math.max(largest, Math.abs(column[at]!));
  if (!(largest > 0) || largest === Infinity) return largest;
  let sum = 0;
  for (let at = from; at < column.length; at++) sum += (column[at]! / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** Reflects `column` at the plane orthogonal to `mirror`, both from row `from` on. */
function reflect(mirror: Float64Array, column: Float64Array, from: number): void {
  let product = 0;
  let square = 0;
  for (let at = from; at < mirror.length; at++) {
    product += mirror[at]! * column[at]!;
    square += mirror[at]! * mirror[at]!;
  }
  const factor = (2 * product) / square;
  for (let at = from; at < mirror.length; at++) {
    column[at] = column[at]! - factor * mirror[at]!;
  }
}
