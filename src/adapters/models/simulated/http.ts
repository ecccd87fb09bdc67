import type { IncomingMessage, ServerResponse } from 'node:http';

export const requestBytesMost = 16 * 2 ** 20;

/** The body as text; nothing where it is longer than a server takes. */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > requestBytesMost) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** The head of an answer in JSON, whose body may follow or be cut off. */
export function head(response: ServerResponse, status: number, bytes: number): void {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes });
}

/** Ends with a line break, for whoever asks from a terminal. */
export function send(response: ServerResponse, status: number, body: string): void {
  head(response, status, Buffer.byteLength(body) + 1);
  response.end(`${body}\n`);
}

export function sendError(response: ServerResponse, status: number, message: string): void {
  const type = status === 429 ? 'rate_limit_error' : status < 500 ? 'invalid_request' : 'server';
  send(response, status, JSON.stringify({ error: { message, type, code: status } }));
}
