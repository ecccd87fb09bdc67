import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PathSearch } from '../../../../../src/adapters/models/grammar/discrete/paths.ts';

interface Step {
  readonly lengths: readonly [number, number];
  readonly cost: number;
}

const step = fc.record({
  lengths: fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })),
  cost: fc.integer({ min: 1, max: 9 }),
});
const steps = fc.array(
  step.filter(({ lengths }) => lengths[0] + lengths[1] > 0),
  { minLength: 1, maxLength: 6 },
);

/** The least cost of steps that lead exactly to `ends`, by plain recursion. */
function leastCost(all: readonly Step[], ends: readonly [number, number]): number {
  if (ends[0] === 0 && ends[1] === 0) return 0;
  const costs = all
    .filter(({ lengths }) => lengths[0] <= ends[0] && lengths[1] <= ends[1])
    .map(
      ({ lengths, cost }) => cost + leastCost(all, [ends[0] - lengths[0], ends[1] - lengths[1]]),
    );
  return Math.min(Infinity, ...costs);
}

describe('paths through positions', () => {
  it('come in order of cost, the first is the cheapest there is, and they end where they should', () => {
    const ends = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }));
    fc.assert(
      fc.property(steps, ends, (all, [first, second]) => {
        const search = new PathSearch([first, second]);
        const costs: number[] = [];
        for (let next = search.next(); next !== undefined; next = search.next()) {
          if (typeof next !== 'number') {
            const sums = next.pieces.map((piece) => all[piece]!.lengths);
            expect(sums.reduce((sum, [length]) => sum + length, 0)).toBe(first);
            expect(sums.reduce((sum, [, length]) => sum + length, 0)).toBe(second);
            costs.push(next.cost);
            continue;
          }
          const state = next;
          for (const [piece, { lengths, cost }] of all.entries()) {
            const fits =
              search.at(state, 0) + lengths[0] <= first &&
              search.at(state, 1) + lengths[1] <= second;
            if (fits) search.relax(state, piece, cost, (index) => lengths[index]!);
          }
        }
        expect(costs).toEqual(costs.toSorted((left, right) => left - right));
        expect(costs[0] ?? Infinity).toBe(leastCost(all, [first, second]));
      }),
      { numRuns: 60 },
    );
  });
});
