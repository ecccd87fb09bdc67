import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { pipeline } from '../../src/proposing/pipeline.ts';

/** Runs `steps` steps whose results need as many turns of the event loop as `turns` says. */
async function record(lag: number, barrier: number, turns: readonly number[], from = 0) {
  const folded: number[] = [];
  const sawAtStart: number[] = [];
  const rests: number[] = [];
  await pipeline<number>({
    from,
    lag,
    isBarrier: (step) => step % barrier === 0,
    start: (step) => {
      if (step >= from + turns.length) return undefined;
      sawAtStart.push(folded.length);
      return wait(turns[step - from]!).then(() => step);
    },
    fold: (result) => void folded.push(result),
    rest: async (next) => void rests.push(next),
  });
  return { folded, sawAtStart, rests };
}

async function wait(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
}

const speeds = fc.array(fc.nat(4), { minLength: 1, maxLength: 24 });

describe('pipeline', () => {
  it('proposal k sees the evidence up to k − L, however fast its neighbours are', async () => {
    await fc.assert(
      fc.asyncProperty(speeds, fc.integer({ min: 1, max: 6 }), async (turns, lag) => {
        const { folded, sawAtStart } = await record(lag, 1000, turns);
        expect(folded).toEqual(turns.map((_, step) => step));
        expect(sawAtStart).toEqual(turns.map((_, step) => Math.max(0, step - lag + 1)));
      }),
      { numRuns: 30 },
    );
  });

  it('rests at every barrier with nothing in flight, and once at the end', async () => {
    const { sawAtStart, rests } = await record(
      4,
      5,
      Array.from({ length: 12 }, () => 1),
    );
    expect(rests).toEqual([5, 10, 12]);
    expect(sawAtStart[5]).toBe(5);
    expect(sawAtStart[10]).toBe(10);
  });

  it('goes on from a later step as if it had never stopped', async () => {
    const { folded } = await record(3, 4, [1, 0, 2], 8);
    expect(folded).toEqual([8, 9, 10]);
  });

  it('asks again after each fold while something is in flight, and ends with nothing in flight', async () => {
    await fc.assert(
      fc.asyncProperty(speeds, fc.integer({ min: 1, max: 6 }), async (does, lag) => {
        // Each step is to do 5 of 20 that are to be done, and may do less.
        let [left, inFlight] = [20, 0];
        const folded: number[] = [];
        await pipeline<number>({
          from: 0,
          lag,
          isBarrier: (step) => step % 7 === 0,
          start: (step) => {
            if (left - 5 * inFlight <= 0) return undefined;
            inFlight++;
            return wait(step % 3).then(() => 1 + (does[step % does.length]! % 5));
          },
          fold: (done, step) => {
            inFlight--;
            left -= done;
            folded.push(step);
          },
          rest: () => Promise.resolve(),
        });
        expect(left).toBeLessThanOrEqual(0);
        expect(left).toBeGreaterThan(-5 * lag);
        expect(folded).toEqual(folded.map((_, step) => step));
      }),
      { numRuns: 30 },
    );
  });

  it('passes on the error of a step when its turn comes', async () => {
    const folded: number[] = [];
    const broken = pipeline<number>({
      from: 0,
      lag: 3,
      isBarrier: (step) => step % 100 === 0,
      start: (step) => (step === 1 ? Promise.reject(new Error('lost')) : wait(3).then(() => step)),
      fold: (result) => void folded.push(result),
      rest: () => Promise.resolve(),
    });
    await expect(broken).rejects.toThrow('lost');
    expect(folded).toEqual([0]);
  });
});
