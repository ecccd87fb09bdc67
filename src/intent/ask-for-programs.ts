import { addCost } from '../domain/cost.ts';
import type { Cost } from '../domain/run.ts';
import { noCost } from '../domain/tally.ts';
import type { Allowance } from '../ports/completions.ts';
import type { Model } from '../ports/model.ts';
import { problemOf, type Reading } from './reading.ts';

/** Programs that each model is asked for, a reading. */
const programsPerReading = 4;

/** What models wrote, each text once, and what that cost. */
export interface Programs {
  readonly sources: readonly string[];
  readonly cost: Cost;
}

export interface ProgrammingPorts {
  readonly drafters: readonly { readonly model: Model }[];
  readonly allowance: Allowance;
  readonly seed: number;
}

/** Programs for every reading, from every model. */
export async function programsFor(
  words: string,
  readings: readonly Reading[],
  { drafters, allowance, seed }: ProgrammingPorts,
  signal: AbortSignal,
): Promise<Programs> {
  const sources = new Set<string>();
  let cost = noCost;
  const asks = readings.flatMap((reading) => drafters.map(({ model }) => ({ reading, model })));
  await Promise.all(
    asks.map(async ({ reading, model }) => {
      const session = await model.open(problemOf(words, reading), { seed, workers: 1, allowance });
      try {
        const ask = { island: 0, parents: [], count: programsPerReading };
        for await (const event of session.propose({ step: 0, asks: [ask] }, signal)) {
          if (event.kind === 'draft') sources.add(event.draft.source);
          if (event.kind === 'usage') cost = addCost(cost, event.cost);
        }
      } finally {
        await session.close();
      }
    }),
  );
  return { sources: [...sources].toSorted(), cost };
}
