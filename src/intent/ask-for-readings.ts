import { addCost } from '../domain/cost.ts';
import { SluiceError } from '../domain/errors.ts';
import type { Example } from '../domain/function.ts';
import type { Cost } from '../domain/run.ts';
import { noCost } from '../domain/tally.ts';
import type { Allowance, CompletionSource } from '../ports/completions.ts';
import { readReply } from './read-reply.ts';
import type { Reading, ReadSpec } from './reading.ts';
import { readingsPrompt } from './readings-prompt.ts';

/** Replies with readings that each model is asked for. */
const repliesPerModel = 4;
const replyTokensMost = 2048;

export interface AskingPorts {
  readonly drafters: readonly { readonly source: CompletionSource }[];
  readonly allowance: Allowance;
  readonly readSpec: ReadSpec;
  readonly seed: number;
}

/** What models made of an intent, and what that cost. */
export interface Asked {
  readonly readings: readonly Reading[];
  readonly refused: readonly string[];
  readonly cost: Cost;
}

/**
 * Asks every model for readings. `told`: what a person has decided already. Throws a `SluiceError`
 * where nothing that came can be read.
 */
export async function readingsOf(
  words: string,
  told: readonly Example[],
  { drafters, allowance, readSpec, seed }: AskingPorts,
  signal: AbortSignal,
): Promise<Asked> {
  const readings: Reading[] = [];
  const refused: string[] = [];
  let cost = noCost;
  let isAnswered = false;
  for (const { source } of drafters) {
    const completions = await source.open(allowance);
    try {
      const completion = await completions.complete(
        {
          messages: readingsPrompt(words, told),
          samples: repliesPerModel,
          seed: seed % 2 ** 31,
          outputTokensMost: replyTokensMost,
        },
        signal,
      );
      cost = addCost(cost, completion.cost);
      isAnswered ||= completion.texts.length > 0 || completion.isSpent;
      for (const { text } of completion.texts) {
        const read = readReply(words, text, readSpec);
        readings.push(...read.readings);
        refused.push(...read.refused);
      }
      for (const { reason } of completion.missing) refused.push(reason);
      if (completion.isSpent) refused.push('the budget does not pay for a reply');
    } finally {
      await completions.close();
    }
  }
  signal.throwIfAborted();
  if (readings.length === 0) throw noReading(words, refused, isAnswered, cost);
  return { readings, refused, cost };
}

function noReading(
  words: string,
  refused: readonly string[],
  isAnswered: boolean,
  { requests, inputTokens, outputTokens, dollars }: Cost,
): SluiceError {
  const tokens = inputTokens + outputTokens;
  const paid = `${requests} requests took ${tokens} tokens, $${dollars.toFixed(2)}`;
  const counts = Map.groupBy(refused, (reason) => reason);
  const reasons = [...counts].map(([reason, { length }]) => `${length} × ${reason}`);
  return new SluiceError({
    fault: 'input',
    place: JSON.stringify(words),
    found: `replies in which nothing can be read: ${reasons.join('; ') || 'none came'} (${paid})`,
    wanted: 'a model that answers with readings of these words, as JSON',
    mend: isAnswered
      ? 'Say it in other words, ask a larger model, or write the specification by hand.'
      : 'The server does not answer: look whether it runs, and whether its address is right.',
  });
}
