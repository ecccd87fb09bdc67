import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readAnswer } from '../../../../src/adapters/models/endpoint/answer.ts';
import { untilWhole } from '../../../../src/adapters/models/endpoint/stream.ts';
import { wait } from '../../../../src/adapters/models/endpoint/wait.ts';
import { systemClock } from '../../../../src/adapters/system/clock.ts';
import { Purse } from '../../../../src/domain/purse.ts';
import type { Budget } from '../../../../src/domain/budget.ts';
import type { Completion, CompletionSource, Message } from '../../../../src/ports/completions.ts';
import { collect, type Answer } from '../../../../src/proposing/collect.ts';
import { wordingOf } from '../../../../src/composing/wordings.ts';
import { languageModel } from '../../../../src/proposing/language/language-model.ts';
import { largerProblem } from '../../../fixtures/larger.ts';
import { answering, choices } from '../answering.ts';
import { endpointAt, served } from './served.ts';

const never = new AbortController().signal;

const hello: readonly Message[] = [{ role: 'user', content: 'Hello.' }];

async function ask(
  source: CompletionSource,
  samples: number,
  budget: Budget = {},
  messages = hello,
): Promise<Completion> {
  const completions = await source.open(new Purse(budget));
  try {
    const request = { messages, samples, seed: 1, outputTokensMost: 100 };
    return await completions.complete(request, never);
  } finally {
    await completions.close();
  }
}

const isWhole = (text: string): boolean => /```[^`]+```/u.test(text);

/** One event of a stream. */
const event = (index: number, content: string): string =>
  `data: ${JSON.stringify({ choices: [{ index, delta: { content } }] })}\n\n`;

/** A server that streams so much of an answer, and then nothing more. */
async function silentAfter(events: string) {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(events);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, close };
}

const letters = ({ texts }: Completion): number =>
  texts.reduce((sum, { text }) => sum + text.length, 0);

describe('thousands of replies with faults mixed in', () => {
  const faults = {
    limited: 0.05,
    error: 0.05,
    cut: 0.05,
    malformed: 0.05,
    empty: 0.03,
    stall: 0.01,
    garbage: 0.1,
  };

  it('are all accounted for, and none brings anything down', async () => {
    const { server, source } = await served({ faults, seed: 3 }, { limitMs: 2000 });
    // The first question to a simulated model takes as long as finding what is right.
    await ask(endpointAt(server.url), 1, {}, wordingOf(largerProblem).ask([]).messages);
    const before = server.counts().requests;
    const session = await languageModel(source, wordingOf).open(largerProblem, {
      seed: 1,
      workers: 1,
    });
    const answers: Answer[] = [];
    for (let step = 0; step < 2; step++) {
      const asks = Array.from({ length: 256 }, () => ({ island: 0, parents: [], count: 8 }));
      answers.push(await collect(session, { step, asks }, never));
    }
    await session.close();
    const counts = server.counts();
    await server.close();
    const missing = answers.flatMap((answer) => [...answer.missing.values()]);
    const drafts = answers.reduce((sum, answer) => sum + answer.drafts.length, 0);
    const lost = missing.reduce((sum, samples) => sum + samples, 0);
    expect(drafts + lost).toBe(2 * 256 * 8);
    expect(drafts).toBeGreaterThan(3000);
    expect(Object.keys(counts.faults).length).toBe(Object.keys(faults).length);
    const requests = answers
      .flatMap(({ costs }) => costs)
      .reduce((sum, cost) => sum + cost.requests, 0);
    expect(requests).toBe(counts.requests - before);
  });
});

describe('an endpoint', () => {
  it('asks for what is lacking one by one where a server ignores `n`, or refuses it', async () => {
    for (const refusal of [undefined, 400, 422]) {
      const server = await answering((n) =>
        n === 1 && refusal !== undefined
          ? { status: refusal, body: '{"error":{"message":"n must be 1"}}' }
          : { body: choices('one') },
      );
      const { texts, missing } = await ask(endpointAt(server.url), 3);
      server.close();
      expect([texts.length, missing.length]).toEqual([3, 0]);
      const seeds = server.requests.map(({ body }) => body['seed']);
      expect(new Set(seeds).size).toBe(3);
    }
  });

  it('waits as long as a 429 says, and then asks again', async () => {
    const server = await answering((n) =>
      n < 3
        ? { status: 429, headers: { 'retry-after': '0.02' }, body: '' }
        : { body: choices('a') },
    );
    const completion = await ask(endpointAt(server.url), 1);
    server.close();
    expect(completion.texts.map(({ text }) => text)).toEqual(['a']);
    expect(completion.cost).toMatchObject({ requests: 3, inputTokens: 10, outputTokens: 5 });
  });

  it.each([
    ['Google says in the body', {}, '[{"error":{"details":[{"retryDelay":"0.02s"}]}}]'],
    ['Together says in a header', { 'x-ratelimit-reset': '0.02' }, ''],
  ])('waits as long as %s', async (_who, headers, body) => {
    const server = await answering((n) =>
      n < 3 ? { status: 429, headers, body } : { body: choices('a') },
    );
    // What is not said here would be waited for without end.
    const completion = await ask(endpointAt(server.url, { backoffMs: 1e9 }), 1);
    server.close();
    expect(completion.texts.length).toBe(1);
  });

  it('charges an answer that broke off at its most, and asks again once', async () => {
    const server = await answering(() => ({ body: '{"choices":[{"mess' }));
    const { texts, missing, cost } = await ask(endpointAt(server.url), 2);
    server.close();
    expect(texts).toEqual([]);
    expect(missing).toEqual([{ reason: 'a body that is no JSON', samples: 2 }]);
    expect(cost).toMatchObject({ requests: 2, outputTokens: 2 * 2 * 100 });
    expect(cost.estimated?.tokens).toBe(cost.inputTokens + cost.outputTokens);
  });

  it('tells what the server has counted from what is estimated', async () => {
    const uncounted = '{"choices":[{"message":{"content":"four"}}]}';
    const server = await answering((n) => ({ body: n === 1 ? choices('a') : uncounted }));
    const price = { input: 1, output: 2 };
    const source = endpointAt(server.url, { price });
    expect((await ask(source, 1)).cost.estimated).toBeUndefined();
    const { cost } = await ask(source, 1);
    server.close();
    expect(cost.outputTokens).toBe('four'.length);
    expect(cost.estimated).toEqual({
      tokens: cost.inputTokens + cost.outputTokens,
      dollars: cost.dollars,
    });
    expect(cost.unpricedTokens).toBeUndefined();
  });

  it('loses no sample to one beside it that is far too large', async () => {
    const flood = '['.repeat(1_000_000);
    const server = await answering(() => ({
      body: choices(flood, flood, 'right', flood, flood, flood, flood, 'right, too'),
    }));
    const { texts, missing } = await ask(endpointAt(server.url), 8);
    server.close();
    expect(missing).toEqual([]);
    expect(texts.length).toBe(8);
    expect(texts[2]?.text).toBe('right');
    expect(texts[7]?.text).toBe('right, too');
    // What nobody asked for is not kept, nor paid for in memory.
    expect(texts[0]!.text.length).toBeLessThan(10_000);
  });

  it('asks for nothing that the budget does not pay for', async () => {
    const server = await answering(() => ({ body: choices('a') }));
    const completion = await ask(endpointAt(server.url), 1, { tokens: 100 });
    expect(completion).toMatchObject({ isSpent: true, texts: [], missing: [{ samples: 1 }] });
    const price = { input: 1, output: 100 };
    const source = endpointAt(server.url, { price });
    expect(await ask(source, 1, { dollars: 0.009 })).toMatchObject({ isSpent: true });
    expect((await ask(source, 1, { dollars: 0.011 })).cost.dollars).toBeCloseTo(510e-6);
    server.close();
    expect(server.requests.length).toBe(1);
  });

  it('says what to mend where the key is wrong, and shows the key nowhere', async () => {
    const key = 'sk-very-secret';
    const server = await answering(() => ({ status: 401, body: `no such key: ${key}` }));
    const source = endpointAt(server.url, { environment: { SLUICE_API_KEY: `${key}\n` } });
    const failed: unknown = await ask(source, 1).catch((error: unknown) => error);
    server.close();
    expect(server.requests[0]!.headers['authorization']).toBe(`Bearer ${key}`);
    expect(String(failed)).toContain('SLUICE_API_KEY');
    expect(JSON.stringify(failed) + String(failed)).not.toContain(key);
  });

  it('is exhausted, with the reason, where no server answers at all', async () => {
    const model = languageModel(endpointAt('http://127.0.0.1:9/v1'), wordingOf);
    const session = await model.open(largerProblem, { seed: 1, workers: 1 });
    const asks = Array.from({ length: 8 }, () => ({ island: 0, parents: [], count: 1 }));
    const { exhausted, missing } = await collect(session, { step: 0, asks }, never);
    await session.close();
    expect(exhausted).toBe(true);
    expect([...missing.keys()].join('; ')).toContain('ECONNREFUSED');
  });

  it('stops a slow server when it has written what was asked for', async () => {
    const { server, source } = await served({ tokensPerSecond: 150, replyTokensLeast: 180 });
    const completions = await source.open(new Purse({}));
    const request = {
      messages: wordingOf(largerProblem).ask([]).messages,
      seed: 1,
      samples: 3,
      isWhole,
    };
    const complete = () => completions.complete({ ...request, outputTokensMost: 200 }, never);
    const { isWhole: _, ...unheard } = request;
    const whole = await completions.complete({ ...unheard, outputTokensMost: 200 }, never);
    const stopped = await complete();
    await completions.close();
    await server.close();
    expect(whole.texts.length).toBe(3);
    expect(stopped.texts.length).toBe(3);
    expect(stopped.texts.every(({ text }) => isWhole(text))).toBe(true);
    expect(letters(stopped)).toBeLessThan(letters(whole));
  });

  it.each([true, false])('hears a whole answer out unless it comes slowly: %s', (isSlow) => {
    const isEnough = untilWhole({ samples: 1, isWhole }, () => isSlow);
    expect(isEnough(Buffer.from(event(0, '```\nhalf')))).toBe(false);
    expect(isEnough(Buffer.from(event(0, '\n```')))).toBe(isSlow);
  });

  it('asks for an answer in one piece where a server gives no streams', async () => {
    const refusing = await answering(() => {
      const { stream } = refusing.requests.at(-1)!.body;
      return stream === true
        ? { status: 400, body: '{"error":{"message":"no streams"}}' }
        : { body: choices('a', 'b') };
    });
    const completions = await endpointAt(refusing.url).open(new Purse({}));
    const request = { messages: hello, samples: 2, seed: 1, outputTokensMost: 100, isWhole };
    const twice = [
      await completions.complete(request, never),
      await completions.complete(request, never),
    ];
    await completions.close();
    refusing.close();
    expect(twice.map(({ texts }) => texts.length)).toEqual([2, 2]);
    expect(refusing.requests.map(({ body }) => body['stream'] ?? false)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('keeps the samples that were whole when it is aborted, and tells what is missing', async () => {
    const first = '```\nwhole\n```';
    const server = await silentAfter(event(0, first) + event(1, '```\nhalf'));
    const source = endpointAt(server.url, { price: { input: 1, output: 2 } });
    const completions = await source.open(new Purse({}));
    const controller = new AbortController();
    const heard = (text: string): boolean => {
      // Whatever was looked at has arrived.
      if (text === first) setImmediate(() => controller.abort(new Error('over')));
      return isWhole(text);
    };
    const request = { messages: hello, samples: 2, seed: 1, outputTokensMost: 100 };
    const { texts, missing, cost } = await completions.complete(
      { ...request, isWhole: heard },
      controller.signal,
    );
    await completions.close();
    server.close();
    expect(texts.map(({ text }) => text)).toEqual([first]);
    expect(missing).toEqual([{ reason: 'cut off', samples: 1 }]);
    // Of the other sample what was heard is charged.
    expect(cost.outputTokens).toBe(first.length + '```\nhalf'.length);
    expect(cost.unanswered).toBe(1);
    expect(cost.estimated?.tokens).toBe(cost.inputTokens + cost.outputTokens);
  });

  it('charges what was heard of a stream of which nothing was whole, thoughts included', async () => {
    const thought = 'data: {"choices":[{"delta":{"reasoning_content":"hm, so"}}]}\n\n';
    const server = await silentAfter(thought + event(0, '```\nhalf'));
    const completions = await endpointAt(server.url).open(new Purse({}));
    const controller = new AbortController();
    const heard = (): boolean => {
      setImmediate(() => controller.abort(new Error('over')));
      return false;
    };
    const request = { messages: hello, samples: 8, seed: 1, outputTokensMost: 2048 };
    const { texts, missing, cost } = await completions.complete(
      { ...request, isWhole: heard },
      controller.signal,
    );
    await completions.close();
    server.close();
    expect([texts, missing]).toEqual([[], [{ reason: 'cut off', samples: 8 }]]);
    expect(cost).toMatchObject({ requests: 1, unanswered: 1 });
    expect(cost.outputTokens).toBe('hm, so```\nhalf'.length);
    expect(cost.estimated?.tokens).toBe(cost.inputTokens + cost.outputTokens);
  });

  it('ends at once when it is aborted, and tells what is charged for it', async () => {
    const { server, source } = await served(
      { tokensPerSecond: 1 },
      { price: { input: 1, output: 2 } },
    );
    const purse = new Purse({ tokens: 1000, dollars: 1 });
    const completions = await source.open(purse);
    const controller = new AbortController();
    const request = { messages: hello, samples: 1, seed: 1, outputTokensMost: 100 };
    const asked = completions.complete(request, controller.signal);
    while (server.counts().requests === 0) await wait(5, systemClock, never);
    controller.abort(new Error('enough'));
    const { texts, missing, cost } = await asked;
    expect([texts, missing]).toEqual([[], [{ reason: 'cut off', samples: 1 }]]);
    expect(cost).toMatchObject({ requests: 1, unanswered: 1, outputTokens: 100 });
    expect(purse.left.tokens).toBe(1000 - cost.inputTokens - cost.outputTokens);
    expect(purse.left.dollars).toBeCloseTo(1 - cost.dollars, 12);
    const unsent = await completions.complete(request, controller.signal);
    expect(unsent.cost.requests).toBe(0);
    await completions.close();
    await server.close();
  });
});

it('an answer is read from any body without throwing', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),

    fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify({ choices: value, usage: value })),
  );
  fc.assert(
    fc.property(anything, (body) => {
      const answer = readAnswer(body);
      if (typeof answer !== 'string')
        expect(answer.texts.every((text) => typeof text === 'string')).toBe(true);
    }),
  );
});
