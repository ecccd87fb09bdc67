import type { Evidence, Measures } from '../../../domain/evidence.ts';
import type { Value } from '../../../domain/value.ts';
import type { Outcome, Trial } from '../../../ports/sandbox.ts';
import { failureOnV8 } from './failure-on-v8.ts';
import { failureOf, programOf, type Bench, type JudgingStage } from './judging.ts';

const name = 'timing';
const repetitions = 25;
/** Inputs that are timed each on its own, to find the worst. */
const singlesMost = 5;
const limitMs = 10_000;

/**
 * Measures nominees, or contenders where V8 stands apart, as times are those of V8: the median time of a call over all inputs with its 95 % interval, and the
 * median on the input that takes longest, all in nanoseconds. Time ranks, and never admits.
 */
export function timingStage(bench: Bench, inputs: readonly (readonly Value[])[]): JudgingStage {
  const sandbox = bench.second?.alone ?? bench.sandbox;
  const failed: Failed = bench.second === undefined ? failureOf : onV8;
  const sets = [inputs, ...inputs.slice(0, singlesMost).map((input) => [input])];
  return {
    name,
    audience: bench.second === undefined ? 'nominees' : 'contenders',
    hard: false,
    selective: false,
    varies: true,
    async *judge(batch, signal) {
      const trials = batch.flatMap((candidate) =>
        sets.map((set): Trial => ({
          program: programOf(candidate, bench),
          task: { kind: 'time', inputs: set, repetitions },
          limitMs,
        })),
      );
      let outcomes: Outcome[] = [];
      let index = 0;
      for await (const outcome of sandbox.run(trials, signal)) {
        outcomes.push(outcome);
        if (outcomes.length < sets.length) continue;
        yield evidenceOf(outcomes, batch[index++]!.id, inputs.length, failed);
        outcomes = [];
      }
    },
  };
}

type Failed = typeof failureOf;

const onV8: Failed = (outcome, seen) => failureOnV8(outcome, seen, limitMs);

function evidenceOf(
  outcomes: readonly Outcome[],
  candidate: string,
  total: number,
  failed: Failed,
): Evidence {
  const seen = { candidate, stage: name };
  const wallMs = outcomes.reduce((sum, outcome) => sum + outcome.wallMs, 0);
  const samples: (readonly number[])[] = [];
  for (const outcome of outcomes) {
    if (outcome.kind !== 'timed') return { ...failed(outcome, seen)!, wallMs };
    samples.push(outcome.nanoseconds);
  }
  return {
    ...seen,
    wallMs,
    verdict: 'passed',
    passed: total,
    total,
    measures: measuresOf(samples),
  };
}

function measuresOf([together = [], ...singles]: readonly (readonly number[])[]): Measures {
  const sorted = together.toSorted((left, right) => left - right);
  const { low, high } = medianRanks(sorted.length);
  return {
    medianNs: medianOf(together),
    medianNsLow: sorted[low]!,
    medianNsHigh: sorted[high]!,
    // One input over and over is predicted better than many in turn: the worst is no less than these.
    worstNs: Math.max(medianOf(together), ...singles.map(medianOf)),
  };
}

/**
 * The ranks, from 0, between which the true median lies with a probability of 95 %: the normal
 * approximation of the sign test's interval (Conover, Practical Nonparametric Statistics, 3.2).
 */
export function medianRanks(count: number): { low: number; high: number } {
  const reach = (1.96 * Math.sqrt(count)) / 2;
  const low = Math.max(0, Math.floor(count / 2 - reach));
  return { low, high: count - 1 - low };
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
