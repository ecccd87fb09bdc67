import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Evidence, Measures } from '../../src/domain/evidence.ts';
import { measuredAgain } from '../../src/domain/measured-again.ts';
import { mean } from '../../src/domain/mean-interval.ts';
import { intervalOf, scoreOf } from '../../src/domain/score.ts';

const scored = (scores: readonly number[], measures: Measures = {}): Evidence => ({
  candidate: 'c',
  stage: 'validate',
  wallMs: 10,
  verdict: 'passed',
  passed: scores.length,
  total: scores.length,
  scores,
  measures: { score: mean(scores), ...measures },
});

const crashed: Evidence = {
  candidate: 'c',
  stage: 'validate',
  wallMs: 1,
  verdict: 'crashed',
  error: 'gone',
};

/** What measuring comes to that answers these, one after the other. */
async function measured(all: readonly Evidence[]): Promise<Evidence> {
  const takes = all.map((seen) => () => Promise.resolve([seen]));
  return (await measuredAgain(['c'], takes))[0]!;
}

describe('a score that is taken again', () => {
  it('is the mean of its measurements, instance by instance', async () => {
    const scores = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
      minLength: 3,
      maxLength: 3,
    });
    const lists = fc.array(scores, { minLength: 2, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(lists, async (times) => {
        const seen = await measured(times.map((each) => scored(each)));
        expect(seen).toMatchObject({ measurements: times.map(mean), wallMs: 10 * times.length });
        expect(scoreOf(seen)).toBeCloseTo(mean(times.map(mean)), 6);
        const instances = [0, 1, 2].map((at) => mean(times.map((each) => each[at]!)));
        expect(seen).toMatchObject({ scores: instances });
      }),
    );
  });

  it('is what the specification folds it into, each time', async () => {
    const seen = await measured([scored([1, 2], { score: 2 }), scored([3, 6], { score: 6 })]);
    expect(seen).toMatchObject({ scores: [2, 4], measures: { score: 4 }, measurements: [2, 6] });
  });

  it('has the interval of its instances, and of its measurements where there is one', async () => {
    const several = await measured([
      scored([1, 9], { scoreLow: 0, scoreHigh: 10 }),
      scored([1, 9], { scoreLow: 2, scoreHigh: 14 }),
      scored([1, 9], { scoreLow: 1, scoreHigh: 12 }),
    ]);
    expect(intervalOf(several)).toEqual([1, 12]);
    const [low, high] = intervalOf(await measured([scored([5]), scored([6]), scored([7])]))!;
    expect([low, high].map((bound) => bound.toFixed(2))).toEqual(['3.52', '8.48']);
    expect(intervalOf(await measured([scored([5]), scored([6])]))).toBeUndefined();
  });

  it('fails where it failed once, and is not taken any more', async () => {
    expect(await measured([scored([1]), crashed])).toEqual(crashed);
    const asked: string[][] = [];
    const take = (subjects: readonly string[]): Promise<Evidence[]> => {
      asked.push([...subjects]);
      return Promise.resolve(subjects.map((name) => (name === 'bad' ? crashed : scored([1]))));
    };
    const seen = await measuredAgain(['good', 'bad', 'fair'], [take, take]);
    expect(asked).toEqual([
      ['good', 'bad', 'fair'],
      ['good', 'fair'],
    ]);
    expect(seen.map(({ verdict }) => verdict)).toEqual(['passed', 'crashed', 'passed']);
  });
});
