import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { confinedSandbox } from '../../src/adapters/sandboxes/confined/sandbox.ts';
import { workerProcessSandbox } from '../../src/adapters/sandboxes/worker-process/sandbox.ts';
import type { FunctionSandbox, Outcome, Trial } from '../../src/ports/sandbox.ts';
import { callsOf, trialOf } from '../../src/testing/sandbox/trial.ts';
import { escapeAttempts } from './escape-attempts.ts';

const canary = {
  file: 'canary-of-the-file',
  environment: 'canary-of-the-environment',
  neighbour: 'canary-of-the-neighbour',
};
const folder = mkdtempSync(join(tmpdir(), 'sluice-canary-'));
const canaryPath = join(folder, 'canary.txt');

let connections = 0;
const server = createServer((socket) => {
  connections++;
  socket.destroy();
});

beforeAll(async () => {
  writeFileSync(canaryPath, canary.file);
  process.env['SLUICE_CANARY'] = canary.environment;
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  delete process.env['SLUICE_CANARY'];
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const never = new AbortController().signal;
const run = (sandbox: FunctionSandbox, ...trials: Trial[]) =>
  Array.fromAsync(sandbox.run(trials, never));

/** The attempt as a module, with what it may use on its way. */
function attempt(body: string): Trial {
  const source = `const canaryPath = ${JSON.stringify(canaryPath)};
const port = ${(server.address() as AddressInfo).port};
const use = (process) => {
  const fs = process.getBuiltinModule?.('fs') ?? process.mainModule?.require('fs') ?? process.binding?.('fs');
  return process.env.SLUICE_CANARY + fs.readFileSync(canaryPath, 'utf8');
};
const gcNow = () => { for (let k = 0; k < 50; k++) new Array(999).fill({}); };
export function f(a) { ${body} }`;
  return { ...trialOf(source, callsOf([[1]], [[2]]), 2000), fuelMost: 2000 };
}

/** Leaves its secret wherever another could look for it. */
const victim = trialOf(
  `const secret = ${JSON.stringify(canary.neighbour)};
globalThis.secret = Object.prototype.secret = Array.prototype.secret = Math.secret = secret;
globalThis[Symbol.for('secret')] = Symbol(secret);
globalThis.many = Array.from({ length: 500 }, (_, k) => secret + k);
export const f = (x) => x + 1;`,
  callsOf([1]),
);
const honest = trialOf(
  `export const f = (x) => [x, typeof secret, typeof late, [3, 1, 2].sort().map((y) => y + 1).join(), JSON.stringify({ x })];`,
  callsOf([1]),
);

const valueOf = (outcome: Outcome | undefined): unknown => {
  const [result] = outcome?.kind === 'returned' ? outcome.results : [];
  return result?.kind === 'value' ? result.value : outcome;
};

test('the canaries can be reached where nothing confines a candidate', async () => {
  const sandbox = workerProcessSandbox({ workers: 1 });
  const body = "return process.getBuiltinModule('fs').readFileSync(canaryPath, 'utf8');";
  const [outcome] = await run(sandbox, attempt(body));
  await sandbox.close();
  expect(valueOf(outcome)).toBe(canary.file);
});

describe.each([
  ['full', false],
  ['engine', true],
] as const)('no attempt gets out of confinement `%s`', (_, engineOnly) => {
  let sandbox: FunctionSandbox;
  beforeAll(() => void (sandbox = confinedSandbox({ workers: 1, engineOnly })));
  afterAll(() => sandbox.close());

  test('there are at least sixty', () => {
    expect(Object.keys(escapeAttempts).length).toBeGreaterThanOrEqual(60);
  });

  test.each(Object.entries(escapeAttempts))('%s', async (__, body) => {
    const before = connections;
    const outcomes = await run(sandbox, victim, attempt(body), honest);
    expect(JSON.stringify(outcomes[1])).not.toMatch(/canary-of|\/src\/|node_modules/);
    expect(valueOf(outcomes[0])).toBe(2);
    expect(valueOf(outcomes[2])).toEqual([1, 'undefined', 'undefined', '2,3,4', '{"x":1}']);
    expect(connections).toBe(before);
    expect(readdirSync(folder)).toEqual(['canary.txt']);
    expect(readFileSync(canaryPath, 'utf8')).toBe(canary.file);
  });
});
