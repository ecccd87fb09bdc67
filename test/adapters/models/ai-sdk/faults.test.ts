import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

import * as ai from 'ai';
import { MockLanguageModelV4 } from 'ai/test';
import { describe, expect, it } from 'vitest';

import { wait } from '../../../../src/adapters/models/endpoint/wait.ts';
import { systemClock } from '../../../../src/adapters/system/clock.ts';
import type { Budget } from '../../../../src/domain/budget.ts';
import { Purse } from '../../../../src/domain/purse.ts';
import type { Completion, CompletionSource } from '../../../../src/ports/completions.ts';
import { collect } from '../../../../src/proposing/collect.ts';
import { wordingOf } from '../../../../src/composing/wordings.ts';
import { languageModel } from '../../../../src/proposing/language/language-model.ts';
import { answering, choices } from '../answering.ts';
import { largerProblem } from '../../../fixtures/larger.ts';
import { served } from '../endpoint/served.ts';
import { sdkModelAt } from './asked.ts';

const never = new AbortController().signal;

const request = {
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Hello.' },
  ],
  seed: 1,
  outputTokensMost: 100,
} as const;

async function ask(
  source: CompletionSource,
  samples: number,
  budget: Budget = {},
  isWhole?: (text: string) => boolean,
): Promise<Completion> {
  const completions = await source.open(new Purse(budget));
  try {
    const asking = { ...request, samples, ...(isWhole === undefined ? {} : { isWhole }) };
    return await completions.complete(asking, never);
  } finally {
    await completions.close();
  }
}

const isWhole = (text: string): boolean => /```[\s\S]*```/u.test(text);

const event = (content: string, finish_reason?: string): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason }] })}\n\n`;

/**
 * A server that streams one text, and after a while another, after which it falls silent, or its
 * end; `gone` once nobody hears it.
 */
async function writing(first: string, then: string, afterMs: number) {
  const { promise: gone, resolve: left } = Promise.withResolvers<void>();
  const asked: { readonly stream?: boolean }[] = [];
  const server = createServer((incoming, response) => {
    void (async () => {
      asked.push((await json(incoming)) as { stream?: boolean });
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(event(first));
      response.on('close', left);
      if (!Number.isFinite(afterMs)) return;
      setTimeout(() => {
        if (then === '') response.end(`${event('', 'stop')}data: [DONE]\n\n`);
        else response.write(event(then));
      }, afterMs);
    })();
  });
  return { ...(await listening(server)), gone, asked };
}

async function listening(server: Server) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, close };
}

describe('a model of the AI SDK', () => {
  it('is asked once a sample, each with a seed of its own, in the words of the prompt', async () => {
    const server = await answering((n) => ({ body: choices(`text ${n}`) }));
    const { texts, missing, cost } = await ask(sdkModelAt(server.url), 3);
    server.close();
    expect(texts.map(({ text }) => text).toSorted()).toEqual(['text 1', 'text 2', 'text 3']);
    expect(missing).toEqual([]);
    expect(cost).toMatchObject({ requests: 3, inputTokens: 30, outputTokens: 15 });
    expect(new Set(server.requests.map(({ body }) => body['seed'])).size).toBe(3);
    for (const { body } of server.requests) {
      expect(body).toMatchObject({ messages: request.messages, max_tokens: 100 });
    }
  });

  it('waits as long as a 429 says, asks again after a 5xx, and never by itself', async () => {
    const server = await answering((n) => {
      if (n === 1) return { status: 429, headers: { 'retry-after': '0.02' }, body: '' };
      return n === 2
        ? { status: 503, body: '{"error":{"message":"busy"}}' }
        : { body: choices('a') };
    });
    const { texts, cost } = await ask(sdkModelAt(server.url), 1);
    server.close();
    expect(texts.map(({ text }) => text)).toEqual(['a']);
    expect(cost).toMatchObject({ requests: 3, inputTokens: 10, outputTokens: 5 });
    expect(server.requests.length).toBe(3);
  });

  it('waits as long as Google says in the body of a 429', async () => {
    const body = '{"error":{"message":"quota","details":[{"retryDelay":"0.02s"}]}}';
    const server = await answering((n) => (n < 3 ? { status: 429, body } : { body: choices('a') }));
    const { texts } = await ask(sdkModelAt(server.url, { backoffMs: 1e9 }), 1);
    server.close();
    expect(texts.length).toBe(1);
  });

  it.each(['{"choices":[{"mess', '{"choices":"none"}'])(
    'charges an answer that is none at its most, and asks again once: %s',
    async (body) => {
      const server = await answering(() => ({ body }));
      const { texts, missing, cost } = await ask(sdkModelAt(server.url), 1);
      server.close();
      expect(texts).toEqual([]);
      expect(missing).toEqual([{ reason: expect.stringContaining('JSON') as string, samples: 1 }]);
      expect(cost).toMatchObject({ requests: 2, outputTokens: 200 });
    },
  );

  it('counts an empty reply, and does not ask again', async () => {
    const server = await answering(() => ({ body: choices('') }));
    const { missing, cost } = await ask(sdkModelAt(server.url), 2);
    server.close();
    expect(missing.reduce((sum, { samples }) => sum + samples, 0)).toBe(2);
    expect(missing[0]!.reason).toBe('an empty reply');
    expect(cost.requests).toBe(2);
  });

  it('is charged at its most where it does not answer in time', async () => {
    const { server } = await served({ tokensPerSecond: 1 });
    const { missing, cost } = await ask(sdkModelAt(server.url, { limitMs: 50 }), 1);
    await server.close();
    expect(missing).toEqual([{ reason: 'no answer within 50 ms', samples: 1 }]);
    expect(cost).toMatchObject({ requests: 2, outputTokens: 200 });
  });

  it('ends at once when it is aborted, and tells what is charged for it', async () => {
    const { server } = await served({ tokensPerSecond: 1 });
    const purse = new Purse({ tokens: 1000 });
    const completions = await sdkModelAt(server.url).open(purse);
    const controller = new AbortController();
    const asked = completions.complete({ ...request, samples: 1 }, controller.signal);
    while (server.counts().requests === 0) await wait(5, systemClock, never);
    controller.abort(new Error('enough'));
    const { texts, missing, cost } = await asked;
    await server.close();
    expect([texts, missing]).toEqual([[], [{ reason: 'cut off', samples: 1 }]]);
    expect(cost).toMatchObject({ requests: 1, outputTokens: 100 });
    expect(purse.left.tokens).toBe(1000 - cost.inputTokens - cost.outputTokens);
  });

  it('is stopped when it has written what was asked for, where it writes slowly', async () => {
    const server = await writing('Well.\n', '```\nwhole\n```', 200);
    const { texts, missing, cost } = await ask(sdkModelAt(server.url), 1, {}, isWhole);
    await server.gone;
    server.close();
    expect(texts.map(({ text }) => text)).toEqual(['Well.\n```\nwhole\n```']);
    expect(missing).toEqual([]);
    expect(cost.outputTokens).toBe('Well.\n```\nwhole\n```'.length);
  });

  it.each([
    ['```\nwhole\n```', '```\nwhole\n```'],
    ['```\nhalf', undefined],
  ])(
    'that is cut off is charged what it wrote, and what was whole is kept: %j',
    async (said, kept) => {
      const server = await writing(said, '', Infinity);
      const purse = new Purse({});
      const completions = await sdkModelAt(server.url).open(purse);
      const controller = new AbortController();
      const heard = (text: string): boolean => {
        // As long as it is not called whole nobody stops it before the deadline does.
        setImmediate(() => controller.abort(new Error('over')));
        return isWhole(text) && controller.signal.aborted;
      };
      const asking = { ...request, samples: 1, isWhole: heard };
      const { texts, missing, cost } = await completions.complete(asking, controller.signal);
      server.close();
      expect(texts.map(({ text }) => text)).toEqual(kept === undefined ? [] : [kept]);
      expect(missing).toEqual(kept === undefined ? [{ reason: 'cut off', samples: 1 }] : []);
      expect(cost).toMatchObject({ requests: 1, outputTokens: said.length, unanswered: 1 });
    },
  );

  it('is streamed until it came fast, and then asked in one piece', async () => {
    const long = `\`\`\`\n${'x'.repeat(400_000)}\n\`\`\``;
    const server = await writing(long, '', 0);
    const completions = await sdkModelAt(server.url).open(new Purse({}));
    for (const seed of [1, 2]) {
      const asking = { ...request, samples: 1, seed, isWhole };
      await completions.complete(asking, never);
    }
    await completions.close();
    server.close();
    expect(server.asked.map(({ stream }) => stream).slice(0, 2)).toEqual([true, undefined]);
  });

  it('asks for nothing that the budget does not pay for, and nothing in dollars without a price', async () => {
    const server = await answering(() => ({ body: choices('a') }));
    expect(await ask(sdkModelAt(server.url), 1, { tokens: 50 })).toMatchObject({ isSpent: true });
    const price = { input: 1, output: 100 };
    const priced = await ask(sdkModelAt(server.url, { price }), 1, { dollars: 0.011 });
    expect(priced.cost.dollars).toBeCloseTo(510e-6);
    await expect(ask(sdkModelAt(server.url), 1, { dollars: 1 })).rejects.toThrow('no price');
    server.close();
    expect(server.requests.length).toBe(1);
  });

  it('counts what the provider had read before as cached', async () => {
    const usage = {
      inputTokens: { total: 1000, noCache: 400, cacheRead: 600, cacheWrite: undefined },
      outputTokens: { total: 20, text: 20, reasoning: undefined },
    };
    const model = new MockLanguageModelV4({
      doGenerate: {
        content: [{ type: 'text', text: 'hello' }],
        finishReason: { unified: 'stop', raw: 'stop' },
        usage,
        warnings: [{ type: 'unsupported', feature: 'seed' }],
      },
    });
    const price = { input: 10, output: 100, cachedInput: 1 };
    const source = sdkModelAt('', { price, load: () => Promise.resolve({ ai, model }) });
    const { cost } = await ask(source, 1);
    expect(cost).toMatchObject({ inputTokens: 1000, cachedTokens: 600, outputTokens: 20 });
    expect(cost.dollars).toBeCloseTo((400 * 10 + 600 + 20 * 100) / 1e6, 12);
  });

  it('never loses a reply, however the server fails', async () => {
    const faults = { error: 0.1, cut: 0.1, malformed: 0.1, empty: 0.1, garbage: 0.1 };
    const { server } = await served({ faults, seed: 3 });
    const source = sdkModelAt(server.url);
    const session = await languageModel(source, wordingOf).open(largerProblem, {
      seed: 1,
      workers: 1,
    });
    const asks = Array.from({ length: 32 }, () => ({ island: 0, parents: [], count: 8 }));
    const { drafts, missing, costs } = await collect(session, { step: 0, asks }, never);
    await session.close();
    const counts = server.counts();
    await server.close();
    const lost = [...missing.values()].reduce((sum, samples) => sum + samples, 0);
    expect(drafts.length + lost).toBe(32 * 8);
    expect(drafts.length).toBeGreaterThan(100);
    expect(costs.reduce((sum, cost) => sum + cost.requests, 0)).toBe(counts.requests);
  });
});
