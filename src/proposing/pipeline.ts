/**
 * Runs numbered steps with up to `lag` of them under way, and folds their results strictly in
 * order: step k starts exactly when step k − `lag` has been folded, so what a step sees does not
 * depend on how fast its neighbours are. Before a step that is a barrier all steps in flight are
 * folded, which makes that moment one that can be resumed from.
 */
export async function pipeline<Result>(options: {
  readonly from: number;
  readonly lag: number;
  readonly isBarrier: (step: number) => boolean;
  /**
   * Begins a step; `undefined` when none is to begin now. It is asked again after each fold, until
   * nothing is in flight.
   */
  readonly start: (step: number) => Promise<Result> | undefined;
  readonly fold: (result: Result, step: number) => void;
  /** Called between two steps, with nothing in flight; `next` is the step that comes. */
  readonly rest: (next: number) => Promise<void>;
}): Promise<void> {
  const { lag, isBarrier, start, fold, rest } = options;
  const inFlight: Promise<Result>[] = [];
  let next = options.from;
  let folded = options.from;
  for (;;) {
    while (inFlight.length < lag && (next === folded || !isBarrier(next))) {
      const begun = start(next);
      if (begun === undefined) break;
      // A rejection is met when its turn comes; until then it must not count as unhandled.
      begun.catch(() => undefined);
      inFlight.push(begun);
      next++;
    }
    const first = inFlight.shift();
    if (first === undefined) break;
    fold(await first, folded++);
    if (isBarrier(folded) && inFlight.length === 0) await rest(folded);
  }
  await rest(folded);
}
