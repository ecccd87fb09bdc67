import { spentShare } from '../domain/budget.ts';
import type { Observer, Progress } from '../domain/progress.ts';
import type { Recollection } from '../domain/recall.ts';
import type { RunHeader } from '../domain/run.ts';
import { noCounts } from '../domain/tally.ts';
import type { Clock } from '../ports/clock.ts';
import type { Model } from '../ports/model.ts';
import { spentBy } from './budget-from.ts';

/**
 * Tells whoever watches a run that goes on how far its models are taken to where they were. What
 * that takes finds nothing new: it is shown beside what the run has used, and counts as none of it.
 */
export function resumingOf(
  { intent, scoreUnit, budget }: RunHeader,
  recalled: Recollection,
  models: readonly Model[],
  clock: Clock,
  observe: Observer,
): (share: number) => void {
  const { checkpoint, elapsedMs, admitted } = recalled;
  const startedMs = clock.monotonicMs();
  const stands: Omit<Progress, 'resuming'> = {
    intent,
    ...(scoreUnit === undefined ? {} : { scoreUnit }),
    phase: 'resuming',
    elapsedMs,
    budgetShare: spentShare(budget, spentBy(recalled, models)),
    counts: checkpoint?.counts ?? noCounts,
    leaders: [],
    admitted,
  };
  return (share) => {
    observe({ ...stands, resuming: { share, ms: clock.monotonicMs() - startedMs } });
  };
}
