import type { LanguageModelMiddleware, LanguageModelUsage, ModelMessage } from 'ai';

import type { Clock } from '../../../ports/clock.ts';
import type { Part } from '../endpoint/part.ts';
import type { Usage } from '../endpoint/price.ts';
import type { Exchange, Transport } from '../endpoint/transport.ts';
import { isRefusal, slowTokensPerSecond, wholeOf } from '../endpoint/whole.ts';
import { readFailure } from './failure.ts';
import { Hearing, type Finished, type Wrapped } from './hearing.ts';
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
  readonly #model: Wrapped;
  /** Its last answer came fast. The others are streamed: they can be stopped, and end half-way. */
  #isFast = false;
  #refusesStreams = false;

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
    const streams = !this.#isFast && !this.#refusesStreams && part.isWhole !== undefined;
    if (!streams) return await this.#atOnce(part, signal);
    const streamed = await this.#streamed(part, signal);
    if (!isRefusal(streamed.outcome)) return streamed;
    // It may be a stream that it does not give: then it gives the same in one piece.
    const whole = await this.#atOnce(part, signal);
    if (whole.outcome.kind === 'answered') this.#refusesStreams = true;
    return whole;
  }

  async #atOnce(part: Part, signal: AbortSignal): Promise<Exchange> {
    const { sdk, clock, limitMs } = this.#parts;
    const startMs = clock.monotonicMs();
    const late = clock.deadline(limitMs);
    try {
      const { text, usage, response } = await sdk.ai.generateText(
        this.#asked(part, AbortSignal.any([signal, late])),
      );
      return this.#answered(text, usageOf(usage), response.headers, startMs);
    } catch (error) {
      signal.throwIfAborted();
      return late.aborted ? tooLate(limitMs) : this.#failed(error);
    }
  }

  /** What comes slowly can be stopped, and what came of it before it broke off is kept. */
  async #streamed(part: Part, signal: AbortSignal): Promise<Exchange> {
    const { clock, limitMs } = this.#parts;
    const startMs = clock.monotonicMs();
    const late = clock.deadline(limitMs);
    const enough = new AbortController();
    const stop = AbortSignal.any([signal, late, enough.signal]);
    const hearing = new Hearing(part);
    let thrown: unknown;
    let headers: Exchange['headers'];
    try {
      // Below the SDK's own functions, which take three times as long over each piece.
      const streamed = await this.#model.doStream({
        prompt: promptOf(this.#messagesOf(part)),
        maxOutputTokens: part.outputTokensMost,
        seed: part.seed % 2 ** 31,
        abortSignal: stop,
      });
      headers = streamed.response?.headers;
      for await (const piece of streamed.stream) {
        hearing.take(piece);
        if (hearing.isWhole && this.#isSlow(hearing.text.length / lettersPerToken, startMs)) {
          enough.abort();
          break;
        }
      }
    } catch (error) {
      thrown = error;
    }
    const { finished, text, heardTokens } = hearing;
    if (enough.signal.aborted) {
      return { outcome: { kind: 'answered', texts: [text], usage: undefined } };
    }
    if (finished !== undefined && !stop.aborted) {
      return this.#answered(text, usageIn(finished.usage), headers, startMs);
    }
    if (heardTokens === 0) signal.throwIfAborted();
    if (stop.aborted) {
      const reason = signal.aborted ? 'cut off' : tooLateFor(limitMs);
      return { outcome: wholeOf({ texts: [text], usage: undefined, heardTokens }, part, reason) };
    }
    const failed = this.#failed(hearing.failure ?? thrown ?? new Error('a stream without an end'));
    if (failed.outcome.kind !== 'failed' || heardTokens === 0) return failed;
    const { reason } = failed.outcome;
    return { outcome: wholeOf({ texts: [text], usage: undefined, heardTokens }, part, reason) };
  }

  #messagesOf(part: Part): ModelMessage[] {
    return this.#parts.id.provider === 'anthropic' ? keeping(part) : [...part.messages];
  }

  #asked(part: Part, abortSignal: AbortSignal) {
    return {
      model: this.#model,
      messages: this.#messagesOf(part),
      allowSystemInMessages: true,
      maxOutputTokens: part.outputTokensMost,
      seed: part.seed % 2 ** 31,
      maxRetries: 0,
      abortSignal,
    };
  }

  #answered(
    text: string,
    usage: Usage | undefined,
    headers: Exchange['headers'],
    startMs: number,
  ): Exchange {
    this.#isFast = !this.#isSlow(usage?.output ?? text.length / lettersPerToken, startMs);
    return { outcome: { kind: 'answered', texts: [text], usage }, headers };
  }

  #isSlow(tokens: number, startMs: number): boolean {
    const seconds = (this.#parts.clock.monotonicMs() - startMs) / 1000;
    return tokens / seconds < slowTokensPerSecond;
  }

  #failed(error: unknown): Exchange {
    const { id, key, clock } = this.#parts;
    return readFailure(error, { id, key, clock });
  }

  /** The SDK's connections are those of Node's own `fetch`, which end by themselves. */
  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Where nobody counts, a token of prose or code has about so many letters. */
const lettersPerToken = 4;

const tooLateFor = (limitMs: number): string => `no answer within ${limitMs} ms`;

const tooLate = (limitMs: number): Exchange => ({
  outcome: { kind: 'failed', failure: 'unanswered', reason: tooLateFor(limitMs) },
});

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
function usageOf(counted: LanguageModelUsage): Usage | undefined {
  const { inputTokens: input, outputTokens: output, inputTokenDetails } = counted;
  if (input === undefined || output === undefined) return undefined;
  const { cacheReadTokens = 0, cacheWriteTokens = 0 } = inputTokenDetails;
  return countedOf(input, output, cacheReadTokens, cacheWriteTokens);
}

/** The messages as providers take them from the SDK. */
function promptOf(messages: readonly ModelMessage[]): Prompt {
  return messages.map((message) =>
    typeof message.content === 'string' && message.role !== 'system'
      ? { ...message, content: [{ type: 'text' as const, text: message.content }] }
      : message,
  ) as Prompt;
}

type Prompt = Parameters<Wrapped['doStream']>[0]['prompt'];

/** The same as providers tell it at the end of a stream. */
function usageIn({ inputTokens, outputTokens }: Finished['usage']): Usage | undefined {
  const { total: input, cacheRead = 0, cacheWrite = 0 } = inputTokens;
  if (input === undefined || outputTokens.total === undefined) return undefined;
  return countedOf(input, outputTokens.total, cacheRead, cacheWrite);
}

function countedOf(input: number, output: number, cacheRead: number, cacheWrite: number): Usage {
  const cached = Math.min(cacheRead, input);
  return { input, output, cached, kept: Math.min(cacheWrite, input - cached) };
}
