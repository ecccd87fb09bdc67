import { isArray, type Value } from '../../../../../domain/value.ts';
import type { ExampleProblem } from '../../generator.ts';
import { literal } from '../../language/expression.ts';
import type { Production } from '../production.ts';

/** Positions, factors and bounds that people write into programs over lists, by price. */
const everyday: readonly (readonly [price: number, values: readonly number[]])[] = [
  [1, [0, 1, 2]],
  [1.5, [3, 4, 5, -1]],
  [2, [10, 6, 7, 8, 9, -2]],
];
const sharedPrice = 2;
const mostShared = 4;

/** Whole numbers that a program over lists may well hold, as leaves. */
export function wholeNumbers(problem: ExampleProblem): Production[] {
  const shared = sharedBy(problem.examples.map(({ result }) => result));
  return [...everyday, [sharedPrice, shared] as const].flatMap(([cost, values]) =>
    values.map((value) => ({
      id: `whole ${value}`,
      params: [],
      result: 'integer',
      cost,
      apply: () => value,
      build: () => literal(value, 'integer'),
    })),
  );
}

/** Whole numbers beyond the everyday ones that stand in at least half of the results. */
function sharedBy(results: readonly Value[]): number[] {
  const counts = new Map<number, number>();
  for (const result of results) {
    const items = isArray(result) ? result : [result];
    for (const item of new Set(items)) {
      if (Number.isSafeInteger(item) && Math.abs(item as number) > 10) {
        counts.set(item as number, (counts.get(item as number) ?? 0) + 1);
      }
    }
  }
  const common = [...counts].filter(([, count]) => count * 2 >= results.length);
  return common
    .toSorted((left, right) => right[1] - left[1])
    .slice(0, mostShared)
    .map(([value]) => value);
}
