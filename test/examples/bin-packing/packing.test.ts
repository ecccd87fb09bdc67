import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import or3 from '../../../examples/bin-packing/data/or3.json' with { type: 'json' };
import weibull5k from '../../../examples/bin-packing/data/weibull5k.json' with { type: 'json' };
import {
  binsByPriorities,
  orPriority,
  weibullPriorities,
} from '../../../examples/bin-packing/funsearch.ts';
import {
  excess,
  excessOf,
  generate,
  orLibrary,
  published,
  weibull,
  type Instance,
} from '../../../examples/bin-packing/instances.ts';
import { Packer, type Priority } from '../../../examples/bin-packing/packing.ts';

/** The definition, bin by bin: as many empty bins as there are items, the first of the highest. */
function binsByDefinition(priority: Priority, items: readonly number[], capacity: number): number {
  const room = items.map(() => capacity);
  for (const item of items) {
    let chosen: number | undefined;
    let highest = -Infinity;
    for (const [bin, remaining] of room.entries()) {
      if (remaining < item) continue;
      const returned = priority(item, remaining, capacity);
      const wanted = Number.isNaN(returned) ? -Infinity : returned;
      if (chosen !== undefined && wanted <= highest) continue;
      chosen = bin;
      highest = wanted;
    }
    room[chosen!]! -= item;
  }
  return room.filter((remaining) => remaining < capacity).length;
}

/** Any priority at all, many of them with ties: a table of a few values, `NaN` among them. */
const priorities: fc.Arbitrary<Priority> = fc
  .array(fc.constantFrom(0, 1, 2, 3.5, -0, Number.NaN, -Infinity, Infinity), {
    minLength: 1,
    maxLength: 40,
  })
  .map(
    (table) => (item: number, remaining: number) => table[(item * 7 + remaining) % table.length]!,
  );

const lists = fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 60 });

const bestFit: Priority = (item, remaining) => item - remaining;

const step: Priority = (item, remaining) => (remaining - item < 7 ? 1 : remaining % 3);

const binsByFunSearch = (list: readonly number[]) => binsByPriorities(weibullPriorities, list, 100);

/** The mean of a score over instances, in per cent to two places. */
function percent(instances: readonly Instance[], score: (instance: Instance) => number): number {
  const sum = instances.reduce((total, one) => total + score(one), 0);
  return Number(((100 * sum) / instances.length).toFixed(2));
}

describe('packing by levels', () => {
  test('fills as many bins as packing bin by bin, whatever ties', () => {
    fc.assert(
      fc.property(priorities, fc.array(lists, { maxLength: 4 }), (priority, all) => {
        const packer = new Packer(priority, 20);
        for (const list of all) {
          expect(packer.binsFor(list)).toBe(binsByDefinition(priority, list, 20));
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('fills as many bins as packing bin by bin on generated instances', () => {
    const [instance] = generate(orLibrary, 1, 5);
    const list = instance!.lists[0]!;
    for (const priority of [step, orPriority]) {
      expect(new Packer(priority, 150).binsFor(list)).toBe(binsByDefinition(priority, list, 150));
    }
  });
});

describe('the published instances', () => {
  test('best fit takes 5.37 % and 3.98 % more bins than the lower bound', () => {
    expect(percent(published(or3), (one) => excessOf(bestFit, one))).toBe(5.37);
    expect(percent(published(weibull5k), (one) => excessOf(bestFit, one))).toBe(3.98);
  });

  test('the heuristics that FunSearch published take 3.11 % and 0.68 % more', () => {
    expect(percent(published(or3), (one) => excessOf(orPriority, one))).toBe(3.11);
    expect(percent(published(weibull5k), (one) => excess(one, binsByFunSearch))).toBe(0.68);
  });
});

describe('generated instances', () => {
  test('the same seed gives the same instances, another seed others', () => {
    for (const family of [orLibrary, weibull]) {
      expect(generate(family, 2, 1)).toEqual(generate(family, 2, 1));
      expect(generate(family, 2, 1)).not.toEqual(generate(family, 2, 2));
    }
  });

  test('sizes are whole, fit a bin, and have the mean of their law', () => {
    const means = [
      [orLibrary, 60],
      // The scale times Γ(1 + 1/3).
      [weibull, 45 * 0.89298],
    ] as const;
    for (const [family, mean] of means) {
      const sizes = generate(family, 4, 3).flatMap(({ lists: all }) => all.flat());
      expect(sizes.every((size) => Number.isInteger(size) && size >= 1)).toBe(true);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(family.capacity);
      const average = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
      expect(Math.abs(average - mean)).toBeLessThan(0.5);
    }
  });
});
