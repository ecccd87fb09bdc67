import { expect, it } from 'vitest';

import { contestLine } from '../../../../src/faces/cli/result/contest.ts';
import type { ContestReport } from '../../../../src/index.ts';

const none = { proposed: 0, run: 0, survived: 0, solvedAfter: null };
const some = { ...none, proposed: 40, run: 40, survived: 8 };
const contestOf = (evolution: typeof none, control: typeof none): ContestReport =>
  ({ winner: 'undecided', evolution, control }) as unknown as ContestReport;

it('compares nothing where evolution had no share of the budget', () => {
  expect(contestLine(contestOf(none, some))).toBe('plain sampling alone: 8 of 40 survived');
  expect(contestLine(contestOf(some, some))).toMatch(/cannot be told apart: 8 of 40 survived/);
});
