import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { bottleneckAt, bottleneckSpeed, workersNeeded } from '../../src/dial/bottleneck.ts';
import { crossoverOf } from '../../src/dial/crossover.ts';
import { measure } from '../../src/dial/measured.ts';
import { answerMsAt, paceAt } from '../../src/dial/projection.ts';
import { foldedMs } from '../../src/dial/stations.ts';
import type { StepTimes } from '../../src/domain/step-times.ts';
import { recordOf, stepsOf } from './recorded.ts';

const measured = (...given: Parameters<typeof recordOf>) => {
  const { header, events } = recordOf(...given);
  return measure(header, events);
};

/** Steps with moments that a search may come to: answers in any order, judged one by one. */
const anySteps = fc
  .array(fc.tuple(fc.nat(500), fc.nat(3000), fc.nat(200), fc.integer({ min: 1, max: 400 })), {
    minLength: 1,
    maxLength: 40,
  })
  .map((rows) => {
    const steps: StepTimes[] = [];
    for (const [step, [delayMs, answerMs, judgingMs, length]] of rows.entries()) {
      const askedMs = (steps[step - 4]?.judgedMs ?? 0) + delayMs;
      const answeredMs = askedMs + answerMs + 1;
      const judgedMs = Math.max(answeredMs, steps.at(-1)?.judgedMs ?? 0) + judgingMs;
      const control = [{ tokens: length, dollars: 0, quality: null }];
      const work = { samples: 1, tokens: length, judged: 1, workMs: judgingMs / 2, workers: 2 };
      steps.push({ step, askedMs, answeredMs, judgedMs, ...work, control });
    }
    return steps;
  });

describe('the projection', () => {
  it('at the speed of the run is the run', () => {
    fc.assert(
      fc.property(anySteps, fc.subarray([4, 8, 12, 16]), (steps, rests) => {
        const run = measured('r', steps, 0, { rests });
        const { startMs, msPerSample } = paceAt(run, run.tokensPerSecond);
        expect(paceAt(run, run.tokensPerSecond, 2)).toEqual({ startMs, msPerSample });
        const beganMs = steps[run.starting - 1]?.judgedMs ?? 0;
        const took = (steps.at(-1)!.judgedMs - beganMs) / (steps.length - run.starting);
        expect(msPerSample).toBeCloseTo(took, 6);
        const over = startMs + msPerSample * steps.length;
        expect(over).toBeGreaterThanOrEqual(steps.at(-1)!.judgedMs - 1e-6);
      }),
    );
  });

  it('is never slower with faster streams or with more that judge', () => {
    fc.assert(
      fc.property(anySteps, fc.double({ min: 1, max: 1e6, noNaN: true }), (steps, speed) => {
        const run = measured('r', steps, 0);
        const lastMs = (...given: [speed: number, workers?: number]) =>
          foldedMs(run.tasks, run.overlap, answerMsAt(run, given[0]), given[1]).at(-1)!;
        expect(lastMs(speed * 2)).toBeLessThanOrEqual(lastMs(speed) + 1e-9);
        expect(lastMs(speed, 4)).toBeLessThanOrEqual(lastMs(speed, 2) + 1e-9);
      }),
    );
  });

  it('counts what was done again after an interruption once', () => {
    const steps = stepsOf(8, 800, 10);
    const { header, events } = recordOf('r', steps, 1);
    const twice = measure(header, [...events, ...events]);
    expect(twice.samples).toBe(64);
    expect(twice.elapsedMs).toBe(steps.at(-1)!.judgedMs);
  });
});

describe('the bottleneck', () => {
  const run = measured('r', stepsOf(64, 800, 10), 1);

  it('moves to judging where the steps under way are answered as fast as they are judged', () => {
    // Four answers of 200 tokens while four steps are judged in 10 ms each.
    expect(run.tokensPerSecond).toBeCloseTo(250, 6);
    expect(bottleneckSpeed(run, 2)).toBeCloseTo(200 / 0.04, 3);
  });

  it('moves on with more that judge', () => {
    expect(bottleneckSpeed(run, 4)).toBeCloseTo(2 * bottleneckSpeed(run, 2)!, 3);
    expect(workersNeeded(run, 5001)).toBe(3);
    expect(workersNeeded(run, 1000)).toBe(1);
    // 80 ms of work in the 0.2 ms that an answer takes.
    expect(workersNeeded(run, 1.001e6)).toBe(401);
  });
});

describe('the crossover', () => {
  it('is the ratio of the chances where only the streams are waited for', () => {
    const weaker = measured('weak', stepsOf(128, 800, 0), 10);
    const smarter = measured('smart', stepsOf(128, 800, 0), 80);
    const { ratio, interval } = crossoverOf(weaker, smarter, 100);
    expect(ratio).toBeCloseTo(Math.log1p(-80 / 1024) / Math.log1p(-10 / 1024), 6);
    expect(interval[0]).toBeLessThan(ratio!);
    expect(interval[1]).toBeGreaterThan(ratio!);
  });

  it('is nowhere where the weaker could not be judged so fast', () => {
    const weaker = measured('weak', stepsOf(128, 800, 10), 10);
    const smarter = measured('smart', stepsOf(128, 800, 10), 80);
    expect(crossoverOf(weaker, smarter, 1e6).ratio).toBeNull();
    expect(crossoverOf(weaker, smarter, 100).ratio).toBeGreaterThan(1);
  });

  it('cannot be told where all plain samples of both are right, or none', () => {
    const all = measured('all', stepsOf(16, 800, 0), 16 * 8);
    const none = measured('none', stepsOf(16, 800, 0), 0);
    const untold = { ratio: null, weakerSpeed: null, isUndecidable: true, interval: [null, null] };
    for (const run of [all, none]) expect(crossoverOf(run, run, 100)).toMatchObject(untold);
    // Of these it can: none of the weaker are right, whose chance may still be anything small.
    expect(crossoverOf(none, all, 100)).not.toHaveProperty('isUndecidable');
    const some = measured('some', stepsOf(16, 800, 0), 20);
    expect(crossoverOf(some, some, 100).ratio).toBeCloseTo(1, 6);
  });

  it('has no upper end where nothing of the weaker was right', () => {
    const weaker = measured('weak', stepsOf(16, 800, 0), 0);
    const smarter = measured('smart', stepsOf(16, 800, 0), 20);
    const { ratio, interval } = crossoverOf(weaker, smarter, 100);
    expect([ratio, interval[1]]).toEqual([null, null]);
    expect(interval[0]).toBeGreaterThan(0);
  });
});

it('a run without plain samples, or of several models, is refused with the mend', () => {
  const { header, events } = recordOf('r', stepsOf(2, 10, 1), 0);
  expect(() => measure(header, [])).toThrow('--control');
  expect(() => measure({ ...header, models: ['a', 'b'] }, events)).toThrow('2 models');
});

describe('the speed of a stream', () => {
  const lengths = fc.constantFrom(100, 200, 400);

  it('is told from what reading the samples of an answer takes, where their numbers differ', () => {
    fc.assert(
      fc.property(lengths, fc.integer({ min: 1, max: 20 }), (length, readingMs) => {
        const steps = stepsOf(64, 0, 0).map((step, index) => {
          const samples = 8 * 2 ** Math.min(4, index >> 3);
          const answerMs = length * 4 + samples * readingMs;
          const work = { samples, tokens: samples * length, longest: length };
          return { ...step, ...work, askedMs: 1000 * index, answeredMs: 1000 * index + answerMs };
        });
        expect(measured('r', steps, 0).tokensPerSecond).toBeCloseTo(250, 6);
      }),
    );
  });

  it('is that of the longest sample of a step, which the others are waited for with', () => {
    const steps = stepsOf(64, 800, 0).map((step) => ({ ...step, tokens: 800, longest: 200 }));
    expect(measured('r', steps, 0).tokensPerSecond).toBeCloseTo(250, 6);
  });
});

describe('a projection to fast streams', () => {
  it('is bounded by what the main process has to do, and by the processors that all share', () => {
    const slow = stepsOf(64, 800, 10);
    const busy = slow.map((step) => ({ ...step, mainMs: 40, processors: 16 }));
    expect(paceAt(measured('r', busy, 0), 1e9).msPerSample).toBeCloseTo(40 / 8, 1);
    expect(bottleneckAt(measured('r', busy, 0), 1e9, 2)).toBe('the main process');
    expect(workersNeeded(measured('r', busy, 0), 1e9)).toBeUndefined();
    const shared = slow.map((step) => ({ ...step, mainMs: 10, processors: 1 }));
    expect(paceAt(measured('r', shared, 0), 1e9).msPerSample).toBeCloseTo(30 / 8, 1);
    expect(bottleneckAt(measured('r', shared, 0), 1e9, 2)).toBe('the processors');
  });

  it('leaves out what the end of the run cut off', () => {
    const steps = stepsOf(64, 800, 10);
    const last = steps.at(-1)!;
    const cut = {
      ...last,
      step: 64,
      answeredMs: last.judgedMs + 700,
      judgedMs: last.judgedMs + 700,
    };
    const none = { samples: 0, tokens: 0, judged: 0, workMs: 0, control: [] };
    expect(paceAt(measured('r', [...steps, { ...cut, ...none }], 0), 1e6)).toEqual(
      paceAt(measured('r', steps, 0), 1e6),
    );
  });
});
