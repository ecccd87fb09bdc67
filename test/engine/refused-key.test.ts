import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { openEngine } from '../../src/index.ts';
import { example } from './priced.ts';

const home = mkdtempSync(join(tmpdir(), 'sluice-refused-'));
const engine = await openEngine({ home });
const server = createServer((request, response) => {
  request.resume();
  response.writeHead(401, { 'content-type': 'application/json' });
  response.end('{"error": {"message": "no such key"}}');
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

it('a server that refuses a run under way is no fault of its input, and the run has an end', async () => {
  const { port } = server.address() as AddressInfo;
  const models = [`http://127.0.0.1:${port}/v1#any`];
  const solving = engine.solve(
    example('numbers/median3.sluice.json'),
    { models, seed: 1, budget: { candidates: 64 } },
    () => undefined,
    new AbortController().signal,
  );
  await expect(solving).rejects.toMatchObject({
    fault: 'environment',
    message: expect.stringContaining('no such key'),
  });
  const [{ header, status } = { header: undefined, status: undefined }] = engine.ledger.runs();
  expect(status).toBe('interrupted');
  expect(engine.outcome(header!.id)).toMatchObject({ status: 'interrupted', shortlist: [] });
});
