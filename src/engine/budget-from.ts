import { spentLimit, type Budget, type Spent } from '../domain/budget.ts';
import type { Recollection } from '../domain/recall.ts';
import type { Model } from '../ports/model.ts';

/** Where nothing else is given. */
const defaultSeconds = 10;
const defaultDollars = 1;

/** What a new run may spend: what it is given, and of money never without limit. */
export function budgetOf(given: Budget | undefined, models: readonly Model[]): Budget {
  return capped(given ?? { seconds: defaultSeconds }, models);
}

/** What a resumed run may spend in all: what it had, or what it is given from here on. */
export function budgetFrom(
  begun: Budget,
  given: Budget | undefined,
  models: readonly Model[],
  past: Pick<Recollection, 'budget' | 'checkpoint' | 'cost' | 'elapsedMs'>,
): Budget {
  if (given === undefined) return past.budget ?? begun;
  const spent = spentBy(past, models);
  return Object.fromEntries(
    Object.entries(capped(given, models)).map(([limit, more]) => [
      limit,
      spent[limit as keyof Budget] + more,
    ]),
  );
}

/** What a run has used so far. */
export function spentBy(
  { checkpoint, cost, elapsedMs }: Pick<Recollection, 'checkpoint' | 'cost' | 'elapsedMs'>,
  models: readonly Model[],
): Spent {
  const counts = checkpoint?.counts;
  const isProlific = models.every(({ prolific }) => prolific);
  return {
    seconds: elapsedMs / 1000,
    candidates: isProlific ? (counts?.considered.generated ?? 0) : (counts?.run ?? 0),
    tokens: cost.inputTokens + cost.outputTokens,
    dollars: cost.dollars,
  };
}

/** A search ends before its seconds do: what is left is for its last step, and for what comes after. */
const endingShare = 0.2;

/** Whether nothing is left that a run could go on with. */
export function isSpent(
  { seconds, ...others }: Budget,
  past: Parameters<typeof spentBy>[0],
  models: readonly Model[],
): boolean {
  const limits =
    seconds === undefined ? others : { ...others, seconds: seconds * (1 - endingShare) };
  return spentLimit(limits, spentBy(past, models)) !== undefined;
}

/** A dollar for models that cost money, where neither dollars nor tokens are limited. */
function capped(budget: Budget, models: readonly Model[]): Budget {
  const isCapped = budget.dollars !== undefined || budget.tokens !== undefined;
  if (isCapped || !models.some(({ isPriced }) => isPriced === true)) return budget;
  return { ...budget, dollars: defaultDollars };
}
