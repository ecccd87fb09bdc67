import type { Evidence } from './evidence.ts';

/** Where nothing could be judged, a crash tells more than a limit, and that more than a refusal. */
const unjudged = { crashed: -1, timedOut: -2, rejected: -3 } as const;

/** How near a climb came where it ended: the share that was right, from 0 to 1; else below 0. */
export function nearness(evidence: readonly Evidence[]): number {
  const last = evidence.at(-1);
  if (last === undefined) return -Infinity;
  return last.verdict === 'passed' || last.verdict === 'failed'
    ? last.passed / last.total
    : unjudged[last.verdict];
}
