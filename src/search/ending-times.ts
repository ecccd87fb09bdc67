import type { Survivor } from '../domain/survivor.ts';
import type { Clock } from '../ports/clock.ts';
import { lateMsFor } from './late.ts';

/** The share of the time that is left once the search is over, for the judging of nominees. */
const nominatingShare = 0.75;

/** How long a part of the end may take. */
export interface EndingTimes {
  /** A person has had enough: whatever is there is handed over. */
  readonly interrupt: AbortSignal;
  readonly inTime: AbortSignal;
  /** Only until somebody stands: nobody has survived what they have not gone through. */
  readonly late: AbortSignal;
}

/** The times of the end of a run that has `msLeft` for all of it. */
export function endingTimes(
  nominees: readonly Survivor[],
  msLeft: number,
  clock: Clock,
  interrupt: AbortSignal,
): { readonly nominating: EndingTimes; readonly reporting: EndingTimes } {
  const longestMs = nominees.reduce(
    (longest, { evidence }) => Math.max(longest, ...evidence.map(({ wallMs }) => wallMs)),
    0,
  );
  const within = (ms: number): AbortSignal => AbortSignal.any([interrupt, clock.deadline(ms)]);
  const late = within(msLeft + lateMsFor(longestMs));
  return {
    nominating: { interrupt, inTime: within(msLeft * nominatingShare), late },
    reporting: { interrupt, inTime: within(msLeft), late },
  };
}
