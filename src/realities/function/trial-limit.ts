import { unitsAMillisecond } from '../../ports/sandbox.ts';

/** A candidate may spend, and take, this many times what the most wasteful baseline did. */
const patience = 50;

/** The wall limits of a trial, in milliseconds: few, for they stand in evidence. */
const stepsMs = [1000, 4000, 15_000, 60_000] as const;

/** What any trial may take at the most. */
export const limitMsMost = stepsMs[3];

/** What baselines took for one instance. */
export interface Pace {
  readonly wallMs: number;
  /** Units that their text spends; `undefined` where one of them does not stand by itself. */
  readonly fuel: number | undefined;
}

/** What so many instances may spend: it decides `timedOut`, so nothing measured goes into it. */
export function trialFuel({ fuel }: Pace, instances: number): number {
  // Less than a unit is not counted, so every instance may have taken one more.
  const wanted = fuel === undefined ? unknownFuel : patience * (fuel + 1) * instances;
  return Math.min(fuelLimits.most, Math.max(fuelLimits.least, wanted));
}

const fuelLimits = {
  least: stepsMs[0] * unitsAMillisecond,
  most: limitMsMost * unitsAMillisecond,
} as const;

/** Enough for nearly everything, and not a minute for each loop without an end. */
const unknownFuel = stepsMs[2] * unitsAMillisecond;

/** The backstop in milliseconds: what was measured, but no less than the fuel takes. */
export function trialLimitMs(pace: Pace, instances: number): number {
  const byFuelMs = trialFuel(pace, instances) / unitsAMillisecond;
  const wantedMs = Math.max(pace.wallMs * patience * instances, byFuelMs);
  return stepsMs.find((step) => step >= wantedMs) ?? limitMsMost;
}
