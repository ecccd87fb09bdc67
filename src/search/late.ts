/** The least that lateness may be, for the machine may be slow where trials are quick. */
const lateMsLeast = 3000;

/** How many trials may be late, one after the other. */
const lateTrials = 2;

/**
 * How long beyond its time a part of a run may take where it would otherwise end with nothing: a
 * candidate that was made and never judged is the one thing worse than being late.
 */
export const lateMsFor = (trialMs: number): number => Math.max(lateMsLeast, lateTrials * trialMs);
