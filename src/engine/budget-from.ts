import type { Budget } from '../domain/budget.ts';
import type { CheckpointEvent } from '../domain/recall.ts';

/** What a resumed run may spend in all: what it had, or what it is given from here on. */
export function budgetFrom(
  had: Budget,
  given: Budget | undefined,
  checkpoint: CheckpointEvent | undefined,
): Budget {
  if (given === undefined) return had;
  const { counts, cost, elapsedMs } = checkpoint ?? { elapsedMs: 0 };
  const spent: Required<Budget> = {
    seconds: elapsedMs / 1000,
    candidates: counts?.considered.generated ?? 0,
    tokens: (cost?.inputTokens ?? 0) + (cost?.outputTokens ?? 0),
    dollars: cost?.dollars ?? 0,
  };
  return Object.fromEntries(
    Object.entries(given).map(([limit, more]) => [limit, spent[limit as keyof Budget] + more]),
  );
}
