import { countTokens, type Reply } from './reply.ts';

/** What a request to `/v1/chat/completions` asks for, as far as it matters here. */
export interface ChatRequest {
  readonly model: string;
  readonly prompt: string;
  readonly promptTokens: number;
  readonly samples: number;
  readonly seed: number | undefined;
  readonly stream: boolean;
  readonly includeUsage: boolean;
  /** Tokens of a reply, from and to; the least is vLLM's `min_tokens`. */
  readonly least: number;
  readonly most: number;
  readonly stop: readonly string[];
}

const samplesMost = 128;

/** The request, or what is wrong with it. */
export function readChatRequest(body: string): ChatRequest | string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return 'the body is no JSON';
  }
  if (typeof parsed !== 'object' || parsed === null) return 'the body is no object';
  const given = parsed as Readonly<Record<string, unknown>>;
  const messages = given['messages'];
  if (!Array.isArray(messages) || messages.length === 0) return '`messages` is no list of messages';
  const prompt = messages.map(textOf).join('\n');
  const samples = count(given['n']) ?? 1;
  if (samples < 1 || samples > samplesMost) return `\`n\` is not from 1 to ${samplesMost}`;
  const stop = given['stop'];
  const streamOptions = given['stream_options'] as { include_usage?: unknown } | null | undefined;
  return {
    model: typeof given['model'] === 'string' ? given['model'] : 'simulated',
    prompt,
    promptTokens: countTokens(prompt),
    samples,
    seed: count(given['seed']),
    stream: given['stream'] === true,
    includeUsage: streamOptions?.include_usage === true,
    least: count(given['min_tokens']) ?? 0,
    most: count(given['max_completion_tokens']) ?? count(given['max_tokens']) ?? Infinity,
    stop: (Array.isArray(stop) ? stop : [stop]).filter((each) => typeof each === 'string'),
  };
}

function count(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined;
}

/** The text of a message, which may be a text or a list of parts. */
function textOf(message: unknown): string {
  const content = (message as { content?: unknown } | null)?.content;
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part: { text?: unknown } | null) => (typeof part?.text === 'string' ? part.text : ''))
    .join('\n');
}

/** A choice of an answer: a reply, and why it ended. */
export interface Choice {
  readonly reply: Reply;
  readonly finish: 'stop' | 'length';
}

/** What all parts of one answer have in common. */
export interface Answer {
  readonly id: string;
  readonly created: number;
  readonly request: ChatRequest;
  readonly choices: readonly Choice[];
}

export function completionBody({ id, created, request, choices }: Answer): string {
  const listed = choices.map(
    ({ reply, finish }, index) =>
      `{"index":${index},"message":{"role":"assistant","content":${reply.json}},"logprobs":null,"finish_reason":"${finish}"}`,
  );
  const model = JSON.stringify(request.model);
  return `{"id":"${id}","object":"chat.completion","created":${created},"model":${model},"choices":[${listed.join(',')}],"usage":${usageOf(request, choices)}}`;
}

function usageOf({ promptTokens }: ChatRequest, choices: readonly Choice[]): string {
  const completion = choices.reduce((sum, { reply }) => sum + reply.ends.length, 0);
  return `{"prompt_tokens":${promptTokens},"completion_tokens":${completion},"total_tokens":${promptTokens + completion},"prompt_tokens_details":{"cached_tokens":0}}`;
}

/** Writes the events of a stream (server-sent events, one JSON chunk each). */
export class ChunkWriter {
  readonly #head: string;
  readonly #answer: Answer;

  constructor(answer: Answer) {
    const { id, created, request } = answer;
    this.#answer = answer;
    this.#head = `data: {"id":"${id}","object":"chat.completion.chunk","created":${created},"model":${JSON.stringify(request.model)},"choices":`;
  }

  /** Tokens `from` … `to` − 1 of one choice. */
  tokens(index: number, from: number, to: number): string {
    const { text, ends } = this.#answer.choices[index]!.reply;
    const content = text.slice(from === 0 ? 0 : ends[from - 1], ends[to - 1]);
    const role = from === 0 ? '"role":"assistant",' : '';
    return `${this.#head}[{"index":${index},"delta":{${role}"content":${JSON.stringify(content)}},"finish_reason":null}]}\n\n`;
  }

  end(): string {
    const { request, choices } = this.#answer;
    const ends = choices.map(
      ({ finish }, index) =>
        `${this.#head}[{"index":${index},"delta":{},"finish_reason":"${finish}"}]}\n\n`,
    );
    const usage = request.includeUsage
      ? `${this.#head}[],"usage":${usageOf(request, choices)}}\n\n`
      : '';
    return `${ends.join('')}${usage}data: [DONE]\n\n`;
  }
}
