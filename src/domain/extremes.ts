/**
 * The least of any number of values, `Infinity` of none: `Math.min(...values)` runs out of stack
 * where there are some hundred thousand.
 */
export function leastOf(values: Iterable<number>): number {
  let least = Infinity;
  for (const value of values) least = Math.min(least, value);
  return least;
}

/** The greatest of any number of values, `-Infinity` of none. */
export function greatestOf(values: Iterable<number>): number {
  let greatest = -Infinity;
  for (const value of values) greatest = Math.max(greatest, value);
  return greatest;
}
