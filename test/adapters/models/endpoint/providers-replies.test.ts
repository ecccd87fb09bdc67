import { expect, it } from 'vitest';

import { Purse } from '../../../../src/domain/purse.ts';
import { answering } from '../answering.ts';
import { providersReplies } from './providers-replies.ts';
import { endpointAt } from './served.ts';

it.each(providersReplies)('a reply of $provider is read', async ({ read, ...reply }) => {
  const server = await answering(() => reply);
  const completions = await endpointAt(server.url).open(new Purse({}));
  const messages = [{ role: 'user', content: 'Hello.' }] as const;
  const request = { messages, samples: 1, seed: 1, outputTokensMost: 50 };
  const { texts, missing, cost } = await completions.complete(
    request,
    new AbortController().signal,
  );
  await completions.close();
  server.close();
  if (typeof read === 'string') {
    expect(missing).toEqual([{ reason: read, samples: 1 }]);
    return;
  }
  expect(texts.map(({ text }) => text)).toEqual(['Hi.']);
  expect([cost.inputTokens, cost.cachedTokens, cost.outputTokens]).toEqual(read);
  expect(cost.estimated).toBeUndefined();
});
