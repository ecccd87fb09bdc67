import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { StepSize } from '../../src/search/step-size.ts';

const most = 16;
const lag = 4;

/** The sizes of steps, where a step of so many questions takes so long while `lag` are under way. */
function sizesFor(
  stepsTaken: number,
  took: (asks: number, ahead: number) => { generatingMs: number; judgingMs: number },
): number[] {
  const size = new StepSize(most, lag);
  const sizes: number[] = [];
  const inFlight: number[] = [];
  for (let step = 0; step < stepsTaken; step++) {
    while (inFlight.length < lag) inFlight.push(size.asks);
    // At the very beginning nobody waits for anybody.
    const ahead = inFlight.slice(0, Math.min(step, lag - 1)).reduce((sum, asks) => sum + asks, 0);
    const asks = inFlight.shift()!;
    size.fold({ asks, ...took(asks, ahead) });
    sizes.push(asks);
  }
  return sizes;
}

describe('the size of steps', () => {
  it('begins with one question, and changes by a factor of two, up to its most', () => {
    const milliseconds = fc.double({ min: 0.1, max: 100_000, noNaN: true });
    const steps = fc.array(fc.record({ generatingMs: milliseconds, judgingMs: milliseconds }));
    fc.assert(
      fc.property(steps, (all) => {
        const size = new StepSize(most, lag);
        expect(size.asks).toBe(1);
        for (const took of all) {
          const before = size.asks;
          size.fold({ asks: before, ...took });
          expect([before / 2, before, before * 2]).toContain(size.asks);
          expect(size.asks).toBeGreaterThanOrEqual(1);
          expect(size.asks).toBeLessThanOrEqual(most);
        }
      }),
    );
  });

  it('stays small where a model answers one question after the other, and takes long', () => {
    const slow = sizesFor(60, (asks, ahead) => ({
      generatingMs: (asks + ahead) * 5000,
      judgingMs: 10,
    }));
    expect(slow.slice(20).every((asks) => asks <= 2)).toBe(true);
  });

  it('becomes large where a model is quick, or slow and answers any number at once', () => {
    const quick = sizesFor(60, (asks) => ({ generatingMs: asks * 5, judgingMs: 1 }));
    expect(quick.at(-1)).toBe(most);
    const parallel = sizesFor(60, () => ({ generatingMs: 5000, judgingMs: 100 }));
    expect(parallel.at(-1)).toBe(most);
  });

  it('becomes smaller again where judging is what takes long', () => {
    const judged = sizesFor(100, (asks) => ({ generatingMs: 300, judgingMs: asks * 1000 }));
    expect(Math.max(...judged.slice(20))).toBeLessThanOrEqual(2);
  });

  it('goes on from a checkpoint as if nothing had happened', () => {
    const milliseconds = fc.double({ min: 1, max: 10_000, noNaN: true });
    const all = fc.array(fc.tuple(milliseconds, milliseconds), { maxLength: 40 });
    fc.assert(
      fc.property(all, fc.nat(40), (steps, cut) => {
        const whole = new StepSize(most, lag);
        let parted = new StepSize(most, lag);
        for (const [index, [generatingMs, judgingMs]] of steps.entries()) {
          if (index === cut) {
            const kept: unknown = JSON.parse(JSON.stringify(parted.checkpoint()));
            parted = new StepSize(most, lag, kept as ReturnType<StepSize['checkpoint']>);
          }
          whole.fold({ asks: whole.asks, generatingMs, judgingMs });
          parted.fold({ asks: parted.asks, generatingMs, judgingMs });
          expect(parted.asks).toBe(whole.asks);
        }
      }),
    );
  });
});
