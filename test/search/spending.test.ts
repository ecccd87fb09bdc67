import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Budget } from '../../src/domain/budget.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { Spending } from '../../src/search/spending.ts';

class StandingClock implements Clock {
  nowMs = 5000;
  monotonicMs = (): number => this.nowMs;
  wallMs = (): number => this.nowMs;
  deadline = (): AbortSignal => new AbortController().signal;
}

function spendingOf(budget: Budget): { clock: StandingClock; spending: Spending } {
  const clock = new StandingClock();
  return { clock, spending: new Spending(budget, false, clock, undefined) };
}

describe('what a run spends', () => {
  it('leaves the end of its seconds, and never more than one, to what comes after the search', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 1000, noNaN: true }), (seconds) => {
        const { clock, spending } = spendingOf({ seconds });
        const kept = Math.min(1000, seconds * 100);
        clock.nowMs += seconds * 1000 - kept - 1;
        expect(spending.isOver).toBe(false);
        clock.nowMs += 2;
        expect(spending.isOver).toBe(true);
      }),
    );
  });

  it('leaves more where judging takes long, and to what is judged less than is left', () => {
    const { clock, spending } = spendingOf({ seconds: 100 });
    spending.judged(20_000, true);
    expect(spending.searchMsLeft).toBe(70_000);
    spending.judged(5000, true);
    expect(spending.searchMsLeft).toBe(90_000);
    expect(spending.graceMs).toBe(500);
    expect(spendingOf({ seconds: 1 }).spending.graceMs).toBe(50);
    clock.nowMs += 95_000;
    expect(spending.endingMsLeft).toBe(11_000);
  });

  it('ends some time after its seconds whatever is still to be judged', () => {
    const { clock, spending } = spendingOf({ seconds: 10 });
    clock.nowMs += 9000;
    expect(spending.endingMsLeft).toBe(2000);
    clock.nowMs += 9000;
    expect(spending.endingMsLeft).toBe(2000);
    expect(spendingOf({ candidates: 5 }).spending.endingMsLeft).toBe(Infinity);
  });

  it('begins no step that would not end in time, by the last one, of a tenth of the budget at most', () => {
    const { clock, spending } = spendingOf({ seconds: 20 });
    const asked = spending.ask(1);
    clock.nowMs += 1500;
    spending.settle(asked);
    clock.nowMs += 20_000 - 1000 - 1500 - 1500 - 1;
    expect(spending.isOver).toBe(false);
    clock.nowMs += 2;
    expect(spending.isOver).toBe(true);

    const slow = spendingOf({ seconds: 20 });
    const long = slow.spending.ask(1);
    slow.clock.nowMs += 10_000;
    slow.spending.settle(long);
    expect(slow.spending.isOver).toBe(false);
  });

  it('counts candidates that are under way as spent', () => {
    const { spending } = spendingOf({ candidates: 10 });
    expect(spending.candidatesLeft).toBe(10);
    expect(spending.isAllAsked).toBe(false);
    const asked = spending.ask(10);
    // What is under way may do less than it was asked for: that shows when it is counted.
    expect([spending.isAllAsked, spending.isOver]).toEqual([true, false]);
    spending.settle(asked);
    expect([spending.isAllAsked, spending.isOver]).toEqual([false, false]);
  });
});
