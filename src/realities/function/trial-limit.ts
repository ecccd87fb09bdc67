/**
 * A candidate may take this many times as long as the slowest baseline: baselines run on V8 itself,
 * candidates in an engine that is slower by an order of magnitude.
 */
const patience = 50;

/**
 * Milliseconds that a trial may take. Where fuel is counted they bound it as well, so they decide
 * verdicts, and what was measured may not: few steps, far apart, come out the same from run to run.
 */
const stepsMs = [1000, 4000, 15_000, 60_000] as const;

/** What any trial may take at the most. */
export const limitMsMost = stepsMs[3];

/** What so many instances may take, where the slowest baseline took `instanceMs` for one. */
export function trialLimitMs(instanceMs: number, instances: number): number {
  const wantedMs = instanceMs * patience * instances;
  return stepsMs.find((step) => step >= wantedMs) ?? limitMsMost;
}
