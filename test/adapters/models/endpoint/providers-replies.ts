/**
 * Replies in the shapes that providers document, written for these tests: nobody's keys, ids or
 * texts are in them. Each is what a request for one sample, which says `Hi.`, is answered with.
 */
export interface ProviderReply {
  readonly provider: string;
  /** Where the shape is documented. */
  readonly source: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /** What must be read in it: the tokens in, of these cached, and out; or why there is nothing. */
  readonly read: readonly [input: number, cached: number, output: number] | string;
}

const choice = (message: object, more: object = {}) => ({
  index: 0,
  message: { role: 'assistant', content: 'Hi.', ...message },
  finish_reason: 'stop',
  ...more,
});

const completion = (provider: object, usage: object, message = {}, more = {}): string =>
  JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_780_000_000,
    model: 'm',
    choices: [choice(message, more)],
    usage,
    ...provider,
  });

const counted = { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 };

const streamed = (...events: readonly (object | string)[]): string =>
  events
    .map((event) =>
      typeof event === 'string' ? `${event}\n\n` : `data: ${JSON.stringify(event)}\n\n`,
    )
    .join('');

const delta = (content: string | undefined, more: object = {}): object => ({
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta: content === undefined ? {} : { content }, finish_reason: null }],
  ...more,
});

const asEvents = { 'content-type': 'text/event-stream; charset=utf-8' };

export const providersReplies: readonly ProviderReply[] = [
  {
    provider: 'OpenAI',
    source: 'https://platform.openai.com/docs/api-reference/chat/object',
    body: completion(
      { system_fingerprint: null, service_tier: 'default' },
      {
        ...counted,
        prompt_tokens_details: { cached_tokens: 8, audio_tokens: 0 },
        completion_tokens_details: { reasoning_tokens: 1, rejected_prediction_tokens: 0 },
      },
      { refusal: null, annotations: [] },
      { logprobs: null },
    ),
    read: [12, 8, 3],
  },
  {
    provider: 'OpenAI, streamed',
    source: 'https://platform.openai.com/docs/api-reference/chat-streaming',
    headers: asEvents,
    body: streamed(
      delta('', { usage: null }),
      delta('Hi', { usage: null }),
      delta('.', { usage: null }),
      { ...delta(undefined), choices: [], usage: counted },
      'data: [DONE]',
    ),
    read: [12, 0, 3],
  },
  {
    provider: 'Groq',
    source: 'https://console.groq.com/docs/api-reference',
    body: completion(
      { x_groq: { id: 'req_1' }, usage_breakdown: null },
      { ...counted, queue_time: 0.01, prompt_time: 0.002, completion_time: 0.003 },
    ),
    read: [12, 0, 3],
  },
  {
    provider: 'Groq, streamed',
    source: 'https://console.groq.com/docs/api-reference',
    headers: asEvents,
    body: streamed(
      delta('Hi.', { x_groq: { id: 'req_1' } }),
      delta(undefined, { x_groq: { id: 'req_1', usage: counted } }),
      'data: [DONE]',
    ),
    read: [12, 0, 3],
  },
  {
    provider: 'Cerebras',
    source: 'https://inference-docs.cerebras.ai/api-reference/chat-completions',
    body: completion(
      { time_info: { queue_time: 0.001, completion_time: 0.002, total_time: 0.01 } },
      { ...counted, prompt_tokens_details: { cached_tokens: 0 } },
      { reasoning: 'A greeting.' },
    ),
    read: [12, 0, 3],
  },
  {
    provider: 'SambaNova',
    source: 'https://docs.sambanova.ai/docs/en/api-reference',
    body: completion(
      {},
      { ...counted, completion_tokens_per_sec: 812.5, is_last_response: true, stop_reason: '' },
    ),
    read: [12, 0, 3],
  },
  {
    provider: 'DeepSeek',
    source: 'https://api-docs.deepseek.com/api/create-chat-completion',
    body: completion(
      {},
      { ...counted, prompt_cache_hit_tokens: 10, prompt_cache_miss_tokens: 2 },
      { reasoning_content: 'A greeting.' },
    ),
    read: [12, 10, 3],
  },
  {
    provider: 'Mistral',
    source: 'https://docs.mistral.ai/api',
    body: completion({}, counted, {
      content: [
        { type: 'thinking', thinking: [{ type: 'text', text: 'A greeting.' }] },
        { type: 'text', text: 'Hi.' },
      ],
    }),
    read: [12, 0, 3],
  },
  {
    provider: 'OpenRouter, streamed',
    source: 'https://openrouter.ai/docs/api-reference/streaming',
    headers: asEvents,
    body: streamed(
      ': OPENROUTER PROCESSING',
      delta('Hi.', { provider: 'any' }),
      { ...delta(undefined), choices: [], usage: { ...counted, cost: 0.00001 } },
      'data: [DONE]',
    ),
    read: [12, 0, 3],
  },
  {
    provider: 'OpenRouter, where whoever stands behind it fails',
    source: 'https://openrouter.ai/docs/api-reference/errors',
    body: JSON.stringify({ error: { code: 502, message: 'Provider returned error' } }),
    read: 'an error for an answer: Provider returned error',
  },
  {
    provider: 'llama.cpp',
    source: 'https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md',
    body: completion({ timings: { predicted_per_second: 55.1 } }, counted),
    read: [12, 0, 3],
  },
  {
    provider: 'Google, in the manner of OpenAI',
    source: 'https://ai.google.dev/gemini-api/docs/openai',
    status: 400,
    body: JSON.stringify([
      { error: { code: 400, message: 'Please pass a valid model.', status: 'INVALID_ARGUMENT' } },
    ]),
    read: 'status 400: Please pass a valid model.',
  },
];
