import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that answers each request with what `answer` says. */
export async function answering(
  answer: (n: number) => { status?: number; headers?: object; body: string },
) {
  const requests: { headers: NodeJS.Dict<string | string[]>; body: Record<string, unknown> }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
      requests.push({ headers: request.headers, body });
      const { status = 200, headers = {}, body: text } = answer(requests.length);
      response.writeHead(status, { ...headers }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/v1`;
  return { url, requests, close: () => server.close() };
}

/** An answer of so many samples, as OpenAI's servers write it. */
export function choices(...texts: string[]): string {
  const listed = texts.map((content) => ({ message: { content } }));
  const usage = { prompt_tokens: 10, completion_tokens: 5 * texts.length };
  return JSON.stringify({ choices: listed, usage });
}
