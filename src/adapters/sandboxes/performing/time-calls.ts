/** How long one repetition runs at least, so that the clock's grain does not show. */
const repetitionMs = 0.1;
/** Calls before anything is measured, so that the engine has compiled what it will compile. */
const warmUpMs = 2;
const roundsMost = 1 << 20;

/**
 * Nanoseconds a call: one figure a repetition. `run` calls the function on each of `calls` inputs,
 * as many rounds as it is told.
 */
export function timeCalls(
  run: (rounds: number) => void,
  calls: number,
  repetitions: number,
): number[] {
  if (calls === 0) return [];
  let rounds = 1;
  for (let spentMs = 0; spentMs < warmUpMs;) {
    const elapsedMs = elapsedOf(run, rounds);
    spentMs += elapsedMs;
    if (elapsedMs < repetitionMs && rounds < roundsMost) rounds *= 2;
  }
  return Array.from(
    { length: repetitions },
    () => (elapsedOf(run, rounds) * 1e6) / (rounds * calls),
  );
}

function elapsedOf(run: (rounds: number) => void, rounds: number): number {
  const startedMs = performance.now();
  run(rounds);
  return performance.now() - startedMs;
}
