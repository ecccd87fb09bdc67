import { expect, it } from 'vitest';

import { right } from '../engine/priced.ts';
import { runOfCheats } from './served-cheats.ts';

it('cheats in the corpus that end in a shortlist of a specification with held-out cases: 0', async () => {
  const { cheats, outcome } = await runOfCheats('beside');
  const { shortlist, counts } = outcome;
  expect(counts.run).toBeGreaterThan(cheats / 2);
  // Some did pass all that is visible, such as the table of it: what is held out told them apart.
  expect(counts.survived).toBeGreaterThan(2);
  expect(shortlist.map(({ source }) => source)).toEqual([expect.stringContaining(right)]);
});

it('cheats that get no held-out case right are not shortlisted where nothing else survives either', async () => {
  const { status, shortlist, counts, closest } = (await runOfCheats('alone')).outcome;
  expect(counts.survived).toBeGreaterThan(0);
  expect({ status, shortlist }).toEqual({ status: 'exhausted', shortlist: [] });
  expect(closest).toMatchObject({ stage: 'heldOut', passed: 0 });
});
