import { expect, it } from 'vitest';

import type { Progress } from '../../src/domain/progress.ts';
import type { RunHeader } from '../../src/domain/run.ts';
import { whileTrying } from '../../src/engine/trying.ts';
import { handClock } from '../fixtures/hand-clock.ts';

it('what is tried before a search is part of its seconds, for whoever watches too', async () => {
  const { clock, pass } = handClock();
  const told: Progress[] = [];
  const header = { intent: 'Twice.', budget: { seconds: 10 } } as RunHeader;
  await whileTrying(
    header,
    clock,
    (progress) => told.push(progress),
    async ({ tell }) => {
      pass(500);
      tell('the file as it is');
      pass(1000);
      await Promise.resolve();
    },
  );
  expect(told.map(({ elapsedMs, budgetShare }) => [elapsedMs, budgetShare])).toEqual([
    [500, 0.05],
    [1500, 0.15],
  ]);
});
