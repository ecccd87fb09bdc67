import type { Arm } from '../../src/domain/arms.ts';
import type { RunEvent, RunHeader } from '../../src/domain/run.ts';
import type { StepTimes } from '../../src/domain/step-times.ts';
import { noCost, noCounts } from '../../src/domain/tally.ts';
import type { Recorded } from '../../src/dial/dial.ts';

const nothing: Arm = {
  proposed: 0,
  right: 0,
  run: 0,
  survived: 0,
  tokens: 0,
  dollars: 0,
  best: [],
};

/** The record of a run of these steps, of whose plain samples so many were right. */
export function recordOf(
  id: string,
  steps: readonly StepTimes[],
  right: number,
  { lag = 4, rests = [] }: { lag?: number; rests?: readonly number[] } = {},
): Recorded {
  const header: RunHeader = {
    id,
    startedAtMs: 0,
    intent: 'Anything.',
    specPath: '/nowhere',
    spec: '',
    seed: 1,
    models: ['a model'],
    budget: { seconds: 1 },
    lag,
    sluiceVersion: '',
  };
  const proposed = steps.reduce((sum, { control }) => sum + control.length, 0);
  const arms = { control: { ...nothing, proposed, right }, evolution: nothing };
  const totals = { elapsedMs: 0, counts: noCounts, cost: noCost, arms };
  const checkpoints = rests.map((step): RunEvent => {
    return { kind: 'checkpoint', step, ...totals, archive: null, model: null };
  });
  const ended: RunEvent = { kind: 'ended', status: 'exhausted', ...totals, steps };
  return { header, events: [...checkpoints, ended] };
}

/** Steps as a search takes them, of answers of one length and speed, judged in so many ms each. */
export function stepsOf(count: number, answerMs: number, judgingMs: number, lag = 4): StepTimes[] {
  const steps: StepTimes[] = [];
  for (let step = 0; step < count; step++) {
    const askedMs = steps[step - lag]?.judgedMs ?? 0;
    const answeredMs = askedMs + answerMs;
    const judgedMs = Math.max(answeredMs, steps.at(-1)?.judgedMs ?? 0) + judgingMs;
    const control = Array.from({ length: 8 }, () => ({ tokens: 200, dollars: 0, quality: 0 }));
    const work = { samples: 8, tokens: 1600, judged: 8, workMs: judgingMs * 2, workers: 2 };
    steps.push({ step, askedMs, answeredMs, judgedMs, ...work, control });
  }
  return steps;
}
