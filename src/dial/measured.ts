import { SluiceError } from '../domain/errors.ts';
import type { RunEvent, RunHeader } from '../domain/run.ts';
import { stepSizesIn, type StepSizeChange } from '../domain/step-sizes.ts';
import type { StepTimes } from '../domain/step-times.ts';
import { tasksOf, type Overlap, type Task } from './stations.ts';

/** What the record of a run says, as far as the dial needs it. */
export interface Measured {
  readonly header: RunHeader;
  /** Plain samples, of which so many are right; means are of one sample. */
  readonly control: {
    readonly samples: number;
    readonly right: number;
    readonly meanTokens: number;
    readonly meanDollars: number;
    readonly qualities: readonly (number | null)[];
  };
  readonly tasks: readonly Task[];
  readonly overlap: Overlap;
  /** Steps in which the processes that judge and the model get going; 0 where there are too few. */
  readonly starting: number;
  /** Samples of all steps. */
  readonly samples: number;
  /** When the last step was judged. */
  readonly elapsedMs: number;
  readonly workers: number;
  /** The share of the time under way that the main process was busy. */
  readonly mainShare: number;
  /** How many questions its steps asked, from each step on. */
  readonly sizes: readonly StepSizeChange[];
  /** How fast one stream was, as seen from here. */
  readonly tokensPerSecond: number;
  /** What a question takes however fast the model writes. */
  readonly fixedMs: number;
  /** Whether the two were told apart, by answers of different lengths. */
  readonly isFitted: boolean;
}

/** Folds a record. Throws a `SluiceError` where it has no plain samples of one language model. */
export function measure(header: RunHeader, events: readonly RunEvent[]): Measured {
  const current = events.slice(events.findLastIndex(({ kind }) => kind === 'answered') + 1);
  const ends = current.filter((event) => event.kind === 'checkpoint' || event.kind === 'ended');
  const byStep = new Map<number, StepTimes>();
  // What was done again after an interruption counts once, as it was the last time.
  for (const { steps } of ends) for (const step of steps ?? []) byStep.set(step.step, step);
  const all = [...byStep.values()].toSorted((left, right) => left.step - right.step);
  // What the end of the run cut off has waited, and come to nothing: it is no part of its pace.
  const steps = all.slice(0, all.findLastIndex(({ samples }) => samples > 0) + 1);
  const control = steps.flatMap((step) => step.control);
  const arm = ends.findLast(({ arms }) => arms !== undefined)?.arms?.control;
  const [first] = steps;
  if (first === undefined || arm === undefined || control.length === 0) throw noControl(header);
  if (header.models.length > 1) throw severalModels(header);
  const rests = current.flatMap((event) => (event.kind === 'checkpoint' ? [event.step] : []));
  const overlap = { lag: header.lag, rests: new Set(rests) };
  const tasks = tasksOf(steps, overlap);
  const mean = (read: (sample: (typeof control)[number]) => number): number =>
    control.reduce((sum, sample) => sum + read(sample), 0) / control.length;
  const starting = startingOf(tasks, header.lag);
  const elapsedMs = steps.reduce((latest, { judgedMs }) => Math.max(latest, judgedMs), 0);
  const underWay = tasks.slice(starting);
  const beganMs = steps[starting - 1]?.judgedMs ?? 0;
  const busyMs = underWay.reduce((sum, { mainMs }) => sum + mainMs, 0);
  return {
    header,
    control: {
      samples: arm.proposed,
      right: arm.right,
      meanTokens: mean(({ tokens }) => tokens),
      meanDollars: mean(({ dollars }) => dollars),
      qualities: control.map(({ quality }) => quality),
    },
    tasks,
    overlap,
    starting,
    samples: steps.reduce((sum, step) => sum + step.samples, 0),
    elapsedMs,
    workers: steps.at(-1)!.workers,
    mainShare: busyMs / Math.max(1, elapsedMs - beganMs),
    sizes: stepSizesIn(current),
    // While steps grow the samples of an answer are told from its length.
    ...speedOf(tasks.slice(Math.min(starting, header.lag))),
  };
}

/**
 * How many steps it takes until the run is under way: as many as there are at once, and as long as
 * its steps are still growing. 0 where that leaves too few.
 */
function startingOf(tasks: readonly Task[], lag: number): number {
  const sizes = tasks.map(({ samples }) => samples).toSorted((left, right) => left - right);
  const usual = sizes[sizes.length >> 1] ?? 0;
  const grown = tasks.findIndex(({ samples }) => samples >= usual) + lag;
  return tasks.length > grown + lag ? grown : 0;
}

/** Lengths must differ by so much, as a share of the median, to tell speed from fixed waiting. */
const spreadLeast = 0.1;

/** Steps that are fitted, at most: pairs of them are compared. */
const fittedMost = 300;

/**
 * The time of an answer by how many samples it has, which somebody must read, and what is left by
 * its length: the median slope between two (Theil 1950, Sen 1968), which a few slow answers do not
 * bend; a line through 0 where the lengths say nothing.
 */
function speedOf(
  tasks: readonly Task[],
): Pick<Measured, 'tokensPerSecond' | 'fixedMs' | 'isFitted'> {
  const asked = tasks.filter(({ samples }) => samples > 0);
  const every = Math.ceil(asked.length / fittedMost);
  const fitted = asked.filter((_, index) => index % every === 0);
  const reading = slopeBy(fitted.map(({ samples, answerMs }) => [samples, answerMs]));
  const readMs = ({ samples }: Task): number => Math.max(0, reading?.slope ?? 0) * samples;
  const waits = fitted.map((task) => [task.tokens, task.answerMs - readMs(task)] as const);
  const { slope, fixedMs } = slopeBy(waits) ?? { slope: 0, fixedMs: 0 };
  const isFitted = slope > 0 && fixedMs >= 0;
  const msPerToken = isFitted ? slope : median(waits.map(([tokens, ms]) => ms / tokens));
  return { tokensPerSecond: 1000 / msPerToken, fixedMs: isFitted ? fixedMs : 0, isFitted };
}

/** `undefined` where too few of them differ enough to say. */
function slopeBy(
  points: readonly (readonly [x: number, ms: number])[],
): { readonly slope: number; readonly fixedMs: number } | undefined {
  const typical = median(points.map(([x]) => x));
  const slopes = points.flatMap(([x, ms], index) =>
    points
      .slice(index + 1)
      .filter(([other]) => Math.abs(other - x) > spreadLeast * typical)
      .map(([other, otherMs]) => (otherMs - ms) / (other - x)),
  );
  if (slopes.length === 0 || slopes.length < points.length) return undefined;
  const slope = median(slopes);
  return { slope, fixedMs: median(points.map(([x, ms]) => ms - slope * x)) };
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1] ?? NaN;
}

function noControl({ id }: RunHeader): SluiceError {
  return new SluiceError({
    fault: 'input',
    place: `run ${id}`,
    found: 'no plain samples of a language model on record',
    wanted: 'a run with a control: a share of the questions asked plainly',
    mend: 'Solve with `--model URL#MODEL`, and --control above 0.',
  });
}

function severalModels({ id, models }: RunHeader): SluiceError {
  return new SluiceError({
    fault: 'input',
    place: `run ${id}`,
    found: `${models.length} models`,
    wanted: 'a run of one model, whose speed can be turned',
    mend: 'Solve once with each of them, and compare: `sluice dial RUN RUN2`.',
  });
}
