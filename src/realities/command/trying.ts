import { SluiceError } from '../../domain/errors.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CommandSandbox } from '../../ports/sandbox.ts';
import type { Trying } from '../../ports/trying.ts';
import { asItIs, tryFirstVersion } from './first-version.ts';
import type { LoadedCommand } from './loaded-command.ts';
import { isUnsteady, takenAgain } from './repeated.ts';
import { batchLength, stepsOf, type Step } from './steps.ts';

export interface StepsOptions {
  readonly spec: LoadedCommand;
  /** Closed with the steps. */
  readonly sandbox: CommandSandbox;
  /** Given where a run begins; one that goes on has been tried. */
  readonly trying?: Trying;
  /** Whether scores vary, where a record tells; found out unless the specification says. */
  readonly varies?: boolean;
  /** Stops the opening. */
  readonly signal?: AbortSignal;
}

/** What everybody goes through, once everything that it needs has been tried. */
export interface TriedSteps {
  readonly steps: readonly Step[];
  /** What the judge whose score counts says of the file as it is; asked once. */
  readonly scoreAsItIs: (signal: AbortSignal) => Promise<Evidence | undefined>;
  /** Milliseconds of the run that this took. */
  readonly triedMs: number;
}

/**
 * Gets ready, sees that no judge is broken, and finds out whether scores vary: the file as it is
 * is run and judged once for the one, and once more for the other. Throws a `SluiceError` of fault
 * `input` where a judge is broken, or where this leaves the run no time for a single trial.
 */
export async function openSteps(options: StepsOptions): Promise<TriedSteps> {
  const { spec, sandbox, trying, signal = new AbortController().signal } = options;
  const time = new Time(trying, signal);
  try {
    const tried = await triedSteps(options, time);
    if (time.leftMs < (time.onceMs ?? 0)) throw tooShort(spec, time);
    return { ...tried, triedMs: time.elapsedMs };
  } catch (error) {
    await sandbox.close();
    throw time.hasEnded(error) ? tooShort(spec, time) : error;
  }
}

async function triedSteps(options: StepsOptions, time: Time): Promise<Omit<TriedSteps, 'triedMs'>> {
  const { spec, sandbox, trying } = options;
  const { signal } = time;
  const steps = stepsOf(spec, sandbox);
  for (const { trial } of steps) await sandbox.prepare(trial, signal);
  const begunMs = time.elapsedMs;
  trying?.tell(`running ${spec.problem.path} as it is`);
  const first = trying && (await tryFirstVersion(spec, sandbox, signal));
  if (first !== undefined) time.onceMs = time.elapsedMs - begunMs;
  const { measure } = steps.find((step) => step.measure !== undefined) ?? {};
  const scoring = spec.problem.judgement.by === 'score' ? measure : undefined;
  let seen = first;
  const scoreAsItIs = async (until: AbortSignal): Promise<Evidence | undefined> =>
    (seen ??= await scoring?.(asItIs(spec), until));
  const { varies = options.varies } = spec;
  if (scoring === undefined || varies === false) return { steps, scoreAsItIs };
  if (varies === true) return { steps: takenAgain(steps), scoreAsItIs };
  const scored = (await scoreAsItIs(signal))!;
  time.onceMs ??= time.elapsedMs - begunMs;
  trying?.tell(`running ${spec.problem.path} once more, to see whether its score varies`);
  const again = await isUnsteady(scored, () => scoring(asItIs(spec), signal));
  return { steps: again ? takenAgain(steps) : steps, scoreAsItIs };
}

/** What trying takes of the time of a run. */
class Time {
  /** What it took to run the file as it is and to judge it, once that is known. */
  onceMs: number | undefined;
  readonly mostMs: number;
  /** Ends with the run's time, and with whatever else ends the opening. */
  readonly signal: AbortSignal;
  readonly #outer: AbortSignal;
  readonly #clock: Clock | undefined;
  readonly #startedMs: number;

  constructor(trying: Trying | undefined, outer: AbortSignal) {
    const { clock, mostMs } = trying ?? {};
    const deadline = mostMs === undefined ? undefined : clock?.deadline(mostMs);
    this.mostMs = mostMs ?? Infinity;
    this.signal = deadline === undefined ? outer : AbortSignal.any([outer, deadline]);
    this.#outer = outer;
    this.#clock = clock;
    this.#startedMs = clock?.monotonicMs() ?? 0;
  }

  get elapsedMs(): number {
    return (this.#clock?.monotonicMs() ?? 0) - this.#startedMs;
  }

  get leftMs(): number {
    return this.mostMs - this.elapsedMs;
  }

  /** Whether it is the run's time that is over, and nothing else that went wrong. */
  hasEnded(error: unknown): boolean {
    return this.signal.aborted && !this.#outer.aborted && error === this.signal.reason;
  }
}

function tooShort(spec: LoadedCommand, { mostMs, onceMs, elapsedMs }: Time): SluiceError {
  const { run, judges, problem } = spec;
  const given = mostMs / 1000;
  const limitMs = [...(run === undefined ? [] : [run]), ...judges].reduce(
    (sum, each) => sum + each.limitMs,
    0,
  );
  const enough = Math.ceil(
    (Math.max(elapsedMs, mostMs) + batchLength * (onceMs ?? limitMs)) / 1000,
  );
  const file = problem.path;
  return new SluiceError({
    fault: 'input',
    place: `--seconds ${given}`,
    found:
      onceMs === undefined
        ? `${file} as it is, which had not been run and judged after ${given} s`
        : `${file} as it is, which took ${(onceMs / 1000).toFixed(1)} s to be run and judged once`,
    wanted: 'time to try it before the search, to see whether its score varies, and to search',
    mend:
      (onceMs === undefined ? `Its limits allow ${limitMs / 1000} s for that; ` : '') +
      `--seconds ${enough} would hold a first step of ${batchLength} candidates.`,
  });
}
