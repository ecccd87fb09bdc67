import { spentShare } from '../domain/budget.ts';
import type { Observer } from '../domain/progress.ts';
import type { RunEvent, RunHeader } from '../domain/run.ts';
import { noCounts } from '../domain/tally.ts';
import type { Clock } from '../ports/clock.ts';
import type { Trying } from '../ports/trying.ts';

const nothingSpent = { candidates: 0, tokens: 0, dollars: 0 };

/** How often whoever watches is told how long something has been tried. */
const tellEveryMs = 250;

/**
 * Lets a reality be opened that tries what it is given, within the seconds of a run that begins,
 * while whoever watches is told what it is at.
 */
export async function whileTrying<Opened>(
  { intent, scoreUnit, budget }: RunHeader,
  clock: Clock,
  observe: Observer,
  open: (trying: Trying) => Promise<Opened>,
): Promise<Opened> {
  const startedMs = clock.monotonicMs();
  let what: string | undefined;
  const tell = (): void => {
    if (what === undefined) return;
    const ms = clock.monotonicMs() - startedMs;
    observe({
      intent,
      ...(scoreUnit === undefined ? {} : { scoreUnit }),
      phase: 'trying',
      trying: { what, ms },
      elapsedMs: ms,
      budgetShare: spentShare(budget, { ...nothingSpent, seconds: ms / 1000 }),
      counts: noCounts,
      leaders: [],
      admitted: {},
    });
    clock.deadline(tellEveryMs).addEventListener('abort', tell, { once: true });
  };
  try {
    return await open({
      clock,
      ...(budget.seconds === undefined ? {} : { mostMs: budget.seconds * 1000 }),
      tell: (next) => {
        const isFirst = what === undefined;
        what = next;
        if (isFirst) tell();
      },
    });
  } finally {
    what = undefined;
  }
}

/** Whether scores were found to vary, where a record tells. */
export function variesBy(events: readonly RunEvent[]): boolean | undefined {
  for (const event of events) {
    if (event.kind !== 'evidence' || event.evidence.verdict !== 'passed') continue;
    const { scores, measurements } = event.evidence;
    if (scores !== undefined) return measurements !== undefined;
  }
  return undefined;
}
