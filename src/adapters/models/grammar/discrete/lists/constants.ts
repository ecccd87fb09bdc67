import type { Value } from '../../../../../domain/value.ts';
import type { ExampleProblem } from '../../generator.ts';
import { literal } from '../../language/expression.ts';
import type { Production } from '../production.ts';

/** Positions, factors and bounds that people write into programs over lists. */
const everyday = [4, 5, 10, -2, 6, 7, 8, 9];
const price = { everyday: 2, uncommon: 3, shared: 2.5 };
const mostShared = 4;

/** Whole numbers as leaves, beside the smallest ones that every problem gets. */
export function listConstants(problem: ExampleProblem): Production[] {
  const shared = sharedBy(problem.examples.map(({ result }) => result));
  const prices = new Map<number, number>([
    ...everyday.map(
      (value, index) => [value, index < 3 ? price.everyday : price.uncommon] as const,
    ),
    ...shared.map((value) => [value, price.shared] as const),
  ]);
  return [...prices].map(([value, cost]) => ({
    id: `whole ${value}`,
    params: [],
    result: 'integer',
    cost,
    apply: () => value,
    build: () => literal(value, 'integer'),
  }));
}

/** Whole numbers beyond the everyday ones that stand in at least half of the results. */
function sharedBy(results: readonly Value[]): number[] {
  const counts = new Map<number, number>();
  for (const result of results) {
    const items = typeof result === 'object' ? result : [result];
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
