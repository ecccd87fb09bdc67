import type { Measured } from './measured.ts';
import { scheduleMs, type Task } from './stations.ts';

/** How long an answer would take with streams of another speed: what is no writing stays. */
export function answerMsAt(
  { tokensPerSecond }: Pick<Measured, 'tokensPerSecond'>,
  speed: number,
): (task: Task) => number {
  return ({ answerMs, tokens }) =>
    Math.max(0, answerMs + tokens * (1000 / speed - 1000 / tokensPerSecond));
}

/**
 * Milliseconds a sample, had the streams of the run been of this speed, in tokens a second, and
 * had so many processes judged. At the speed of the run it is what the run took.
 */
export function msPerSample(measured: Measured, speed: number, workers?: number): number {
  const { tasks, overlap, samples } = measured;
  return scheduleMs(tasks, overlap, answerMsAt(measured, speed), workers) / samples;
}
