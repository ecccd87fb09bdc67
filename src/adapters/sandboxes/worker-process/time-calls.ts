import type { Value } from '../../../domain/value.ts';

/** How long one repetition runs at least, so that the clock's grain does not show. */
const repetitionMs = 0.5;
/** Calls before anything is measured, so that the engine has compiled what it will compile. */
const warmUpMs = 5;
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

/** Results are kept alive here, so that the engine cannot leave the calls out. */
let lastResult: unknown;

function timeRounds(
  candidate: (...args: readonly Value[]) => unknown,
  inputs: readonly (readonly Value[])[],
  rounds: number,
): number {
  const prepared = inputs.map((args) => structuredClone(args));
  const startedMs = performance.now();
  for (let round = 0; round < rounds; round++) {
    for (const args of prepared) lastResult = candidate(...args);
  }
  return performance.now() - startedMs;
}

export function keptResult(): unknown {
  return lastResult;
}
