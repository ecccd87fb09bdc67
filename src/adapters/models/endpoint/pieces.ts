import { addCost } from '../../../domain/cost.ts';
import type { Cost } from '../../../domain/run.ts';
import { noCost } from '../../../domain/tally.ts';
import type { Completion, Missing } from '../../../ports/completions.ts';
import type { Part } from './part.ts';

/** What is missing of an answer that broke off; none where all of it was whole by then. */
export const cutIn = (reason: string, samples: number): Missing[] =>
  samples > 0 ? [{ reason, samples }] : [];

/** Samples that a server answered with nothing, and those that it left out. */
export function missingIn(texts: readonly string[], kept: number, samples: number): Missing[] {
  const answered = Math.min(texts.length, samples);
  return [
    { reason: 'an empty reply', samples: answered - kept },
    { reason: 'fewer samples than asked for', samples: samples - answered },
  ].filter((missing) => missing.samples > 0);
}

/** Of all that was asked for nothing came. */
export function nothing({ samples }: Part, reason: string, cost: Cost): Completion {
  return { texts: [], missing: [{ reason, samples }], cost, isSpent: false };
}

/** The answers to the parts of one request as one. */
export function merged(completions: readonly Completion[]): Completion {
  return {
    texts: completions.flatMap(({ texts }) => texts),
    missing: completions.flatMap(({ missing }) => missing),
    cost: completions.reduce<Cost>((sum, { cost }) => addCost(sum, cost), noCost),
    isSpent: completions.some(({ isSpent }) => isSpent),
  };
}
