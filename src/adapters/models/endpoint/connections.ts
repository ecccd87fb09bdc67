import * as http from 'node:http';
import * as https from 'node:https';

export interface Exchange {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** From having a connection to the last byte received, in milliseconds. */
  readonly limitMs: number;
  readonly bytesMost: number;
  /** Sees each piece of the body, and says when the rest is not needed. */
  readonly isEnough?: ((bytes: Buffer) => boolean) | undefined;
}

/** What came of one exchange: a response in full, or the way in which there was none. */
export type Exchanged =
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly headers: http.IncomingHttpHeaders;
      readonly body: string;
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
    const abort = (): void => {
      reject(signal.reason);
      sent.destroy();
    };
    const giveUp = (reason: string): void => {
      resolve({ kind: 'cut', reason });
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
    sent.on('response', (response) => receive(response, exchange, resolve, giveUp));
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

function receive(
  response: http.IncomingMessage,
  { bytesMost, isEnough }: Exchange,
  resolve: (exchanged: Exchanged) => void,
  giveUp: (reason: string) => void,
): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const end = (): void =>
    resolve({
      kind: 'response',
      status: response.statusCode ?? 0,
      headers: response.headers,
      body: (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString(),
    });
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
}
