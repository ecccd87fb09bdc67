import type { StepTimes } from '../domain/step-times.ts';

/** A step as a schedule needs it, in milliseconds. */
export interface Task {
  readonly step: number;
  /** Between what it waited for and its being asked. */
  readonly delayMs: number;
  /** From the question to the last token. */
  readonly answerMs: number;
  /** Of a stream, on the average of the samples. */
  readonly tokens: number;
  readonly samples: number;
  /** Judging, as far as more processes that judge do not shorten it. */
  readonly hostMs: number;
  /** The rest of judging, all processes together. */
  readonly workMs: number;
  /** Candidates that can be judged side by side. */
  readonly judged: number;
  readonly workers: number;
}

/** How the search overlaps steps: `lag` of them at once, and none across a rest. */
export interface Overlap {
  readonly lag: number;
  /** Steps that begin with nothing under way. */
  readonly rests: ReadonlySet<number>;
}

/** Takes apart what each step waited for: its answer, its turn to be judged, those before it. */
export function tasksOf(steps: readonly StepTimes[], { lag, rests }: Overlap): readonly Task[] {
  const folded: number[] = [];
  let [arrivedMs, freeMs] = [0, 0];
  return steps.map((step, index): Task => {
    const { askedMs, samples, judged, workers } = step;
    const readyMs = readyAt(step.step, index, folded, lag, rests);
    // Answers are taken in the order of the questions.
    arrivedMs = Math.max(arrivedMs, step.answeredMs);
    const beganMs = Math.max(arrivedMs, freeMs);
    freeMs = Math.max(freeMs, step.judgedMs, beganMs);
    const tookMs = freeMs - beganMs;
    folded.push(freeMs);
    const atOnce = Math.max(1, Math.min(workers, judged));
    const workMs = Math.min(step.workMs, tookMs * atOnce);
    return {
      step: step.step,
      delayMs: askedMs - readyMs,
      answerMs: step.answeredMs - askedMs,
      tokens: samples === 0 ? 0 : step.tokens / samples,
      samples,
      hostMs: tookMs - workMs / atOnce,
      workMs,
      judged,
      workers,
    };
  });
}

/**
 * When the last of these is judged, in milliseconds: answers come side by side, judging is one
 * after the other, and step k begins when step k − lag has been folded.
 */
export function scheduleMs(
  tasks: readonly Task[],
  { lag, rests }: Overlap,
  answerMs: (task: Task) => number,
  workers?: number,
): number {
  const folded: number[] = [];
  let [arrivedMs, freeMs] = [0, 0];
  for (const [index, task] of tasks.entries()) {
    const askedMs = Math.max(0, readyAt(task.step, index, folded, lag, rests) + task.delayMs);
    arrivedMs = Math.max(arrivedMs, askedMs + answerMs(task));
    freeMs = Math.max(arrivedMs, freeMs) + judgingMs(task, workers ?? task.workers);
    folded.push(freeMs);
  }
  return freeMs;
}

/** How long one step keeps the judges, with so many processes. */
export function judgingMs({ hostMs, workMs, judged }: Task, workers: number): number {
  return hostMs + workMs / Math.max(1, Math.min(workers, judged));
}

function readyAt(
  step: number,
  index: number,
  folded: readonly number[],
  lag: number,
  rests: ReadonlySet<number>,
): number {
  const awaited = rests.has(step) ? index - 1 : index - lag;
  return folded[awaited] ?? 0;
}
