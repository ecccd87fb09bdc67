import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { SluiceError } from '../../../domain/errors.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Random } from '../../../ports/random.ts';
import { seededRandom } from '../../system/seeded-random.ts';
import { Buckets, type Limit } from './buckets.ts';
import { readChatRequest, type Answer, type ChatRequest, type Choice } from './chat.ts';
import { sendWhole, stream, type Delivery } from './delivery.ts';
import { faultOf, garbled, type FaultKind, type FaultRates } from './faults.ts';
import { readBody, requestBytesMost, send, sendError } from './http.ts';
import { Pace } from './pace.ts';
import { ofLength, replyOf, type ReplySource } from './reply.ts';

export interface ServerOptions {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** The rate of each stream; the samples of one request are written side by side. */
  readonly tokensPerSecond: number;
  /** From the end of the request to the first token. */
  readonly firstTokenMs: number;
  /** Tokens that one event of a stream carries. */
  readonly tokensPerEvent: number;
  readonly seed: number;
  readonly faults: FaultRates;
  readonly limits: readonly Limit[];
}

/** What the server has done: what its clients must be able to account for. */
export interface ServerCounts {
  readonly requests: number;
  readonly replies: number;
  readonly outputTokens: number;
  readonly faults: Readonly<Partial<Record<FaultKind, number>>>;
}

export interface ModelServer {
  /** The base URL, to which `/chat/completions` is added. */
  readonly url: string;
  counts(): ServerCounts;
  close(): Promise<void>;
}

/** The name that the server gives to its model; a request may ask for any. */
export const simulatedModel = 'simulated';

/** Requests whose repetitions are told apart. */
const requestsKnownMost = 65_536;

/** How long an idle connection is kept: longer than any client waits between two requests. */
const keepAliveMs = 120_000;

/**
 * Serves a simulated model as OpenAI-compatible servers do. What a request is answered with
 * follows from the server's seed, the request and how often it was made before, never from time:
 * a request that is made again gets the same replies, but not the same fault.
 */
export async function serveModel(
  options: ServerOptions,
  source: ReplySource,
  clock: Clock,
): Promise<ModelServer> {
  const served = new Service(options, source, clock);
  const server = createServer({ keepAliveTimeout: keepAliveMs }, (request, response) => {
    served.handle(request, response).catch((error: unknown) => {
      if (!response.headersSent) sendError(response, 500, String(error));
      else response.destroy();
    });
  });
  server.listen(options.port, options.host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw cannotListen(options, error);
  }
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    url: `http://${host}:${port}/v1`,
    counts: () => served.counts(),
    close: () => closeServer(server),
  };
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

class Service {
  readonly #options: ServerOptions;
  readonly #source: ReplySource;
  readonly #clock: Clock;
  readonly #buckets: Buckets;
  /** How often a request was made, by its hash. */
  readonly #made = new Map<string, number>();
  readonly #faults: Partial<Record<FaultKind, number>> = {};
  #requests = 0;
  #replies = 0;
  #outputTokens = 0;

  constructor(options: ServerOptions, source: ReplySource, clock: Clock) {
    this.#options = options;
    this.#source = source;
    this.#clock = clock;
    this.#buckets = new Buckets(options.limits, clock.monotonicMs());
  }

  counts(): ServerCounts {
    const faults = { ...this.#faults };
    return {
      requests: this.#requests,
      replies: this.#replies,
      outputTokens: this.#outputTokens,
      faults,
    };
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.split('?')[0];
    if (request.method === 'GET' && path === '/v1/models') {
      const data = [{ id: simulatedModel, object: 'model', created: 0, owned_by: 'sluice' }];
      send(response, 200, JSON.stringify({ object: 'list', data }));
      return;
    }
    if (request.method !== 'POST' || path !== '/v1/chat/completions') {
      sendError(response, 404, 'only POST /v1/chat/completions and GET /v1/models are served');
      return;
    }
    const body = await readBody(request);
    if (body === undefined) {
      sendError(response, 413, `more than ${requestBytesMost} bytes`);
      return;
    }
    const asked = readChatRequest(body);
    if (typeof asked === 'string') sendError(response, 400, asked);
    else await this.#answer(asked, body, response);
  }

  async #answer(asked: ChatRequest, body: string, response: ServerResponse): Promise<void> {
    this.#requests++;
    const arrivedMs = this.#clock.monotonicMs();
    if (!this.#letIn(asked, arrivedMs, response)) return;
    const hash = hashOf(body);
    const attempt = this.#attempt(hash);
    const chance = seededRandom(`${this.#options.seed} ${hash} ${attempt}`);
    const fault = faultOf(this.#options.faults, chance);
    if (fault !== undefined) this.#faults[fault] = (this.#faults[fault] ?? 0) + 1;
    if (fault === 'stall') return;
    if (fault === 'limited') {
      response.setHeader('retry-after', '0.01');
      sendError(response, 429, 'the simulated rate limit');
      return;
    }
    if (fault === 'error') {
      sendError(response, 500 + chance.below(5), 'a simulated fault');
      return;
    }
    // A request with a seed of its own is answered alike each time; another is a fresh draw.
    const draw = asked.seed === undefined ? `${hash} ${attempt}` : hashOf(unstreamed(body));
    const choices = await this.#choices(asked, draw, fault, chance);
    const created = Math.floor(this.#clock.wallMs() / 1000);
    const id = `chatcmpl-${hash.slice(0, 16)}-${attempt}`;
    const answer: Answer = { id, created, request: asked, choices };
    // Making up a reply is no part of writing it: the schedule begins when there is one.
    const startMs = Math.max(arrivedMs + this.#options.firstTokenMs, this.#clock.monotonicMs());
    const pace = new Pace(startMs, this.#options.tokensPerSecond, this.#clock);
    const { tokensPerEvent } = this.#options;
    const delivery: Delivery = { answer, pace, fault, chance, response };
    if (asked.stream) await stream(delivery, tokensPerEvent);
    else await sendWhole(delivery);
    if (fault === 'cut' || fault === 'malformed') return;
    this.#replies += choices.length;
    this.#outputTokens += choices.reduce((sum, { reply }) => sum + reply.ends.length, 0);
  }

  /** Charges the limits up front, by what the request may use at most; says no with a 429. */
  #letIn(asked: ChatRequest, nowMs: number, response: ServerResponse): boolean {
    const reply = Number.isFinite(asked.most) ? asked.most : 0;
    const waitMs = this.#buckets.take(asked.promptTokens + reply * asked.samples, nowMs);
    for (const { limit, remaining, resetMs } of this.#buckets.standings()) {
      response.setHeader(`x-ratelimit-limit-${limit.unit}`, limit.amount);
      response.setHeader(`x-ratelimit-remaining-${limit.unit}`, remaining);
      response.setHeader(`x-ratelimit-reset-${limit.unit}`, `${(resetMs / 1000).toFixed(3)}s`);
    }
    if (waitMs === 0) return true;
    response.setHeader('retry-after', (waitMs / 1000).toFixed(3));
    sendError(response, 429, 'the rate limit is reached');
    return false;
  }

  /** How often the request was made before. */
  #attempt(hash: string): number {
    const made = this.#made.get(hash) ?? 0;
    this.#made.delete(hash);
    this.#made.set(hash, made + 1);
    if (this.#made.size > requestsKnownMost) this.#made.delete(this.#made.keys().next().value!);
    return made;
  }

  async #choices(
    asked: ChatRequest,
    draw: string,
    fault: FaultKind | undefined,
    chance: Random,
  ): Promise<readonly Choice[]> {
    const random = seededRandom(`${this.#options.seed} replies ${draw}`);
    const replies = await this.#source.replies(asked.prompt, asked.samples, random);
    return replies.map((given) => {
      if (fault === 'empty') return { reply: replyOf(''), finish: 'stop' };
      const whole = fault === 'garbage' ? garbled(given, chance) : given;
      const reply = ofLength(upTo(whole, asked.stop), asked.least, asked.most);
      return { reply, finish: reply.ends.length >= asked.most ? 'length' : 'stop' };
    });
  }
}

const hashOf = (text: string): string => createHash('md5').update(text).digest('hex');

/** The request without how its answer is to travel: that changes nothing of what is said. */
function unstreamed(body: string): string {
  const asked = JSON.parse(body) as object;
  return JSON.stringify({ ...asked, stream: undefined, stream_options: undefined });
}

/** The reply up to the first of the texts that end it. */
function upTo(reply: Choice['reply'], stop: readonly string[]): Choice['reply'] {
  const places = stop.map((text) => reply.text.indexOf(text)).filter((place) => place >= 0);
  return places.length === 0 ? reply : replyOf(reply.text.slice(0, Math.min(...places)));
}

function cannotListen({ host, port }: ServerOptions, cause: unknown): SluiceError {
  return new SluiceError({
    fault: 'environment',
    place: `${host}:${port}`,
    found: cause instanceof Error ? cause.message : 'no way to listen there',
    wanted: 'an address and a port that are free',
    mend: 'Choose another with --port, or leave it out for any that is free.',
    cause,
  });
}
