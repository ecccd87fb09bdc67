import type { Measured } from './measured.ts';
import { foldedMs, type Task } from './stations.ts';

/** How long an answer would take with streams of another speed: what is no writing stays. */
export function answerMsAt(
  { tokensPerSecond }: Pick<Measured, 'tokensPerSecond'>,
  speed: number,
): (task: Task) => number {
  return ({ answerMs, tokens }) =>
    Math.max(0, answerMs + tokens * (1000 / speed - 1000 / tokensPerSecond));
}

/** What a run takes: so long to get going, and so long for each sample, in milliseconds. */
export interface Pace {
  readonly startMs: number;
  readonly msPerSample: number;
}

/**
 * The pace of the run, had its streams been of this speed, in tokens a second, and had so many
 * processes judged. At the speed of the run it is that of the run.
 */
export function paceAt(measured: Measured, speed: number, workers?: number): Pace {
  const { tasks, overlap, starting } = measured;
  const folded = foldedMs(tasks, overlap, answerMsAt(measured, speed), workers);
  const beganMs = starting === 0 ? 0 : folded[starting - 1]!;
  const msPerSample = (folded.at(-1)! - beganMs) / samplesOf(tasks.slice(starting));
  const startMs = Math.max(0, beganMs - samplesOf(tasks.slice(0, starting)) * msPerSample);
  return { startMs, msPerSample };
}

const samplesOf = (tasks: readonly Task[]): number =>
  tasks.reduce((sum, { samples }) => sum + samples, 0);
