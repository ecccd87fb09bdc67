import { request } from 'node:http';
import { parseArgs } from 'node:util';

import { startServer } from './model-server/process.ts';

interface Streamed {
  readonly asked: number;
  readonly measured: number;
  /** From what was asked for, in per cent. */
  readonly offBy: number;
  readonly tokens: number;
  readonly seconds: number;
  readonly serverCpuSeconds: number;
}

/** One event of a stream carries so many tokens: the counting is by events. */
const tokensPerEventAt = (rate: number): number => Math.max(1, Math.ceil(rate / 15_625));

/** The rate of one long stream, from the first piece that arrives to the last. */
async function streamAt(rate: number, seconds: number): Promise<Streamed> {
  const perEvent = tokensPerEventAt(rate);
  const server = await startServer(
    '--tokens-per-second',
    String(rate),
    '--tokens-per-event',
    String(perEvent),
  );
  const tokens = Math.ceil(rate * seconds);
  // The server compiles what it needs before it is measured.
  await stream(server.url, Math.min(tokens, Math.ceil(rate / 4)));
  const before = server.cpuSeconds() ?? Number.NaN;
  const { firstMs, lastMs, eventsFirst } = await stream(server.url, tokens);
  const serverCpuSeconds = (server.cpuSeconds() ?? Number.NaN) - before;
  await server.end();
  const elapsed = (lastMs - firstMs) / 1000;
  const measured = (tokens - eventsFirst * perEvent) / elapsed;
  const offBy = (100 * (measured - rate)) / rate;
  return { asked: rate, measured, offBy, tokens, seconds: elapsed, serverCpuSeconds };
}

function stream(
  url: string,
  tokens: number,
): Promise<{ firstMs: number; lastMs: number; eventsFirst: number }> {
  const body = JSON.stringify({
    model: 'simulated',
    messages: [{ role: 'user', content: 'Hello.' }],
    stream: true,
    min_tokens: tokens,
    max_tokens: tokens,
  });
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/chat/completions`, { method: 'POST' }, (response) => {
      let firstMs = 0;
      let lastMs = 0;
      let eventsFirst = 0;
      response.on('data', (chunk: Buffer) => {
        if (chunk.includes('"content"')) lastMs = performance.now();
        if (firstMs > 0) return;
        firstMs = performance.now();
        eventsFirst = chunk.toString().split('"content"').length - 1;
      });
      response.on('end', () => resolve({ firstMs, lastMs, eventsFirst }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

export async function main(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      rates: { type: 'string', default: '43,250,17000,20000,100000,1000000' },
      seconds: { type: 'string', default: '3' },
      json: { type: 'boolean', default: false },
    },
  });
  const streams: Streamed[] = [];
  for (const rate of values.rates.split(',')) {
    streams.push(await streamAt(Number(rate), Number(values.seconds)));
  }
  const report = { benchmark: 'model-rate', streams };
  process.stdout.write(`${JSON.stringify(report, null, values.json ? 0 : 2)}\n`);
}

if (import.meta.main) await main(process.argv.slice(2));
