import { noCost, noCounts } from '../../../src/domain/tally.ts';
import type { RunEvent } from '../../../src/domain/run.ts';

/**
 * The batch that a writer appends as its `number`-th: 1 to 4 pieces of evidence, of a few bytes or
 * many pages, and one last event that closes it.
 */
export function batchOf(number: number): RunEvent[] {
  const evidence = Array.from({ length: 1 + (number % 4) }, (_, index): RunEvent => ({
    kind: 'evidence',
    evidence: {
      verdict: 'crashed',
      candidate: `${number}.${index}`,
      stage: 'examples',
      wallMs: number,
      error: 'x'.repeat(number % 5 === 0 ? 20_000 : 10),
    },
  }));
  return [
    ...evidence,
    { kind: 'ended', status: 'survived', elapsedMs: number, counts: noCounts, cost: noCost },
  ];
}
