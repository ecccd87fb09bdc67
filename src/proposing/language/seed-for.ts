/**
 * Samples of one prompt: the prompt is paid for once, and read once. They take the numbers that
 * follow the seed of the first.
 */
export const samplesPerAsk = 8;

/** Numbers between the seeds of two asks, and between those of two steps. */
const askStride = 2 ** 7;
const stepStride = 2 ** 16;

/** Servers take seeds below this. */
const seedsEnd = 2 ** 31;

/**
 * Different for every ask of a run of half a million steps with up to 512 asks each: each time that
 * the numbers have been used up, those of the next round fall between the ones before.
 */
export function seedFor(seed: number, step: number, ask: number): number {
  const at = step * stepStride + ask * askStride;
  return (seed + at + Math.floor(at / seedsEnd) * samplesPerAsk) % seedsEnd;
}
