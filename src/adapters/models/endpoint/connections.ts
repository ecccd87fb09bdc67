import * as http from 'node:http';
import * as https from 'node:https';

import { cutOff } from '../../../domain/unheard.ts';

export interface Exchange {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** From having a connection to the last byte received, in milliseconds. */
  readonly limitMs: number;
  readonly bytesMost: number;
  /**
   * Sees each piece of the body, and says when the rest is not needed. Where it is given, what has
   * arrived of a body that breaks off counts too.
   */
  readonly isEnough?: ((bytes: Buffer) => boolean) | undefined;
}

/** What came of one exchange: a response in full, or the way in which there was none. */
export type Exchanged =
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly headers: http.IncomingHttpHeaders;
      readonly body: string;
      /** Why the rest of it never came; absent where all did that was needed. */
      readonly cut?: string;
    }
  /** The request may have been read, and paid for. */
  | { readonly kind: 'cut'; readonly reason: string }
  /** No connection came about: nothing was sent. */
  | { readonly kind: 'unreachable'; readonly reason: string };

/** Failures before anything was sent. */
const unreachable: ReadonlySet<string | undefined> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/**
 * Keep-alive connections to one address. `node:http` itself: of all clients of Node it takes the
 * least time a request.
 */
export class Connections {
  readonly #url: URL;
  readonly #agent: http.Agent;
  readonly #request: typeof http.request;

  constructor(url: URL, connectionsMost: number) {
    this.#url = url;
    const { Agent, request } = url.protocol === 'https:' ? https : http;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connectionsMost, scheduling: 'lifo' });
    this.#request = request;
  }

  /** Posts JSON. Never throws but the signal's reason; follows no redirection. */
  async post(exchange: Exchange, signal: AbortSignal): Promise<Exchanged> {
    const { body, headers, limitMs } = exchange;
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<Exchanged>();
    const sent = this.#request(this.#url, {
      method: 'POST',
      agent: this.#agent,
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      },
    });
    let received: Received | undefined;
    const abort = (): void => {
      const part = exchange.isEnough === undefined ? undefined : received?.sofar(cutOff);
      if (part === undefined) reject(signal.reason);
      else resolve(part);
      sent.destroy();
    };
    const giveUp = (reason: string): void => {
      const part = exchange.isEnough === undefined ? undefined : received?.sofar(reason);
      resolve(part ?? { kind: 'cut', reason });
      sent.destroy();
    };
    signal.addEventListener('abort', abort, { once: true });
    let limit: NodeJS.Timeout | undefined;
    // Not before it has a connection; and what has arrived by then, but was not read, counts.
    const late = (): void => giveUp(`no answer within ${limitMs} ms`);
    sent.on('socket', () => (limit = setTimeout(() => setImmediate(late), limitMs)));
    sent.on('error', (error: NodeJS.ErrnoException) => {
      const kind = unreachable.has(error.code) ? 'unreachable' : 'cut';
      resolve({ kind, reason: error.message || String(error.code) });
    });
    sent.on('response', (response) => {
      received = receive(response, exchange, resolve, giveUp);
    });
    sent.end(body);
    try {
      return await promise;
    } finally {
      clearTimeout(limit);
      signal.removeEventListener('abort', abort);
    }
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** A body that is arriving. */
interface Received {
  /** What of it is there; `undefined` where nothing is. */
  sofar(cut: string): Exchanged | undefined;
}

function receive(
  response: http.IncomingMessage,
  { bytesMost, isEnough }: Exchange,
  resolve: (exchanged: Exchanged) => void,
  giveUp: (reason: string) => void,
): Received {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const all = () => ({
    kind: 'response' as const,
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString(),
  });
  const end = (): void => resolve(all());
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > bytesMost) giveUp(`more than ${bytesMost} bytes`);
    else chunks.push(chunk);
    if (isEnough?.(chunk) !== true) return;
    end();
    response.destroy();
  });
  response.on('end', end);
  const cut = (): void => giveUp('the connection ended before the answer did');
  response.on('error', cut);
  response.on('close', cut);
  return { sofar: (reason) => (chunks.length === 0 ? undefined : { ...all(), cut: reason }) };
}
