import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bank, columnSeed, mix } from '../../../../../src/adapters/models/grammar/discrete/bank.ts';

const hashOf = (column: Int32Array) => column.reduce(mix, columnSeed);

describe('a bank', () => {
  it('keeps one entry a column, finds it again, and keeps levels apart', () => {
    const column = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(fc.array(column), { maxLength: 5 }), (levels) => {
        const bank = new Bank('integer', 3, 1000);
        const entries = new Map<string, number>();
        for (const [index, columns] of levels.entries()) {
          bank.openLevel(index + 1);
          for (const ids of columns) {
            const cells = Int32Array.from(ids);
            const known = bank.find(cells, hashOf(cells));
            expect(known).toBe(entries.get(ids.join()) ?? -1);
            if (known < 0)
              entries.set(ids.join(), bank.add(cells, hashOf(cells), index + 1, 0, -1, -1, -1));
          }
        }
        expect(bank.size).toBe(entries.size);
        for (let cost = 1; cost <= levels.length; cost++) {
          for (let entry = bank.from(cost); entry < bank.from(cost + 1); entry++) {
            expect(bank.costs[entry]).toBe(cost);
          }
        }
      }),
    );
  });

  it('grows beyond its first room', () => {
    const bank = new Bank('integer', 1, 10_000);
    for (let value = 0; value < 5000; value++) {
      const column = Int32Array.of(value);
      bank.add(column, hashOf(column), 1, 7, value, -1, -1);
    }
    const column = Int32Array.of(4321);
    expect(bank.find(column, hashOf(column))).toBe(4321);
    expect(bank.derivationOf(4321)).toEqual({ variant: 7, args: [4321, -1, -1], cost: 1 });
  });
});
