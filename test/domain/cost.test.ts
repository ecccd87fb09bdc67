import { expect, it } from 'vitest';

import { addCost, costOf } from '../../src/domain/cost.ts';

const charge = { tokens: 100, inputTokens: 60, dollars: 0.25 };

it('what nobody has counted stays told apart, whatever it is added to', () => {
  const counted = costOf(charge);
  const guessed = costOf({ ...charge, isEstimate: true });
  expect(addCost(counted, counted).estimated).toBeUndefined();
  expect(addCost(addCost(guessed, counted), guessed)).toMatchObject({
    inputTokens: 180,
    outputTokens: 120,
    requests: 3,
    dollars: 0.75,
    estimated: { tokens: 200, dollars: 0.5 },
  });
});

it('tokens whose price nobody knows are no dollars, and are counted as such', () => {
  const unpriced = costOf({ tokens: 100, dollars: 0, isUnpriced: true });
  expect(addCost(unpriced, costOf(charge))).toMatchObject({ dollars: 0.25, unpricedTokens: 100 });
});
