import { tokensMostOf } from './part.ts';
import type { Usage } from './price.ts';
import { durationMs } from './rate-headers.ts';

/** No server gives more samples at once; an index beyond is none. */
const samplesMost = 1024;

/** What a body says, once it is known to be an answer. */
export interface Answer {
  /** The text of each choice; empty where there is none. */
  readonly texts: readonly string[];
  /** Absent where the server does not count. */
  readonly usage: Usage | undefined;
  /** Of a stream: the tokens that came of it at the most, thoughts that are no text included. */
  readonly heardTokens?: number;
  /** Of an answer that broke off: `texts` are the samples that were whole by then. */
  readonly cut?: Cut;
}

export interface Cut {
  readonly reason: string;
  /** Tokens that the samples that were not whole may have come to. */
  readonly tokensMost: number;
}

/** Reads the body of an answer; a text that says what is wrong where it is none. Never throws. */
export function readAnswer(body: string): Answer | string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return body.trim() === '' ? 'an empty body' : 'a body that is no JSON';
  }
  const choices = field(parsed, 'choices');
  if (!Array.isArray(choices) || choices.length === 0) {
    const isError = field(parsed, 'error') !== undefined;
    return isError ? `an error for an answer: ${readError(body)}` : 'an answer without choices';
  }
  const messages = choices.map((choice) => field(choice, 'message'));
  if (messages.includes(undefined)) return 'an answer with choices that hold no message';
  const texts = messages.map((message) => textOf(field(message, 'content')));
  return { texts, usage: usageOf(field(parsed, 'usage')) };
}

/** One event of a stream: pieces of samples, and the usage where it is told. Never throws. */
export function readChunk(data: string): {
  readonly pieces: readonly { readonly index: number; readonly text: string }[];
  /** What it holds, in tokens at the most; of thoughts, too, which are paid for and no text. */
  readonly tokens: number;
  readonly usage: Usage | undefined;
} {
  let parsed: unknown;
  try {
    parsed = JSON.parse(data);
  } catch {
    return { pieces: [], tokens: 0, usage: undefined };
  }
  const choices = field(parsed, 'choices');
  const listed: readonly unknown[] = Array.isArray(choices) ? choices : [];
  const tokens = listed.reduce<number>((sum, choice) => sum + tokensOf(field(choice, 'delta')), 0);
  const pieces = listed.flatMap((choice) => {
    const index = count(field(choice, 'index')) ?? 0;
    return index < samplesMost
      ? [{ index, text: textOf(field(field(choice, 'delta'), 'content')) }]
      : [];
  });
  // Groq tells it at a place of its own, and only where it is asked for also at the common one.
  const usage = field(parsed, 'usage') ?? field(field(parsed, 'x_groq'), 'usage');
  return { pieces, tokens, usage: usageOf(usage) };
}

/** As vLLM and DeepSeek name thoughts, and as OpenRouter does. */
const written = ['content', 'reasoning_content', 'reasoning'];

const tokensOf = (delta: unknown): number =>
  written.reduce((sum, name) => sum + tokensMostOf(textOf(field(delta, name))), 0);

/** What an error's body says, short enough to be shown. */
export function readError(body: string): string {
  let message: unknown;
  try {
    const read: unknown = JSON.parse(body);
    const parsed: unknown = Array.isArray(read) ? read[0] : read;
    const error = field(parsed, 'error');
    message = field(error, 'message') ?? error ?? field(parsed, 'message');
  } catch {
    message = undefined;
  }
  const text = typeof message === 'string' ? message : body;
  return text.replaceAll(/\s+/gu, ' ').trim().slice(0, 300);
}

/**
 * How long Google asks to wait: no header says so, but a detail of the error, as
 * `{"@type": "…/google.rpc.RetryInfo", "retryDelay": "45.8s"}`
 * (https://github.com/dcdpr/jp/pull/1061). Its endpoint in the manner of OpenAI's puts the error in
 * a list. In milliseconds; `undefined` where nothing of the kind is said.
 */
export function retryDelayMs(body: string): number | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return undefined;
  }
  const said: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
  const details = field(field(said, 'error'), 'details');
  for (const detail of Array.isArray(details) ? details : []) {
    const delay = field(detail, 'retryDelay');
    const ms = typeof delay === 'string' ? durationMs(delay) : undefined;
    if (ms !== undefined) return ms;
  }
  return undefined;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part) => field(part, 'text'))
    .filter((text) => typeof text === 'string')
    .join('');
}

function usageOf(usage: unknown): Usage | undefined {
  const input = count(field(usage, 'prompt_tokens'));
  const output = count(field(usage, 'completion_tokens'));
  if (input === undefined || output === undefined) return undefined;
  const details = field(usage, 'prompt_tokens_details');
  // DeepSeek's name for it, where the common one is absent.
  const hits = count(field(usage, 'prompt_cache_hit_tokens'));
  const cached = count(field(details, 'cached_tokens')) ?? hits ?? 0;
  return { input, output, cached: Math.min(cached, input) };
}

function count(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined;
}
