import { describe, expect, it } from 'vitest';

import { Barriers } from '../../src/search/barriers.ts';

const steps = Array.from({ length: 100 }, (_, step) => step);
const isRegular = (step: number): boolean => step % 16 === 0;

describe('a run rests', () => {
  it('by the count of its steps where a seed decides, or no clock ends it', () => {
    for (const [budget, isRepeatable] of [
      [{ candidates: 10 }, false],
      [{ seconds: 10 }, true],
    ] as const) {
      const barriers = new Barriers({ budget }, isRepeatable, () => 0);
      barriers.rested();
      expect(steps.filter((step) => barriers.has(step))).toEqual(steps.filter(isRegular));
    }
  });

  it('less often where steps are quick, the clock ends it, and no seed decides', () => {
    let nowMs = 0;
    const barriers = new Barriers({ budget: { seconds: 10 } }, false, () => nowMs);
    expect(steps.filter((step) => barriers.has(step))).toEqual([]);
    nowMs = 2000;
    expect(steps.filter((step) => barriers.has(step))).toEqual(steps.filter(isRegular));
    barriers.rested();
    expect(barriers.has(16)).toBe(false);
  });

  it('where the recorded run did, if it repeats one', () => {
    const replay = { run: 'r1', steps: 90, rests: [7, 48] };
    const barriers = new Barriers({ budget: {}, replay }, true, () => 0);
    expect(steps.filter((step) => barriers.has(step))).toEqual(replay.rests);
  });
});
