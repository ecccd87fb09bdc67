import type { Measured } from './measured.ts';
import { answerMsAt } from './projection.ts';
import { judgingMs } from './stations.ts';

/** Which of the two the other waits for; the station of the lower capacity (Denning & Buzen 1978). */
export type Station = 'generating' | 'judging';

/** Means over the steps of a run, in milliseconds a step. */
function loads(measured: Measured, workers: number) {
  const { tasks } = measured;
  const mean = (read: (task: (typeof tasks)[number]) => number): number =>
    tasks.reduce((sum, task) => sum + read(task), 0) / tasks.length;
  return {
    tokens: mean(({ tokens }) => tokens),
    /** With streams of no duration. */
    fixedMs: mean(answerMsAt(measured, Infinity)),
    judgingMs: mean((task) => judgingMs(task, workers)),
  };
}

/**
 * The speed of a stream, in tokens a second, from which on judging is the bottleneck: the steps
 * under way are answered as fast as they are judged. `undefined` where no speed suffices, for the
 * waiting that has nothing to do with speed is longer.
 */
export function bottleneckSpeed(measured: Measured, workers: number): number | undefined {
  const { tokens, fixedMs, judgingMs: judging } = loads(measured, workers);
  const writingMs = measured.overlap.lag * judging - fixedMs;
  return writingMs > 0 ? (tokens / writingMs) * 1000 : undefined;
}

export function bottleneckAt(measured: Measured, speed: number, workers: number): Station {
  const limit = bottleneckSpeed(measured, workers);
  return limit !== undefined && speed >= limit ? 'judging' : 'generating';
}

/** More processes than anybody has. */
const workersMost = 4096;

/**
 * The fewest processes that judge with which generating is the bottleneck at this speed;
 * `undefined` where none suffice, for what cannot be shared out takes longer.
 */
export function workersNeeded(measured: Measured, speed: number): number | undefined {
  const isEnough = (workers: number): boolean =>
    bottleneckAt(measured, speed, workers) === 'generating';
  if (!isEnough(workersMost)) return undefined;
  let [low, high] = [1, workersMost];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
