import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';

/** A server of completions that writes one sample after the other, whoever else waits. */
export async function oneAtATime(msPerSample: number, reply: (sample: number) => string) {
  let samples = 0;
  let turn = Promise.resolve();
  const server = createServer((request, response) => {
    // Whoever has gone is not answered, and keeps nobody waiting.
    const asked = json(request).catch(() => undefined) as Promise<{ n?: number } | undefined>;
    const answer = async (before: Promise<void>): Promise<void> => {
      await before;
      const { n = 1 } = (await asked) ?? {};
      if (response.destroyed) return;
      await wait(n * msPerSample);
      const choices = Array.from({ length: n }, () => ({ message: { content: reply(samples++) } }));
      const usage = { prompt_tokens: 100, completion_tokens: 50 * n };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ choices, usage }));
    };
    turn = answer(turn);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    model: `http://127.0.0.1:${port}/v1#slow`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
