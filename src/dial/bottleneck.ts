import type { Measured } from './measured.ts';
import { answerMsAt } from './projection.ts';
import { serviceMs, type Task } from './stations.ts';

/**
 * What the others wait for: the station of the lowest capacity (Denning & Buzen 1978). Beside the
 * model and those that judge, the main process may be it, or the processors that all share.
 */
export type Station = 'generating' | 'judging' | 'the main process' | 'the processors';

const meanOf =
  ({ tasks, starting }: Measured) =>
  (read: (task: Task) => number): number => {
    const steady = tasks.slice(starting);
    return steady.reduce((sum, task) => sum + read(task), 0) / steady.length;
  };

/** Means over the steps of a run that is under way, in milliseconds a step. */
function loads(measured: Measured) {
  const mean = meanOf(measured);
  const answerMs = answerMsAt(measured, Infinity);
  return {
    tokens: mean(({ tokens }) => tokens),
    /** With streams of no duration. */
    waitingMs: mean((task) => answerMs(task) + Math.max(0, task.restMs)),
  };
}

/**
 * The speed of a stream, in tokens a second, from which on judging is the bottleneck, or what else
 * this machine has to do: the steps under way come as fast as they are done with. `undefined` where
 * no speed suffices, for the waiting that has nothing to do with speed is longer.
 */
export function bottleneckSpeed(measured: Measured, workers: number): number | undefined {
  const { tokens, waitingMs } = loads(measured);
  const heldMs = meanOf(measured)((task) => serviceMs(task, workers));
  const writingMs = measured.overlap.lag * heldMs - waitingMs;
  return writingMs > 0 ? (tokens / writingMs) * 1000 : undefined;
}

export function bottleneckAt(measured: Measured, speed: number, workers: number): Station {
  const limit = bottleneckSpeed(measured, workers);
  return limit !== undefined && speed >= limit ? busiest(measured, workers) : 'generating';
}

/** Which part of this machine has the most to do. */
function busiest(measured: Measured, workers: number): Station {
  const mean = meanOf(measured);
  const judgingMs = mean(({ workMs }) => workMs) / workers;
  const mainMs = mean((task) => task.mainMs);
  const sharedMs = mean((task) => (task.mainMs + task.workMs) / task.processors);
  if (judgingMs >= Math.max(mainMs, sharedMs)) return 'judging';
  return mainMs >= sharedMs ? 'the main process' : 'the processors';
}

/** More processes than this are not asked for. */
const workersMost = 4096;

/**
 * The fewest processes that judge with which generating is the bottleneck at this speed;
 * `undefined` where no number is enough, for something else of this machine is in the way.
 */
export function workersNeeded(measured: Measured, speed: number): number | undefined {
  const { tokens, waitingMs } = loads(measured);
  const cycleMs = waitingMs + (tokens / speed) * 1000;
  const isEnough = (workers: number): boolean =>
    measured.overlap.lag * meanOf(measured)((task) => serviceMs(task, workers)) < cycleMs;
  if (!isEnough(workersMost)) return undefined;
  let [low, high] = [0, workersMost];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
