import type { ChatHistoryItem } from 'node-llama-cpp';

import type { Message } from '../../../ports/completions.ts';
import type { Part } from '../endpoint/part.ts';
import type { Exchange, Transport } from '../endpoint/transport.ts';
import type { Weights } from './load.ts';

/** What samples are drawn at: common for code, and far enough from always the same. */
const sampling = { temperature: 0.8, minP: 0.05 };

/** Tokens that must be left for a reply. */
const replyTokensLeast = 16;

/**
 * Writes samples one after the other with weights in memory. What a prompt has in common with the
 * one before it is not read again, so that the samples of one prompt read it once.
 */
export class GgufTransport implements Transport {
  readonly samplesMost = 1;
  readonly requestsMost = 1;
  readonly limits = { known: [], countsUnused: false };
  readonly #weights: Weights;

  constructor(weights: Weights) {
    this.#weights = weights;
  }

  async exchange(part: Part, signal: AbortSignal): Promise<Exchange> {
    try {
      return await this.#write(part, signal);
    } catch (error) {
      signal.throwIfAborted();
      const reason = error instanceof Error ? error.message : String(error);
      return { outcome: { kind: 'failed', failure: 'refused', reason } };
    }
  }

  async #write({ messages, outputTokensMost, seed, isWhole }: Part, signal: AbortSignal) {
    const { chat } = this.#weights;
    const history: ChatHistoryItem[] = messages.map(itemOf);
    history.push({ type: 'model', response: [] });
    const { contextText } = chat.chatWrapper.generateContextState({ chatHistory: history });
    const input = contextText.tokenize(chat.model.tokenizer).length;
    const maxTokens = Math.min(outputTokensMost, chat.context.contextSize - input - 1);
    if (maxTokens < replyTokensLeast) return tooLong(input, chat.context.contextSize);
    const before = chat.sequence.tokenMeter.getState();
    const enough = new AbortController();
    let text = '';
    const { response } = await chat.generateResponse(history, {
      ...sampling,
      seed,
      maxTokens,
      signal: AbortSignal.any([signal, enough.signal]),
      stopOnAbortSignal: true,
      onTextChunk: (chunk) => {
        text += chunk;
        // Only the end of a line that closes a fence can make a reply whole.
        if (/[`~]/u.test(chunk) && isWhole?.(text) === true) enough.abort();
      },
    });
    signal.throwIfAborted();
    const { usedInputTokens, usedOutputTokens: output } = chat.sequence.tokenMeter.diff(before);
    const cached = Math.max(0, input - usedInputTokens);
    const usage = { input, output, cached };
    return { outcome: { kind: 'answered', texts: [response], usage } } satisfies Exchange;
  }

  close(): Promise<void> {
    return this.#weights.close();
  }
}

function itemOf({ role, content }: Message): ChatHistoryItem {
  if (role === 'assistant') return { type: 'model', response: [content] };
  return { type: role, text: content };
}

function tooLong(input: number, size: number): Exchange {
  const reason = `a prompt of ${input} tokens, where the model has room for ${size}`;
  return { outcome: { kind: 'failed', failure: 'refused', reason } };
}
