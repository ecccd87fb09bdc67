import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Judged } from '../../../src/search/judged.ts';
import type { Reality } from '../../../src/ports/reality.ts';
import { candidateOf } from '../../../src/testing/reality-contract.ts';
import { behaviour, judge } from './judge.ts';
import { score, times } from './multiples.ts';
import { openSpec } from './open.ts';

const never = new AbortController().signal;

describe('a score', () => {
  let reality: Reality;
  beforeAll(async () => void (reality = await openSpec(score())));
  afterAll(() => reality.close());

  test('is taken on a quarter of the training instances first, on fewer still where there are many, then on all', async () => {
    const [small] = await judge(reality, 'train-2', times(9));
    expect(small).toMatchObject({ verdict: 'passed', scores: [0, 1], measures: { score: 0.5 } });
    const [all] = await judge(reality, 'train', times(9));
    expect(all).toMatchObject({ scores: [0, 1, 2, 3, 4, 5, 6, 7], measures: { score: 3.5 } });
    const [again] = await judge(reality, 'train', times(9));
    expect(again).toMatchObject({ scores: [0, 1, 2, 3, 4, 5, 6, 7] });
  });

  test('goes on from what is on record of the stage before, and runs none of it again', async () => {
    const [small] = await judge(reality, 'train-2', times(9));
    const recorded = { ...small!, wallMs: 1000, scores: [50, 60] };
    const goingOn = new Judged([recorded]).by(reality);
    const judging = async (stage: string) =>
      Array.fromAsync(goingOn.judge(stage, [candidateOf(times(9))], never));
    expect(await judging('train-2')).toEqual([recorded]);
    expect(await judging('train')).toMatchObject([{ scores: [50, 60, 2, 3, 4, 5, 6, 7] }]);
  });

  test('calls no two candidates alike by fewer than four of many instances', async () => {
    const twins = ['export const f = (x) => 9 * x;', 'export const f = (x) => x * 9;'];
    const few = await judge(reality, 'train-2', ...twins);
    expect(few.map(behaviour)).toEqual([undefined, undefined]);
    const [first, second] = (await judge(reality, 'train', ...twins)).map(behaviour);
    expect(first).toMatch(/^[0-9a-f]{16}$/);
    expect(second).toBe(first);
  });

  test('must be better than every baseline on validate', async () => {
    const [good, bad] = await judge(reality, 'validate', times(9), times(1));
    expect(good?.verdict).toBe('passed');
    expect(bad).toMatchObject({
      verdict: 'failed',
      feedback: 'It scores 31.5000, which is not better than the baseline same with 31.5000.',
    });
  });

  test('that is no finite number is a failure, with the instance that shows it', async () => {
    const [seen] = await judge(reality, 'train', 'export const f = (x) => (x === 3 ? NaN : x);');
    expect(seen).toMatchObject({
      verdict: 'failed',
      passed: 7,
      feedback: 'Its score on instance 4 of 8 is NaN; it must be a finite number.',
    });
    expect(seen).not.toHaveProperty('scores');
  });

  test('of the final split is asked for only with it', async () => {
    const without = await reality.references(false, never);
    expect(without).toEqual([
      { name: 'same', kind: 'baseline', score: { train: 31.5, validate: 31.5 } },
      { name: 'paper', kind: 'published', score: { train: 1.75, validate: 1.75 } },
    ]);
    const [same] = await reality.references(true, never);
    expect(same?.score.final).toBe(4.5);
  });

  test('asks nobody about inputs: there is no right answer', async () => {
    expect(await reality.disagreements([times(1), times(2)].map(candidateOf), 3, never)).toEqual(
      [],
    );
  });
});

test('a score folds its instances as the specification says', async () => {
  const reality = await openSpec(score('aggregate: (scores) => Math.max(...scores),'));
  const [seen] = await judge(reality, 'train', times(9));
  expect(seen).toMatchObject({ measures: { score: 7 } });
  expect((await reality.references(false, never))[0]?.score).toEqual({ train: 63, validate: 63 });
  await reality.close();
});

test('a baseline that fails later than on a first instance is told of, and beaten by whoever has a score', async () => {
  const lost = "best: (x) => { if (x === 1) throw new Error('lost'); return x; }";
  const reality = await openSpec(score(`baselines: { same: (x) => x, ${lost} },`));
  const [good, bad] = await judge(reality, 'validate', times(9), times(1));
  expect([good?.verdict, bad?.verdict]).toEqual(['passed', 'failed']);
  const why = expect.stringContaining('lost');
  expect((await reality.references(true, never))[1]).toEqual({
    name: 'best',
    kind: 'baseline',
    score: {},
    failed: { train: why, validate: why, final: why },
  });
  await reality.close();
});

const seeds = async (seed: number) => {
  const reality = await openSpec(
    score('evaluate: (candidate, { seed }) => seed + candidate(0),'),
    seed,
  );
  const scores: unknown[] = [];
  for (const stage of ['train', 'validate', 'final']) {
    const [seen] = await judge(reality, stage, times(1));
    scores.push(seen?.verdict === 'passed' || seen?.verdict === 'failed' ? seen.scores?.[0] : seen);
  }
  await reality.close();
  return scores;
};

test('every split has instances of its own seed, the same for the same run', async () => {
  const [first, again, other] = [await seeds(1), await seeds(1), await seeds(2)];
  expect(new Set(first).size).toBe(3);
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});
