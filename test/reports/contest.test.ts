import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Arm } from '../../src/domain/arms.ts';
import { contestOf } from '../../src/reports/contest.ts';

const spent = { tokens: 0, dollars: 0 };

const armOf = (run: number, survived: number, best: readonly number[] = []): Arm => ({
  ...spent,
  proposed: run,
  right: survived,
  run,
  survived,
  best,
});

const counted = fc.integer({ min: 1, max: 500 }).chain((run) =>
  fc.record({
    run: fc.constant(run),
    scores: fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: Math.min(run, 60) }),
  }),
);

const arm = counted.map(({ run, scores }) =>
  armOf(
    run,
    scores.length,
    scores.toSorted((left, right) => right - left),
  ),
);

describe('evolution against plain sampling', () => {
  it('is decided for neither side where both did alike', () => {
    fc.assert(
      fc.property(arm, (one) => {
        expect(contestOf({ control: one, evolution: one }).winner).toBe('undecided');
      }),
    );
  });

  it('never comes out for both: changing places changes the winner', () => {
    const others = { evolution: 'control', control: 'evolution', undecided: 'undecided' } as const;
    fc.assert(
      fc.property(arm, arm, (one, other) => {
        const so = contestOf({ control: one, evolution: other });
        const swapped = contestOf({ control: other, evolution: one });
        expect(others[swapped.winner]).toBe(so.winner);
      }),
    );
  });

  it('gives the difference of two shares with an interval that holds it', () => {
    const share = fc
      .integer({ min: 1, max: 500 })
      .chain((run) => fc.nat(run).map((survived) => armOf(run, survived)));
    fc.assert(
      fc.property(share, share, (control, evolution) => {
        const { rate, interval } = contestOf({ control, evolution }).difference!;
        expect(interval[0]).toBeLessThanOrEqual(rate);
        expect(interval[1]).toBeGreaterThanOrEqual(rate);
      }),
    );
    // Newcombe 1998, table II, example (a): 56/70 against 48/80, method 10.
    const { interval } = contestOf({
      control: armOf(80, 48),
      evolution: armOf(70, 56),
    }).difference!;
    expect(interval[0]).toBeCloseTo(0.0524, 3);
    expect(interval[1]).toBeCloseTo(0.3339, 3);
  });

  it('is sure where all of the many are better than all of the few, however few these are', () => {
    const evolution = armOf(10_000, 10_000, Array(128).fill(9));
    for (const few of [50, 100, 200, 1000]) {
      const control = { ...armOf(few, few, [1]), ahead: 0, level: 0 };
      const ahead = { ...evolution, ahead: 10_000, level: 10_000 };
      const contest = contestOf({ control, evolution: ahead });
      expect([contest.winner, contest.chance]).toEqual(['evolution', 1]);
      // Of an older record it cannot be told how many of those who were not kept are better too.
      const older = contestOf({ control: armOf(few, few, [1]), evolution });
      expect([older.winner, older.chance]).toEqual(['undecided', undefined]);
    }
  });

  it('compares the best of as many where reality scores', () => {
    // One better among ten, of which five are drawn: a chance of a half.
    const evolution = armOf(10, 10, [3, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    const control = armOf(5, 5, [2, 1, 1, 1, 1]);
    expect(contestOf({ control, evolution }).chance).toBeCloseTo(0.5, 12);
    const nothing = armOf(5, 0);
    expect(contestOf({ control: nothing, evolution }).winner).toBe('evolution');
  });
});
