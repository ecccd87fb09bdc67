import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { Purse } from '../../src/domain/purse.ts';

const charges = fc.array(
  fc.record({ most: fc.nat(100), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
  { maxLength: 40 },
);

it('never lets what is settled and what is under way exceed the budget', async () => {
  await fc.assert(
    fc.asyncProperty(charges, fc.nat(300), async (uses, tokens) => {
      const purse = new Purse({ tokens });
      let held = 0;
      let spent = 0;
      const use = async ({ most, share }: { most: number; share: number }): Promise<void> => {
        const reservation = await purse.reserve({ tokens: most, dollars: 0 });
        if (reservation === undefined) return;
        held += most;
        expect(spent + held).toBeLessThanOrEqual(tokens);
        await Promise.resolve();
        const actual = Math.floor(most * share);
        held -= most;
        spent += actual;
        reservation.settle({ tokens: actual, dollars: 0 });
      };
      await Promise.all(uses.map(use));
      expect(purse.left.tokens).toBe(tokens - spent);
    }),
  );
});

it('says no to what is too much whatever others give back, and waits for what may fit', async () => {
  const purse = new Purse({ dollars: 1 });
  const first = await purse.reserve({ tokens: 0, dollars: 0.8 });
  expect(await purse.reserve({ tokens: 0, dollars: 1.5 })).toBeUndefined();
  const waiting = purse.reserve({ tokens: 0, dollars: 0.5 });
  first!.settle({ tokens: 0, dollars: 0.1 });
  expect(await waiting).toBeDefined();
});

it('goes on from what a resumed run has spent', async () => {
  const purse = new Purse({ tokens: 100 }, { tokens: 95, dollars: 0 });
  expect(await purse.reserve({ tokens: 6, dollars: 0 })).toBeUndefined();
  expect(await purse.reserve({ tokens: 5, dollars: 0 })).toBeDefined();
});
