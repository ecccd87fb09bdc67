import type { Evidence } from './evidence.ts';

/**
 * The share of the cases of a stage that was right, from 0 to 1: 0 where nothing could be judged,
 * and where there are no cases 1 for who passed.
 */
export function shareRight(evidence: Evidence | undefined): number {
  if (evidence?.verdict !== 'passed' && evidence?.verdict !== 'failed') return 0;
  const { verdict, passed, total } = evidence;
  if (total === 0) return verdict === 'passed' ? 1 : 0;
  return passed / total;
}

/** Where nothing could be judged, a crash tells more than a limit, and that more than a refusal. */
const unjudged = { crashed: -1, timedOut: -2, rejected: -3 } as const;

/** How near a climb came where it ended: the share that was right, from 0 to 1; else below 0. */
export function nearness(evidence: readonly Evidence[]): number {
  const last = evidence.at(-1);
  if (last === undefined) return -Infinity;
  return last.verdict === 'passed' || last.verdict === 'failed'
    ? shareRight(last)
    : unjudged[last.verdict];
}
