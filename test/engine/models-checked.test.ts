import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, it } from 'vitest';

import { openEngine } from '../../src/index.ts';
import { example } from './priced.ts';

const home = mkdtempSync(join(tmpdir(), 'sluice-checked-'));
const engine = await openEngine({ home });

afterAll(async () => {
  await engine.close();
  rmSync(home, { recursive: true, force: true });
});

/** A port at which somebody has just stopped to listen. */
async function deadPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const port = await deadPort();

it.each([
  [
    'nobody listens',
    `http://127.0.0.1:${port}/v1#m`,
    'nobody listens at http://127.0.0.1',
    'Start',
  ],
  ['a package is missing', 'cohere/command', 'no package', 'npm install ai @ai-sdk/cohere'],
  ['a key is missing', 'anthropic/claude', 'no ANTHROPIC_API_KEY', 'export ANTHROPIC_API_KEY'],
  ['a file is missing', 'gguf:nowhere.gguf', 'nowhere.gguf', 'Correct the path'],
])(
  'where %s, that is said before the attack, and nothing is begun',
  async (_, model, found, mend) => {
    let attacked = 0;
    const solving = engine.solve(
      example('numbers/median3.sluice.json'),
      { models: ['grammar', model], budget: { candidates: 8 }, warn: () => attacked++ },
      () => undefined,
      new AbortController().signal,
    );
    await expect(solving).rejects.toMatchObject({
      fault: 'input',
      message: expect.stringContaining(found) as string,
      mend: expect.stringContaining(mend) as string,
    });
    expect(attacked).toBe(0);
    expect(engine.ledger.runs()).toEqual([]);
  },
);
