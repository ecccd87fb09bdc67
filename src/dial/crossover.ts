import { clopperPearson, type Interval } from './clopper-pearson.ts';
import type { Measured } from './measured.ts';
import { paceAt } from './projection.ts';

/**
 * With the smarter model's streams at `smarterSpeed`: how fast, in tokens a second, those of the
 * weaker one must be to have the same chance of a survivor after any equal time, and how many
 * times as fast that is. `null` where no speed suffices, for judging takes longer, and where the
 * samples do not tell the two apart.
 */
export interface Crossover {
  readonly smarterSpeed: number;
  readonly weakerSpeed: number | null;
  readonly ratio: number | null;
  /** All plain samples of both were right, or none: how their chances compare is not known. */
  readonly isUndecidable?: true;
  /** Of the ratio, 95 %: each chance is taken at the end of its 97.5 % interval (Bonferroni). */
  readonly interval: readonly [low: number | null, high: number | null];
}

/**
 * Chances of independent samples add up as 1 − (1 − p)^k, so that two models are level after any
 * time where −ln(1 − p) a second is equal. What getting going takes is left out.
 */
export function crossoverOf(weaker: Measured, smarter: Measured, smarterSpeed: number): Crossover {
  if (isUndecidable(weaker, smarter)) {
    return { smarterSpeed, weakerSpeed: null, ratio: null, isUndecidable: true, interval: nobody };
  }
  const smarterMs = paceAt(smarter, smarterSpeed).msPerSample;
  const speedFor = (weak: number, smart: number): number | null => {
    // The weaker may take so long for a sample, at the most.
    const allowedMs = (smarterMs * Math.log1p(-weak)) / Math.log1p(-smart);
    return slowest(weaker, allowedMs);
  };
  const weakerSpeed = speedFor(chanceOf(weaker), chanceOf(smarter));
  const [weakLow, weakHigh] = intervalOf(weaker);
  const [smartLow, smartHigh] = intervalOf(smarter);
  const ratio = (speed: number | null): number | null =>
    speed === null ? null : speed / smarterSpeed;
  return {
    smarterSpeed,
    weakerSpeed,
    ratio: ratio(weakerSpeed),
    interval: [ratio(speedFor(weakHigh, smartLow)), ratio(speedFor(weakLow, smartHigh))],
  };
}

const nobody = [null, null] as const;

/** With chances of 0 or of 1 on both sides samples add up to the same, however many there are. */
function isUndecidable(weaker: Measured, smarter: Measured): boolean {
  const chance = chanceOf(weaker);
  return chance === chanceOf(smarter) && (chance === 0 || chance === 1);
}

/** Which of two runs is the weaker: fewer of its plain samples are right. */
export function inOrder(one: Measured, other: Measured): readonly [Measured, Measured] {
  return chanceOf(one) <= chanceOf(other) ? [one, other] : [other, one];
}

const chanceOf = ({ control }: Measured): number => control.right / control.samples;

const intervalOf = ({ control }: Measured): Interval =>
  clopperPearson(control.samples, control.right, 0.975);

/** Speeds beyond any, in tokens a second, and how near each other two count as one. */
const [speedLeast, speedMost] = [1e-6, 1e12];
const precision = 1e-9;

/** The slowest streams with which a sample takes no longer; `null` where none are fast enough. */
function slowest(measured: Measured, allowedMs: number): number | null {
  if (!(paceAt(measured, speedMost).msPerSample <= allowedMs)) return null;
  let [low, high] = [Math.log(speedLeast), Math.log(speedMost)];
  while (high - low > precision) {
    const middle = (low + high) / 2;
    if (paceAt(measured, Math.exp(middle)).msPerSample <= allowedMs) high = middle;
    else low = middle;
  }
  return Math.exp(high);
}
