import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { confinedSandbox } from '../../src/adapters/sandboxes/confined/sandbox.ts';
import { workerProcessSandbox } from '../../src/adapters/sandboxes/worker-process/sandbox.ts';
import type { FunctionSandbox } from '../../src/ports/sandbox.ts';
import { Canaries } from './canaries.ts';
import { escapeAttempts } from './escape-attempts.ts';

const canaries = new Canaries();
beforeAll(() => canaries.open());
afterAll(() => canaries.close());

describe('where nothing confines a candidate', () => {
  const sandbox = workerProcessSandbox({ workers: 1 });
  afterAll(() => sandbox.close());
  const open = "const fs = process.getBuiltinModule('fs');";

  test.each([
    ['a canary', "return fs.readFileSync(canaryPath, 'utf8');"],
    ['a path of this machine', 'return process.argv.join();'],
    ['the result of the one after', 'globalThis.late = 1; return 1;'],
    ['the folder', "fs.writeFileSync(canaryPath + '2', ''); return 1;"],
    ['the file', "fs.writeFileSync(canaryPath, ''); return 1;"],
  ])('%s can be reached', async (what, body) => {
    expect(await canaries.reachedBy(`${open} ${body}`, sandbox)).toContain(what);
  });
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
    expect(await canaries.reachedBy(body, sandbox)).toEqual([]);
  });
});
