import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bank, columnSeed, mix } from '../../../../../src/adapters/models/grammar/discrete/bank.ts';
import { Meter } from '../../../../../src/adapters/models/grammar/discrete/meter.ts';
import { Split, type Tree } from '../../../../../src/adapters/models/grammar/discrete/split.ts';

const width = 6;
const all = 2 ** width - 1;
const masks = fc.array(fc.integer({ min: 1, max: all }), { minLength: 1, maxLength: 12 });

function conditionBank(conditions: readonly number[]): Bank {
  const bank = new Bank('boolean', width, 100);
  bank.openLevel(1);
  for (const mask of new Set(conditions)) {
    const column = Int32Array.from({ length: width }, (_, index) => (mask >> index) & 1);
    bank.add(column, column.reduce(mix, columnSeed), 1, 0, -1, -1, -1);
  }
  return bank;
}

/** The examples on which a tree is right. */
function coverOf(tree: Tree, bank: Bank, set: number): number {
  if (tree.kind === 'leaf') return tree.term.mask & set;
  const bits = bank.columns.slice(tree.condition * width, (tree.condition + 1) * width);
  const mask = bits.reduce((sum, bit, index) => sum | (bit << index), 0);
  return coverOf(tree.yes, bank, set & mask) | coverOf(tree.no, bank, set & ~mask);
}

describe('decision trees', () => {
  it('are right on every example, and are found wherever two terms and a condition suffice', () => {
    fc.assert(
      fc.property(masks, masks, (terms, conditions) => {
        const bank = conditionBank(conditions);
        const split = new Split(all, bank, new Meter());
        for (const mask of terms)
          split.add({ mask, cost: 1, recipe: { kind: 'literal', value: true, type: 'boolean' } });
        const trees = split.search(2, 100_000, 10);
        expect(trees.every((tree) => coverOf(tree, bank, all) === all)).toBe(true);
        const covered = (set: number) => terms.some((mask) => (mask & set) === set);
        const possible = conditions.some(
          (mask) => mask !== all && covered(mask) && covered(all & ~mask),
        );
        expect(trees.length > 0).toBe(possible);
      }),
    );
  });
});
