import type { StepTimes } from '../domain/step-times.ts';

/** A step as a schedule needs it, in milliseconds. */
export interface Task {
  readonly step: number;
  /** Between what it waited for and its being asked. */
  readonly delayMs: number;
  /** From the question to the last token. */
  readonly answerMs: number;
  /** Of the longest sample, which the others are waited for with; their mean in older records. */
  readonly tokens: number;
  readonly samples: number;
  /** What judging keeps the processes busy with, all together. */
  readonly workMs: number;
  readonly workers: number;
  /** What the main process has to do for it: to ask, to read, to tell duplicates, to record. */
  readonly mainMs: number;
  /** Processors that all of these share; without bound where that is not on record. */
  readonly processors: number;
  /** From when they could have been through with it until it was judged: waiting of any kind. */
  readonly restMs: number;
}

/** How the search overlaps steps: `lag` of them at once, and none across a rest. */
export interface Overlap {
  readonly lag: number;
  /** Steps that begin with nothing under way. */
  readonly rests: ReadonlySet<number>;
}

/**
 * How long a step keeps the machine from the next: the main process does one thing at a time, those
 * that judge work side by side, and together they have so many processors.
 */
export function serviceMs(
  { mainMs, workMs, processors, workers }: Task,
  judges: number = workers,
): number {
  return Math.max(mainMs, workMs / judges, (mainMs + workMs) / processors);
}

/** Takes apart what each step waited for: its answer, its turn to be judged, those before it. */
export function tasksOf(steps: readonly StepTimes[], { lag, rests }: Overlap): readonly Task[] {
  const folded: number[] = [];
  let [arrivedMs, freeMs] = [0, 0];
  return steps.map((step, index): Task => {
    const { askedMs, answeredMs, judgedMs, samples, workMs, workers } = step;
    const readyMs = readyAt(step.step, index, folded, lag, rests);
    // Answers are taken in the order of the questions.
    arrivedMs = Math.max(arrivedMs, answeredMs);
    const { mainMs = 0, processors = Infinity } = step;
    const task = {
      step: step.step,
      delayMs: askedMs - readyMs,
      answerMs: answeredMs - askedMs,
      tokens: step.longest ?? (samples === 0 ? 0 : step.tokens / samples),
      samples,
      workMs,
      workers,
      mainMs,
      processors,
    };
    freeMs = Math.max(arrivedMs, freeMs) + serviceMs({ ...task, restMs: 0 });
    folded.push(Math.max(judgedMs, folded.at(-1) ?? 0));
    return { ...task, restMs: judgedMs - freeMs };
  });
}

/**
 * When each of these is folded, in milliseconds: answers come side by side, the machine takes them
 * one after the other, and step k begins when step k − lag has been folded.
 */
export function foldedMs(
  tasks: readonly Task[],
  { lag, rests }: Overlap,
  answerMs: (task: Task) => number,
  workers?: number,
): readonly number[] {
  const folded: number[] = [];
  let [arrivedMs, freeMs] = [0, 0];
  for (const [index, task] of tasks.entries()) {
    const askedMs = Math.max(0, readyAt(task.step, index, folded, lag, rests) + task.delayMs);
    arrivedMs = Math.max(arrivedMs, askedMs + answerMs(task));
    freeMs = Math.max(arrivedMs, freeMs) + serviceMs(task, workers);
    folded.push(Math.max(freeMs + task.restMs, folded.at(-1) ?? 0));
  }
  return folded;
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
