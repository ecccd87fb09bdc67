import type { RunEvent, RunHeader } from '../domain/run.ts';
import type { Random } from '../ports/random.ts';
import { bestInterval, expectedBest } from './best-of-k.ts';
import { bottleneckAt, bottleneckSpeed, workersNeeded, type Station } from './bottleneck.ts';
import { clopperPearson, type Interval } from './clopper-pearson.ts';
import { crossoverOf, inOrder, type Crossover } from './crossover.ts';
import { measure, type Measured } from './measured.ts';
import { passAtK, passInterval } from './pass-at-k.ts';
import { paceAt } from './projection.ts';

/** Runs at other speeds of their models. All but `measured` and `simulation` is projected. */
export interface Dial {
  readonly version: 1;
  readonly confidence: number;
  readonly runs: readonly DialledRun[];
  /** Of two runs: where the weaker model overtakes the smarter one, at each speed of that. */
  readonly crossover?: {
    readonly weaker: string;
    readonly smarter: string;
    readonly speeds: readonly Crossover[];
  };
  /** What came of running it on the simulated model, where that was asked for. */
  readonly simulation?: readonly Simulated[];
}

export interface DialledRun {
  readonly run: string;
  readonly intent: string;
  readonly model: string;
  readonly measured: {
    readonly controlSamples: number;
    readonly right: number;
    readonly chance: number;
    readonly interval: Interval;
    readonly outputTokensPerSample: number;
    readonly dollarsPerSample: number;
    readonly samples: number;
    readonly elapsedMs: number;
    readonly workers: number;
    /** Of each second, how long the main process is busy once the run is under way, from 0 to 1. */
    readonly mainShare: number;
    /** How many questions its steps asked, from each step on; empty in older records. */
    readonly sizes: Measured['sizes'];
    /** Of one stream; fitted together with `fixedMs` where the answers differ in length. */
    readonly tokensPerSecond: number;
    readonly fixedMs: number;
    readonly isFitted: boolean;
  };
  /** What so many plain samples come to. */
  readonly curve: readonly Point[];
  readonly speeds: readonly Speed[];
  /** From which speed on judging is the bottleneck, by processes that judge; `null`: from none. */
  readonly bottleneck: readonly {
    readonly workers: number;
    readonly tokensPerSecond: number | null;
  }[];
}

export interface Point {
  readonly samples: number;
  /** Of output. */
  readonly tokens: number;
  readonly dollars: number;
  readonly chance: number;
  readonly interval: Interval;
  /** The expected quality of the best, where any has one; up to half of the samples. */
  readonly best?: number;
  readonly bestInterval?: Interval;
}

export interface Speed {
  readonly tokensPerSecond: number;
  /** What getting going takes, beside what the samples do. */
  readonly startMs: number;
  readonly msPerSample: number;
  /** In the order of the curve. */
  readonly seconds: readonly number[];
  readonly bottleneck: Station;
  /** Processes that judge with which generating would be the bottleneck; `null`: no number is enough. */
  readonly workersNeeded: number | null;
}

export interface Simulated {
  readonly run: string;
  readonly tokensPerSecond: number;
  readonly samples: number;
  readonly right: number;
  readonly chance: number;
  readonly interval: Interval;
  readonly msPerSample: number;
  readonly projectedMsPerSample: number;
}

export interface Recorded {
  readonly header: RunHeader;
  readonly events: readonly RunEvent[];
}

const confidence = 0.95;

/** Processes that judge, for which the bottleneck is told beside those of the run. */
const workerCounts = [1, 2, 4, 8, 16, 64];

/** Projects one run, or two to compare, to these speeds in tokens a second. */
export function dialOf(
  recorded: readonly Recorded[],
  speeds: readonly number[],
  random: Random,
): Dial {
  const measured = recorded.map(({ header, events }) => measure(header, events));
  const [one, other] = measured;
  return {
    version: 1,
    confidence,
    runs: measured.map((each) => dialled(each, speeds, random.fork(each.header.id))),
    ...(one === undefined || other === undefined
      ? {}
      : { crossover: compared(one, other, speeds) }),
  };
}

function compared(
  one: Measured,
  other: Measured,
  speeds: readonly number[],
): NonNullable<Dial['crossover']> {
  const [weaker, smarter] = inOrder(one, other);
  return {
    weaker: weaker.header.id,
    smarter: smarter.header.id,
    speeds: speeds.map((speed) => crossoverOf(weaker, smarter, speed)),
  };
}

function dialled(measured: Measured, speeds: readonly number[], random: Random): DialledRun {
  const { header, control, workers, samples, elapsedMs, tokensPerSecond, fixedMs } = measured;
  const { isFitted, mainShare, sizes } = measured;
  const curve = curveOf(measured, random);
  const counts = new Set([...workerCounts, workers]);
  return {
    run: header.id,
    intent: header.intent,
    model: header.models.join(', '),
    measured: {
      controlSamples: control.samples,
      right: control.right,
      chance: control.right / control.samples,
      interval: clopperPearson(control.samples, control.right, confidence),
      outputTokensPerSample: control.meanTokens,
      dollarsPerSample: control.meanDollars,
      samples,
      elapsedMs,
      workers,
      mainShare,
      sizes,
      tokensPerSecond,
      fixedMs,
      isFitted,
    },
    curve,
    speeds: speeds.map((speed) => speedOf(measured, speed, curve)),
    bottleneck: [...counts]
      .toSorted((left, right) => left - right)
      .map((count) => ({
        workers: count,
        tokensPerSecond: bottleneckSpeed(measured, count) ?? null,
      })),
  };
}

function speedOf(measured: Measured, speed: number, curve: readonly Point[]): Speed {
  const { startMs, msPerSample } = paceAt(measured, speed);
  return {
    tokensPerSecond: speed,
    startMs,
    msPerSample,
    seconds: curve.map(({ samples }) => (startMs + samples * msPerSample) / 1000),
    bottleneck: bottleneckAt(measured, speed, measured.workers),
    workersNeeded: workersNeeded(measured, speed) ?? null,
  };
}

function curveOf({ control }: Measured, random: Random): readonly Point[] {
  const { samples, right, qualities, meanTokens, meanDollars } = control;
  return countsUpTo(samples).map((k): Point => {
    const isBounded = k <= qualities.length / 2;
    const best = isBounded ? expectedBest(qualities, k) : undefined;
    const interval = isBounded ? bestInterval(qualities, k, confidence, random) : undefined;
    return {
      samples: k,
      tokens: k * meanTokens,
      dollars: k * meanDollars,
      chance: passAtK(samples, right, k),
      interval: passInterval(samples, right, k, confidence),
      ...(best === undefined || interval === undefined ? {} : { best, bestInterval: interval }),
    };
  });
}

/** 1, 2, 5, 10, … and the last. */
function countsUpTo(most: number): readonly number[] {
  const counts: number[] = [];
  for (let power = 1; power <= most; power *= 10) {
    for (const factor of [1, 2, 5]) if (factor * power < most) counts.push(factor * power);
  }
  return [...counts, most];
}

/** What a run on the simulated model came to, beside what was projected for it. */
export function simulatedOf(
  { header, events }: Recorded,
  projected: DialledRun,
  tokensPerSecond: number,
): Simulated {
  const measured = measure(header, events);
  const { control } = measured;
  const { samples: drawn, right } = control;
  return {
    run: projected.run,
    tokensPerSecond,
    samples: drawn,
    right,
    chance: right / drawn,
    interval: clopperPearson(drawn, right, confidence),
    msPerSample: paceAt(measured, measured.tokensPerSecond).msPerSample,
    projectedMsPerSample: projected.speeds.find((each) => each.tokensPerSecond === tokensPerSecond)!
      .msPerSample,
  };
}
