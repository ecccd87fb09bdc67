import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import {
  serveSimulated,
  type SimulationOptions,
} from '../../../../src/adapters/models/simulated/serve.ts';
import { functionWording } from '../../../../src/realities/function/asking/wording.ts';
import { largerProblem } from '../../../fixtures/larger.ts';

const corpus = mkdtempSync(join(tmpdir(), 'sluice-corpus-'));
writeFileSync(join(corpus, 'one.ts'), 'export const one = 1;\n');
writeFileSync(join(corpus, 'two.ts'), 'export const two = "zwei — 二 🙂";\n');
writeFileSync(join(corpus, 'words.md'), 'I have no idea.');

interface Answered {
  readonly choices: readonly { message: { content: string }; finish_reason: string }[];
  readonly usage: { readonly completion_tokens: number };
}

async function withServer<Result>(
  options: Partial<SimulationOptions>,
  use: (post: (body: object) => Promise<Response>) => Promise<Result>,
): Promise<Result> {
  const server = await serveSimulated({ tokensPerSecond: 1_000_000, corpus, ...options });
  const messages = [{ role: 'user', content: 'Hello.' }];
  try {
    return await use((body) =>
      fetch(`${server.url}/chat/completions`, {
        method: 'POST',
        body: JSON.stringify({ model: 'any', messages, ...body }),
      }),
    );
  } finally {
    await server.close();
  }
}

async function textsOf(response: Response): Promise<string[]> {
  const { choices } = (await response.json()) as Answered;
  return choices.map(({ message }) => message.content);
}

/** The texts of sixteen samples of one request to a server of that seed. */
const sixteen = (seed: number) =>
  withServer({ seed }, async (post) => textsOf(await post({ seed: 7, n: 16 })));

/** How many of 64 replies are right, where the prompt shows an attempt that failed so. */
function rightOf64(skill: number, repair: number, feedback: string): Promise<number> {
  const simulation = { corpus: undefined, skill, distinct: 64, repair: { failed: repair } };
  const draft = { source: 'export function larger() {}', parents: [], strategy: 'sample' };
  const candidate = { ...draft, tokens: 0, costUsd: 0, id: 'p', model: 'any', step: 0, island: 0 };
  const parents = feedback === '' ? [] : [{ candidate, scores: [], feedback }];
  const { messages } = functionWording(largerProblem).ask(parents);
  return withServer(simulation, async (post) => {
    const texts = await textsOf(await post({ messages, n: 64, seed: 1 }));
    return texts.filter((text) => isRight(text)).length;
  });
}

describe('the simulated model', () => {
  it('answers a seed and a request alike on every server of the same seed', async () => {
    const first = await sixteen(1);
    expect(first.length).toBe(16);
    expect(await sixteen(1)).toEqual(first);
    expect(await sixteen(2)).not.toEqual(first);
  });

  it('answers the same request alike again with a seed, and anew without one', async () => {
    await withServer({}, async (post) => {
      const texts = async (body: object) => textsOf(await post({ n: 16, ...body }));
      expect(await texts({ seed: 7 })).toEqual(await texts({ seed: 7 }));
      expect(await texts({})).not.toEqual(await texts({}));
    });
  });

  it('says the same in a stream as at once', async () => {
    for (const tokensPerEvent of [1, 3]) {
      await withServer({ tokensPerEvent }, async (post) => {
        const whole = await textsOf(await post({ seed: 3, n: 3 }));
        const streamed = await (await post({ seed: 3, n: 3, stream: true })).text();
        const chunks = streamed
          .split('\n\n')
          .filter((event) => event.startsWith('data: {'))
          .map((event) => JSON.parse(event.slice(6)) as { choices: Delta[] });
        const texts = ['', '', ''];
        for (const { index, delta } of chunks.flatMap(({ choices }) => choices)) {
          texts[index] += delta.content ?? '';
        }
        expect(streamed.endsWith('data: [DONE]\n\n')).toBe(true);
        expect(texts).toEqual(whole);
      });
    }
  });

  it('makes replies as long as it is told, and counts their tokens', async () => {
    await withServer({}, async (post) => {
      for (const tokens of [1, 5, 200]) {
        const response = await post({ n: 4, min_tokens: tokens, max_tokens: tokens });
        const { usage, choices } = (await response.json()) as Answered;
        expect(usage.completion_tokens).toBe(4 * tokens);
        expect(choices.every((choice) => choice.finish_reason === 'length')).toBe(true);
      }
    });
  });

  it('lets no more in than its limits, and says when to come back', async () => {
    await withServer({ requestsPerMinute: 2 }, async (post) => {
      const responses = [await post({}), await post({}), await post({})];
      expect(responses.map(({ status }) => status)).toEqual([200, 200, 429]);
      expect(Number(responses[2]!.headers.get('retry-after'))).toBeGreaterThan(1);
      expect(responses[1]!.headers.get('x-ratelimit-remaining-requests')).toBe('0');
    });
  });

  it('charges tokens up front, by what a request may use', async () => {
    await withServer({ tokensPerMinute: 1000 }, async (post) => {
      const statuses = [await post({ max_tokens: 400, n: 2 }), await post({ max_tokens: 400 })];
      expect(statuses.map(({ status }) => status)).toEqual([200, 429]);
    });
  });

  it.each([{ messages: [] }, { n: 0 }, { n: 1000 }])('refuses a request such as %j', (body) =>
    withServer({}, async (post) => {
      expect((await post(body)).status).toBe(400);
    }),
  );

  it('is as often right as its skill says, and repairs as it is told', async () => {
    expect(await rightOf64(1, 0, '')).toBe(64);
    expect(await rightOf64(0, 0, '')).toBe(0);
    expect(await rightOf64(0.001, 1, 'larger(1, 2) returned 1; it should return 2.')).toBe(64);
  });
});

interface Delta {
  readonly index: number;
  readonly delta: { readonly content?: string };
}

function isRight(text: string): boolean {
  const extracted = functionWording(largerProblem).read(text);
  if (extracted.kind === 'none' || /throw|for \(/u.test(extracted.source)) return false;
  const body = extracted.source.slice(extracted.source.indexOf('{\n'));
  try {
    // oxlint-disable-next-line typescript/no-implied-eval -- programs of the grammar model
    const larger2 = new Function('a', 'b', body) as (a: number, b: number) => number;
    return largerProblem.examples.every(
      ({ args, result }) => larger2(...(args as [number, number])) === result,
    );
  } catch {
    return false;
  }
}
