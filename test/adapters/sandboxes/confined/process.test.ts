import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canConfine } from '../../../../src/adapters/sandboxes/confined/launch.ts';
import { confinedSandbox } from '../../../../src/adapters/sandboxes/confined/sandbox.ts';
import type { FunctionSandbox, Task } from '../../../../src/ports/sandbox.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-process-'));
const outside = mkdtempSync(join(tmpdir(), 'sluice-outside-'));
const never = new AbortController().signal;

/** What code finds that has left the engine: the specification's own stands in for it. */
const probes: Readonly<Record<string, { readonly code: string; readonly found: number }>> = {
  'no variable of the environment but its working folder': {
    code: "Object.keys(process.env).filter((name) => name !== 'PWD').length",
    found: 0,
  },
  'no file outside the folder of the specification': {
    code: `attempt(() => fs.readFileSync(${JSON.stringify(join(outside, 'canary'))}))`,
    found: 0,
  },
  'no file beside the specification that it does not import': {
    code: `attempt(() => fs.readFileSync(${JSON.stringify(join(folder, '.env'))}))`,
    found: 0,
  },
  'no home, no passwords': {
    code: "attempt(() => fs.readdirSync('/root')) + attempt(() => fs.readdirSync('/home')) + attempt(() => fs.readFileSync('/etc/passwd'))",
    found: 0,
  },
  'nothing that can be written': {
    code: "['/', '/dev', '/dev/shm', '/etc', new URL('.', import.meta.url).pathname].map((at) => attempt(() => fs.writeFileSync(at + '/planted', 'x'))).reduce((a, b) => a + b)",
    found: 0,
  },
  'no network but an own loopback': {
    code: "fs.readFileSync('/proc/net/dev', 'utf8').split('\\n').slice(2).filter((line) => line.trim() !== '' && !line.trim().startsWith('lo:')).length",
    found: 0,
  },
  'no processes but its own': {
    code: "fs.readdirSync('/proc').filter((name) => /^\\d+$/.test(name)).length",
    found: 2,
  },
  'no capabilities': {
    code: "Number.parseInt(/CapEff:\\s*(\\w+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1], 16)",
    found: 0,
  },
  'no shell': {
    code: "attempt(() => { if (spawnSync('/bin/sh', ['-c', 'true']).status !== 0) throw new Error(); })",
    found: 0,
  },
  'no process of its own making, though it sees Node': {
    code: "attempt(() => { if (spawnSync(process.execPath, ['-p', '1']).status !== 0) throw new Error(); })",
    found: 0,
  },
  'its system calls filtered, for good': {
    code: "Number(/Seccomp:\\s*(\\d)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1])",
    found: 2,
  },
  'threads, as V8 needs them': {
    code: "attempt(() => { const worker = new Worker('0', { eval: true }); worker.unref(); })",
    found: 1,
  },
  'no more than its share of memory': {
    code: 'attempt(() => { const all = []; for (let k = 0; k < 40; k++) all.push(new Uint8Array(2 ** 25).fill(1)); })',
    found: 0,
  },
  'no more than its share of descriptors': {
    code: "attempt(() => { const all = []; try { for (let k = 0; k < 200; k++) all.push(fs.openSync('/dev/null')); } finally { all.forEach((each) => fs.closeSync(each)); } })",
    found: 0,
  },
};

const specification = `import fs from 'node:fs';
import { spawnSync } from 'node:child_process';
import { Worker } from 'node:worker_threads';
const attempt = (work) => { try { work(); return 1; } catch { return 0; } };
const probes = [${Object.values(probes)
  .map(({ code }) => `() => ${code}`)
  .join(',\n')}];
export default {
  intent: 'Nothing.',
  function: { name: 'f', params: [], returns: 'number' },
  score: {
    direction: 'minimise',
    instances: () => probes.map((_, index) => index),
    evaluate: (_, index) => probes[index](),
    baselines: { none: () => 0 },
  },
};
`;

describe.runIf(canConfine())('what leaves the engine stands in an empty room', () => {
  let sandbox: FunctionSandbox;
  beforeAll(() => {
    writeFileSync(join(outside, 'canary'), 'canary');
    writeFileSync(join(folder, '.env'), 'API_KEY=canary');
    const specPath = join(folder, 'probing.sluice.ts');
    writeFileSync(specPath, specification);
    sandbox = confinedSandbox({ workers: 1, specPath });
  });
  afterAll(async () => {
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
    rmSync(outside, { recursive: true, force: true });
  });

  test('it says so', () => {
    expect(sandbox.confinement).toBe('full');
  });

  test.each(
    Object.entries(probes).map(([name, { found }], index) => [name, index, found] as const),
  )('%s', async (_, index, found) => {
    const task: Task = { kind: 'score', split: 'train', seed: 1, from: index, to: index + 1 };
    const program = { kind: 'specified', part: 'baseline', name: 'none' } as const;
    const [outcome] = await Array.fromAsync(
      sandbox.run([{ program, task, limitMs: 10_000 }], never),
    );
    expect(outcome).toMatchObject({ kind: 'scored', scores: [found] });
  });
});
