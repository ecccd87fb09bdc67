import { afterAll, describe, expect, it, vi } from 'vitest';

import {
  exportOf,
  keyVariables,
  readSdkId,
} from '../../../../src/adapters/models/ai-sdk/sdk-id.ts';
import { sdkModel } from '../../../../src/adapters/models/ai-sdk/sdk-model.ts';
import { systemClock } from '../../../../src/adapters/system/clock.ts';
import { Purse } from '../../../../src/domain/purse.ts';
import { answering } from '../answering.ts';

const never = new AbortController().signal;
const key = 'sk-very-secret';

/** What the provider answers next. */
let reply: { status: number; body: object } = { status: 500, body: {} };
const server = await answering(() => ({
  ...reply,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(reply.body),
}));
// The package reads the first of them when it is loaded.
vi.stubEnv('ANTHROPIC_BASE_URL', server.url);
vi.stubEnv('ANTHROPIC_API_KEY', key);
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
});

/** Asks the model of that name, with the packages that are installed. */
async function ask(id: string, environment: Record<string, string>) {
  const source = sdkModel(readSdkId(id)!, { environment, clock: systemClock, backoffMs: 5 });
  const completions = await source.open(new Purse({}));
  const messages = [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Hello.' },
  ] as const;
  return completions.complete({ messages, samples: 2, seed: 1, outputTokensMost: 50 }, never);
}

describe('PROVIDER/MODEL', () => {
  it('is what stands before and after the first slash', () => {
    expect(readSdkId('anthropic/claude-sonnet-5')).toEqual({
      provider: 'anthropic',
      model: 'claude-sonnet-5',
    });
    expect(readSdkId('togetherai/meta/llama-3.1')?.model).toBe('meta/llama-3.1');
    for (const id of ['grammar', 'a/', '/a', '../a', 'Models/a', 'https://host/v1#m']) {
      expect(readSdkId(id)).toBeUndefined();
    }
  });

  it('names the line that installs what is missing', async () => {
    await expect(ask('mistral/large', {})).rejects.toThrow('npm install ai @ai-sdk/mistral');
    const unknown = ask('antropic/claude', {});
    await expect(unknown).rejects.toThrow('npm install ai @ai-sdk/antropic');
    await expect(unknown).rejects.toThrow(Object.keys(keyVariables).join(', '));
  });

  it('names the variable where there is no key, before anything is asked', async () => {
    await expect(ask('anthropic/claude', {})).rejects.toThrow('export ANTHROPIC_API_KEY');
  });

  it('finds the export of a package by its name', () => {
    expect(exportOf({ provider: 'amazon-bedrock', model: 'm' })).toBe('amazonBedrock');
    expect(exportOf({ provider: 'xai', model: 'm' })).toBe('xai');
  });
});

/** A greeting as Anthropic writes it, with what it took. */
function said(usage: Readonly<Record<string, number>>): typeof reply {
  const content = [{ type: 'text', text: 'Hi.' }];
  const head = { id: 'm', type: 'message', role: 'assistant', model: 'claude' };
  return { status: 200, body: { ...head, content, usage, stop_reason: 'end_turn' } };
}

describe('a provider whose wire is not that of OpenAI', () => {
  it('is asked through its own package, and its tokens are counted, the cached ones too', async () => {
    const usage = { input_tokens: 4, output_tokens: 3, cache_read_input_tokens: 6 };
    reply = said(usage);
    const { texts, cost } = await ask('anthropic/claude', { ANTHROPIC_API_KEY: key });
    expect(texts.map(({ text }) => text)).toEqual(['Hi.', 'Hi.']);
    expect(cost).toMatchObject({ requests: 2, inputTokens: 20, cachedTokens: 12, outputTokens: 6 });
    expect(server.requests[0]!.headers['x-api-key']).toBe(key);
    expect(server.requests[0]!.body).toMatchObject({ model: 'claude', max_tokens: 50 });
  });

  it('is told to keep what other requests begin with, and paid for that as it says', async () => {
    const usage = { input_tokens: 4, output_tokens: 3, cache_creation_input_tokens: 6 };
    reply = said(usage);
    const source = sdkModel(readSdkId('anthropic/claude')!, {
      environment: { ANTHROPIC_API_KEY: key },
      clock: systemClock,
      price: { input: 1e6, output: 0, cachedInput: 1e5, keptInput: 1.25e6 },
    });
    const purse = new Purse({});
    const completions = await source.open(purse);
    const messages = [{ role: 'user', content: 'Always alike.\n\nNow this.' }] as const;
    const request = { messages, samples: 1, seed: 1, outputTokensMost: 50 };
    const before = server.requests.length;
    const { cost } = await completions.complete({ ...request, sharedLetters: 13 }, never);
    expect(server.requests[before]!.body['messages']).toEqual([
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Always alike.', cache_control: { type: 'ephemeral' } },
          { type: 'text', text: '\n\nNow this.' },
        ],
      },
    ]);
    expect(cost.dollars).toBeCloseTo(4 + 6 * 1.25);
    await completions.complete(request, never);
    expect(JSON.stringify(server.requests[before + 1]!.body)).not.toContain('cache_control');
  });

  it('says what to mend where the key is wrong, and shows the key nowhere', async () => {
    const error = { type: 'authentication_error', message: `invalid x-api-key ${key}` };
    reply = { status: 401, body: { type: 'error', error } };
    const failed: unknown = await ask('anthropic/claude', { ANTHROPIC_API_KEY: key }).catch(
      (thrown: unknown) => thrown,
    );
    expect(String(failed)).toContain('ANTHROPIC_API_KEY');
    expect(String(failed)).toContain('status 401: invalid x-api-key …');
    expect(JSON.stringify(failed) + String(failed)).not.toContain(key);
  });
});
