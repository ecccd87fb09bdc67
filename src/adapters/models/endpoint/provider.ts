import type { Limits } from './limiter.ts';
import type { Price } from './price.ts';

/** What is known of the servers at one host. */
export interface Provider {
  /** The environment variable that holds the key. */
  readonly keyVariable: string;
  /** Samples that one request may ask for (`n`). */
  readonly samplesMost: number;
  /** It accepts `seed`. */
  readonly takesSeed: boolean;
  /** The name of the parameter that bounds the length of a reply. */
  readonly lengthParameter: 'max_tokens' | 'max_completion_tokens';
  readonly limits: Limits;
  /** Dollars for a million tokens, by the model's name. */
  readonly prices: Readonly<Record<string, Price>>;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Any server of which nothing is known: what it does not support shows in its answers. */
const anyProvider: Provider = {
  keyVariable: 'SLUICE_API_KEY',
  samplesMost: 16,
  takesSeed: true,
  lengthParameter: 'max_tokens',
  limits: { known: [], countsUnused: true },
  prices: {},
};

/** By host. Prices and limits are as of November 2026, and change: a price file overrides them. */
const providers: Readonly<Record<string, Provider>> = {
  'api.openai.com': {
    ...anyProvider,
    keyVariable: 'OPENAI_API_KEY',
    lengthParameter: 'max_completion_tokens',
  },
  'api.cerebras.ai': {
    ...anyProvider,
    keyVariable: 'CEREBRAS_API_KEY',
    lengthParameter: 'max_completion_tokens',
    // Input and `max_completion_tokens` are reserved up front; what counts is the usage
    // (https://inference-docs.cerebras.ai/support/rate-limits).
    limits: {
      known: [
        { unit: 'requests', amount: 1000, windowMs: minuteMs },
        { unit: 'tokens', amount: 1_000_000, windowMs: minuteMs },
      ],
      countsUnused: false,
    },
    prices: { 'gpt-oss-120b': { input: 0.35, output: 0.75 } },
  },
  'api.groq.com': {
    ...anyProvider,
    keyVariable: 'GROQ_API_KEY',
    samplesMost: 1,
    lengthParameter: 'max_completion_tokens',
    prices: {
      'llama-3.1-8b-instant': { input: 0.05, output: 0.08 },
      'openai/gpt-oss-20b': { input: 0.075, output: 0.3 },
      'openai/gpt-oss-120b': { input: 0.15, output: 0.6 },
    },
  },
  'api.together.xyz': { ...anyProvider, keyVariable: 'TOGETHER_API_KEY' },
  'api.fireworks.ai': { ...anyProvider, keyVariable: 'FIREWORKS_API_KEY' },
  // Whoever answers behind it may know nothing of `n`.
  'openrouter.ai': { ...anyProvider, keyVariable: 'OPENROUTER_API_KEY', samplesMost: 1 },
  'api.deepseek.com': {
    ...anyProvider,
    keyVariable: 'DEEPSEEK_API_KEY',
    samplesMost: 1,
    takesSeed: false,
  },
  'api.mistral.ai': { ...anyProvider, keyVariable: 'MISTRAL_API_KEY', takesSeed: false },
  'api.sambanova.ai': {
    ...anyProvider,
    keyVariable: 'SAMBANOVA_API_KEY',
    samplesMost: 1,
    // Requests a minute by the model; what was used, a day
    // (https://docs.sambanova.ai/docs/en/models/rate-limits).
    limits: {
      known: [
        { unit: 'requests', amount: 60, windowMs: minuteMs },
        { unit: 'tokens', amount: 20_000_000, windowMs: dayMs },
      ],
      countsUnused: false,
    },
  },
};

export function providerAt(url: URL): Provider {
  return providers[url.hostname] ?? anyProvider;
}
