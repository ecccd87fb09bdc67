import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Candidate } from '../../src/domain/candidate.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import { Fuel } from '../../src/gauntlet/fuel.ts';
import { judgeRising } from '../../src/gauntlet/judge-rising.ts';

/** What the engine itself lets a trial spend. */
const engineUnits = 2000;
const limits = new Fuel().limits().for('examples');

/** Each spends what it needs, or all that it may; who needs most is right where told. */
async function judged(needs: readonly { units: number; isRight: boolean }[]) {
  let spent = 0;
  const batch = needs.map((_, index) => ({ id: String(index) }) as unknown as Candidate);
  const reality = {
    async *judge(stage: string, some: readonly Candidate[], _: AbortSignal, most?: number) {
      for (const { id } of some) {
        await Promise.resolve();
        const { units, isRight } = needs[Number(id)]!;
        const limit = Math.min(most ?? Infinity, engineUnits);
        spent += Math.min(units, limit);
        const base = { candidate: id, stage, wallMs: 0 };
        const seen: Evidence =
          units > limit
            ? { ...base, verdict: 'timedOut', limitMs: 1000, fuelMost: limit }
            : isRight
              ? { ...base, verdict: 'passed', passed: 1, total: 1, fuel: units }
              : { ...base, verdict: 'failed', passed: 0, total: 1, feedback: '', fuel: units };
        yield seen;
      }
    },
  };
  const never = new AbortController().signal;
  const seen = await Array.fromAsync(judgeRising(reality, 'examples', batch, limits, never));
  return { seen, spent };
}

const bomb = { units: Infinity, isRight: false };
const right = (units: number) => ({ units, isRight: true });

describe('while nobody has passed', () => {
  it('what loops for ever costs a fraction of the limit beside one that is right', async () => {
    const { seen, spent } = await judged([bomb, bomb, bomb, right(1), bomb, bomb]);
    expect(seen.map(({ verdict }) => verdict)).toEqual([
      'timedOut',
      'timedOut',
      'timedOut',
      'passed',
      'timedOut',
      'timedOut',
    ]);
    expect(spent).toBeLessThan(engineUnits / 4);
  });

  it('what has met the limit of the engine itself is not run again', async () => {
    const { spent } = await judged([bomb, bomb]);
    expect(spent).toBe(2 * (40 + 400 + engineUnits));
  });

  it('one that needs nearly all that the engine allows is found all the same', async () => {
    const { seen } = await judged([bomb, right(1999)]);
    expect(seen.map(({ verdict }) => verdict)).toEqual(['timedOut', 'passed']);
    expect(seen[0]).toMatchObject({ fuelMost: engineUnits });
  });

  it('whoever passes lets the others have fifty times as much, at once', async () => {
    const { seen } = await judged([right(30), right(1400), bomb]);
    expect(seen.map(({ verdict }) => verdict)).toEqual(['passed', 'passed', 'timedOut']);
  });

  it('somebody passes exactly where somebody would with the engine’s own limit', async () => {
    const need = fc.record({
      units: fc.oneof(fc.nat(60), fc.nat(3000), fc.constant(Infinity)),
      isRight: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(need, { maxLength: 12 }), async (needs) => {
        const { seen } = await judged(needs);
        expect(seen.map(({ candidate }) => Number(candidate))).toEqual([...needs.keys()]);
        const isAny = needs.some(({ units, isRight }) => isRight && units <= engineUnits);
        expect(seen.some(({ verdict }) => verdict === 'passed')).toBe(isAny);
      }),
    );
  });

  it('who was judged before a cut-off keeps what was seen', async () => {
    const control = new AbortController();
    const batch = ['a', 'b', 'c', 'd'].map((id) => ({ id }) as unknown as Candidate);
    const reality = {
      async *judge(stage: string, some: readonly Candidate[], _: AbortSignal, most = 0) {
        for (const { id } of some) {
          await Promise.resolve();
          const base = { candidate: id, stage, wallMs: 0 };
          if (id === 'd') control.abort();
          control.signal.throwIfAborted();
          const seen: Evidence =
            id === 'c'
              ? { ...base, verdict: 'timedOut', limitMs: 1, fuelMost: most }
              : { ...base, verdict: 'failed', passed: 0, total: 1, feedback: '' };
          yield seen;
        }
      },
    };
    const heard: string[] = [];
    const judging = async (): Promise<void> => {
      const all = judgeRising(reality, 'examples', batch, limits, control.signal);
      for await (const { candidate } of all) heard.push(candidate);
    };
    await expect(judging()).rejects.toThrow('aborted');
    // The third would have been given more: what it came to is not known.
    expect(heard).toEqual(['a', 'b']);
  });
});
