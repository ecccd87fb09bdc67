import type { Measured } from './measured.ts';
import { answerMsAt } from './projection.ts';

/** Which of the two the other waits for; the station of the lower capacity (Denning & Buzen 1978). */
export type Station = 'generating' | 'judging';

/** Means over the steps of a run that is under way, in milliseconds a step. */
function loads(measured: Measured) {
  const tasks = measured.tasks.slice(measured.starting);
  const mean = (read: (task: (typeof tasks)[number]) => number): number =>
    tasks.reduce((sum, task) => sum + read(task), 0) / tasks.length;
  const answerMs = answerMsAt(measured, Infinity);
  return {
    tokens: mean(({ tokens }) => tokens),
    /** With streams of no duration. */
    waitingMs: mean((task) => answerMs(task) + Math.max(0, task.restMs)),
    workMs: mean(({ workMs }) => workMs),
  };
}

/**
 * The speed of a stream, in tokens a second, from which on judging is the bottleneck: the steps
 * under way come as fast as the processes judge. `undefined` where no speed suffices, for the
 * waiting that has nothing to do with speed is longer.
 */
export function bottleneckSpeed(measured: Measured, workers: number): number | undefined {
  const { tokens, waitingMs, workMs } = loads(measured);
  const writingMs = (measured.overlap.lag * workMs) / workers - waitingMs;
  return writingMs > 0 ? (tokens / writingMs) * 1000 : undefined;
}

export function bottleneckAt(measured: Measured, speed: number, workers: number): Station {
  const limit = bottleneckSpeed(measured, workers);
  return limit !== undefined && speed >= limit ? 'judging' : 'generating';
}

/** The fewest processes that judge with which generating is the bottleneck at this speed. */
export function workersNeeded(measured: Measured, speed: number): number {
  const { tokens, waitingMs, workMs } = loads(measured);
  const cycleMs = waitingMs + (tokens / speed) * 1000;
  return Math.floor((measured.overlap.lag * workMs) / cycleMs) + 1;
}
