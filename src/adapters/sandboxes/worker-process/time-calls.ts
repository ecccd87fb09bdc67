import type { Value } from '../../../domain/value.ts';

/** How long one repetition runs at least, so that the clock's grain does not show. */
const repetitionMs = 0.1;
/** Calls before anything is measured, so that the engine has compiled what it will compile. */
const warmUpMs = 2;
const roundsMost = 1 << 20;

/** Nanoseconds a call, averaged over the inputs: one figure a repetition. */
export function timeCalls(
  candidate: (...args: readonly Value[]) => unknown,
  inputs: readonly (readonly Value[])[],
  repetitions: number,
): number[] {
  if (inputs.length === 0) return [];
  let rounds = 1;
  for (let spentMs = 0; spentMs < warmUpMs;) {
    const elapsedMs = timeRounds(candidate, inputs, rounds);
    spentMs += elapsedMs;
    if (elapsedMs < repetitionMs && rounds < roundsMost) rounds *= 2;
  }
  return Array.from({ length: repetitions }, () => {
    const elapsedMs = timeRounds(candidate, inputs, rounds);
    return (elapsedMs * 1e6) / (rounds * inputs.length);
  });
}

/** Results go through here, so that the engine cannot leave the calls out. */
const kept: { result: unknown } = { result: undefined };

function timeRounds(
  candidate: (...args: readonly Value[]) => unknown,
  inputs: readonly (readonly Value[])[],
  rounds: number,
): number {
  const prepared = inputs.map((args) => structuredClone(args));
  const startedMs = performance.now();
  for (let round = 0; round < rounds; round++) {
    for (const args of prepared) kept.result = candidate(...args);
  }
  return performance.now() - startedMs;
}
