import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { serveSimulated } from '../../src/adapters/models/simulated/serve.ts';
import { openEngine, type Observer, type Outcome, type SolveOptions } from '../../src/index.ts';

export const example = (path: string): string =>
  fileURLToPath(new URL(`../../examples/${path}`, import.meta.url));

/** Dollars for a token, of what is read and of what is written. */
export const dollarsPerToken = 10e-6;

/** A reply with this body of `median3`. */
export const inWords = (body: string): string =>
  `Here it is.\n\n\`\`\`ts\nfunction median3(a: number, b: number, c: number): number {\n  ${body}\n}\n\`\`\`\n`;

/** Ever other functions that are wrong. */
export const wrong = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => inWords(`return a + b * ${index} + c;`));

export const right = 'return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));';

/** An engine, and a simulated model of a price that answers it with these replies. */
export async function priced(replies: readonly string[], tokensPerSecond = 1_000_000) {
  const home = mkdtempSync(join(tmpdir(), 'sluice-served-'));
  const price = { input: dollarsPerToken * 1e6, output: dollarsPerToken * 1e6 };
  writeFileSync(join(home, 'prices.json'), JSON.stringify({ simulated: price }));
  const corpus = join(home, 'corpus');
  mkdirSync(corpus);
  for (const [index, reply] of replies.entries()) {
    writeFileSync(join(corpus, `${String(index).padStart(4, '0')}.md`), reply);
  }
  const server = await serveSimulated({ tokensPerSecond, corpus });
  const engine = await openEngine({ home });
  const model = `${server.url}#simulated`;
  const solve = (
    options: SolveOptions,
    observe: Observer = () => undefined,
    interrupt = new AbortController().signal,
  ): Promise<Outcome> =>
    engine.solve(
      example('numbers/median3.sluice.json'),
      { models: [model], seed: 1, ...options },
      observe,
      interrupt,
    );
  const close = async (): Promise<void> => {
    await engine.close();
    await server.close();
    rmSync(home, { recursive: true, force: true });
  };
  return { engine, server, model, solve, home, close };
}
