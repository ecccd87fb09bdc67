import type { LanguageModelMiddleware, LanguageModelUsage, ModelMessage } from 'ai';

import type { Clock } from '../../../ports/clock.ts';
import type { Part } from '../endpoint/part.ts';
import type { Usage } from '../endpoint/price.ts';
import type { Exchange, Transport } from '../endpoint/transport.ts';
import { readFailure } from './failure.ts';
import type { Sdk } from './load.ts';
import type { SdkId } from './sdk-id.ts';

export interface SdkParts {
  readonly id: SdkId;
  readonly sdk: Sdk;
  /** What must stand in no message. */
  readonly key: string | undefined;
  readonly clock: Clock;
  readonly limitMs: number;
}

/** Asks a model through the AI SDK, whose own repetitions are off: what is repeated is counted. */
export class SdkTransport implements Transport {
  /** The SDK hands on one sample of an answer. */
  readonly samplesMost = 1;
  readonly requestsMost = 64;
  readonly limits = { known: [], countsUnused: true };
  readonly #parts: SdkParts;
  readonly #model: Sdk['model'];

  constructor(parts: SdkParts) {
    const { ai, model } = parts.sdk;
    this.#parts = parts;
    // That a provider has no seeds is no news at each request; the SDK would print it.
    const quiet = {
      specificationVersion: 'v4' as const,
      wrapGenerate: async ({ doGenerate }) => ({ ...(await doGenerate()), warnings: [] }),
    } satisfies LanguageModelMiddleware;
    this.#model = ai.wrapLanguageModel({ model, middleware: quiet });
  }

  async exchange(part: Part, signal: AbortSignal): Promise<Exchange> {
    const { sdk, clock, limitMs, id, key } = this.#parts;
    const late = clock.deadline(limitMs);
    try {
      const { text, usage, response } = await sdk.ai.generateText({
        model: this.#model,
        messages: id.provider === 'anthropic' ? keeping(part) : [...part.messages],
        allowSystemInMessages: true,
        maxOutputTokens: part.outputTokensMost,
        seed: part.seed % 2 ** 31,
        maxRetries: 0,
        abortSignal: AbortSignal.any([signal, late]),
      });
      return {
        outcome: { kind: 'answered', texts: [text], usage: usageOf(usage) },
        headers: response.headers,
      };
    } catch (error) {
      signal.throwIfAborted();
      if (late.aborted) {
        const reason = `no answer within ${limitMs} ms`;
        return { outcome: { kind: 'failed', failure: 'unanswered', reason } };
      }
      return readFailure(error, { id, key, clock });
    }
  }

  /** The SDK's connections are those of Node's own `fetch`, which end by themselves. */
  close(): Promise<void> {
    return Promise.resolve();
  }
}

const keep = { anthropic: { cacheControl: { type: 'ephemeral' as const } } };

/**
 * The messages, with a mark up to where Anthropic is to keep what it has read
 * (https://docs.claude.com/en/docs/build-with-claude/prompt-caching): what other requests begin
 * with too. Not all of the prompt, although its samples share it: they are asked for at once, when
 * nothing is kept yet, and what is kept costs more the first time.
 */
function keeping({ messages, sharedLetters = 0 }: Part): ModelMessage[] {
  const last = messages.at(-1);
  if (last?.role !== 'user' || sharedLetters === 0) return [...messages];
  const shared = last.content.slice(0, sharedLetters);
  const own = last.content.slice(sharedLetters);
  const content = [
    { type: 'text' as const, text: shared, providerOptions: keep },
    ...(own === '' ? [] : [{ type: 'text' as const, text: own }]),
  ];
  return [...messages.slice(0, -1), { role: 'user', content }];
}

/** `undefined` where the provider does not count; what it had read before is part of the input. */
function usageOf(usage: LanguageModelUsage): Usage | undefined {
  const { inputTokens: input, outputTokens: output, inputTokenDetails } = usage;
  if (input === undefined || output === undefined) return undefined;
  const cached = Math.min(inputTokenDetails.cacheReadTokens ?? 0, input);
  const kept = Math.min(inputTokenDetails.cacheWriteTokens ?? 0, input - cached);
  return { input, output, cached, kept };
}
