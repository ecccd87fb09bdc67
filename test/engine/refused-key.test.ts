import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { openEngine, type Outcome } from '../../src/index.ts';
import { example, inWords, right } from './priced.ts';

const home = mkdtempSync(join(tmpdir(), 'sluice-refused-'));
const engine = await openEngine({ home });
/** How many requests it answers with nothing but 200 before it refuses all. */
let patient = 0;
let says = '';
const server = createServer((request, response) => {
  request.resume();
  const refuses = patient-- <= 0;
  response.writeHead(refuses ? 401 : 200, { 'content-type': 'application/json' });
  response.end(refuses ? '{"error": {"message": "no such key"}}' : says);
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(async () => {
  await engine.close();
  server.close();
  rmSync(home, { recursive: true, force: true });
});

function solve(): Promise<Outcome> {
  const { port } = server.address() as AddressInfo;
  const models = [`http://127.0.0.1:${port}/v1#any`];
  return engine.solve(
    example('numbers/median3.sluice.json'),
    { models, seed: 1, budget: { candidates: 64 } },
    () => undefined,
    new AbortController().signal,
  );
}

it('a server that refuses the key is bad input, and no run is begun', async () => {
  await expect(solve()).rejects.toMatchObject({
    fault: 'input',
    message: expect.stringContaining('no such key'),
    mend: 'Set SLUICE_API_KEY to your key; it is not set.',
  });
  expect(engine.ledger.runs()).toEqual([]);
});

it('one that refuses a run under way ends it with the reason, and nothing survived', async () => {
  patient = 1;
  says = '{}';
  const { status, counts, shortlist } = await solve();
  expect([status, shortlist]).toEqual(['exhausted', []]);
  expect(Object.keys(counts.missing!)).toEqual([
    'status 401: no such key. Set SLUICE_API_KEY to your key; it is not set.',
  ]);
});

it('one that answers with nothing for ever ends the run with the reason', async () => {
  patient = Infinity;
  says = '{"choices": [{"message": {"content": ""}}]}';
  const { run, status, counts } = await solve();
  expect(status).toBe('exhausted');
  expect(counts.missing).toHaveProperty('an empty reply');
  // Whoever goes on asks it again.
  says = JSON.stringify({ choices: [{ message: { content: inWords(right) } }] });
  const never = new AbortController().signal;
  const resumed = await engine.resume(run, { budget: { candidates: 8 } }, () => undefined, never);
  expect(resumed.status).toBe('survived');
});
