import type { Budget } from '../domain/budget.ts';
import { SluiceError } from '../domain/errors.ts';
import type { Model } from '../ports/model.ts';

/** What a limit is spent by, where not every model spends it. */
const spentBy = {
  tokens: ({ samplesPerAsk = 1 }: Model) => samplesPerAsk > 1,
  dollars: ({ isPriced }: Model) => isPriced === true,
} satisfies Partial<Record<keyof Budget, (model: Model) => boolean>>;

const limits = Object.keys(spentBy) as (keyof typeof spentBy)[];

/**
 * A run ends by its budget: throws where nothing of it can ever be spent. Answers what a person
 * should know of limits that hold nothing back, where another one ends the run.
 */
export function checkBudget(budget: Budget, models: readonly Model[]): readonly string[] {
  const idle = limits.filter((limit) => budget[limit] !== undefined && !isSpent(limit, models));
  const others = Object.keys(budget).filter((limit) => !idle.some((each) => each === limit));
  const ids = models.map(({ id }) => id).join(', ');
  if (idle.length > 0 && others.length === 0) throw neverSpent(idle[0]!, ids);
  const ending = others.map((limit) => `--${limit}`).join(' and ');
  return idle.map(
    (limit) => `--${limit} holds nothing back, for ${why[limit](ids)}: ${ending} will.`,
  );
}

const isSpent = (limit: keyof typeof spentBy, models: readonly Model[]): boolean =>
  models.some(spentBy[limit]);

const why = {
  tokens: (ids: string) => `${ids} writes none`,
  dollars: (ids: string) => `no price is known for ${ids}`,
} satisfies Record<keyof typeof spentBy, (ids: string) => string>;

function neverSpent(limit: keyof typeof spentBy, ids: string): SluiceError {
  const priced = 'Add its price to prices.json in SLUICE_HOME, or';
  return new SluiceError({
    fault: 'input',
    place: `--${limit}`,
    found: `a budget in ${limit} alone, and ${why[limit](ids)}`,
    wanted: 'a limit that can be spent: this run would never end',
    mend: `${limit === 'dollars' ? `${priced} limit` : 'Limit'} it by --seconds${limit === 'dollars' ? ', --tokens' : ''} or --candidates.`,
  });
}
