import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { serveSimulated, type ModelServer } from '../../src/compose.ts';
import { openEngine, type Outcome } from '../../src/index.ts';
import { hasPython } from '../adapters/sandboxes/command/has-python.ts';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'sluice-examples-'));
const engine = await openEngine({ home });
let server: ModelServer;

beforeAll(async () => {
  server = await serveSimulated({ tokensPerSecond: 1_000_000 });
});

afterAll(async () => {
  await engine.close();
  await server.close();
  rmSync(home, { recursive: true, force: true });
});

/** Files judged by a command, what their first version scores, and the direction of the score. */
const judged: readonly (readonly [path: string, initial: number, sign: 1 | -1, runs: boolean])[] = [
  ['packing/circles.sluice.json', 2.5, 1, hasPython],
  ['keywords/hash.sluice.json', 10, -1, true],
];

function solve(path: string, candidates: number, models?: string[]): Promise<Outcome> {
  const options = { seed: 1, budget: { candidates, seconds: 60 }, unconfined: true };
  const never = new AbortController().signal;
  const asked = models === undefined ? options : { ...options, models };
  return engine.solve(join(examples, path), asked, () => undefined, never);
}

describe.each(judged)('%s', (path, initial, sign, runs) => {
  it.runIf(runs)('the embedded model improves on the file as it is', async () => {
    const { status, shortlist, files } = await solve(path, 120);
    expect(status).toBe('survived');
    const [best] = shortlist;
    expect(sign * best!.score!.train).toBeGreaterThan(sign * initial);
    expect(files.map((file) => readFileSync(file, 'utf8'))).toContain(best!.source);
  });

  it.runIf(runs)('any endpoint may be asked: here, the simulated model', async () => {
    const { status, counts, cost } = await solve(path, 60, [`${server.url}#simulated`]);
    expect(status).toBe('survived');
    expect(counts.verdicts.passed).toBeGreaterThan(5);
    expect(counts.verdicts.failed + counts.verdicts.crashed).toBeGreaterThan(0);
    expect(cost.outputTokens).toBeGreaterThan(1000);
  });
});
