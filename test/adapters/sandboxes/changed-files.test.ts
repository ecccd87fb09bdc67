import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { apart } from '../../../src/adapters/sandboxes/confined/apart.ts';
import { canConfine } from '../../../src/adapters/sandboxes/confined/launch.ts';
import {
  confinedSandbox,
  confinedV8Sandbox,
} from '../../../src/adapters/sandboxes/confined/sandbox.ts';
import { readSpecModule } from '../../../src/adapters/sandboxes/worker-process/read-spec-module.ts';
import { workerProcessSandbox } from '../../../src/adapters/sandboxes/worker-process/sandbox.ts';
import type { FunctionSandbox } from '../../../src/ports/sandbox.ts';
import type { SpecFiles } from '../../../src/ports/spec-module.ts';
import { loadSpec } from '../../../src/realities/function/loading/load-spec.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-changed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
const path = join(folder, 'x.sluice.ts');

beforeEach(() => {
  write('table.csv', '7\n');
  write('helper.ts', 'export const add: number = 1;\n');
  write(
    'x.sluice.ts',
    `import { readFileSync } from 'node:fs';
    import { add } from './helper.ts';
    readFileSync(new URL('table.csv', import.meta.url));
    export default {
      intent: 'One more.',
      function: { name: 'f', params: [{ name: 'x', type: 'number' }], returns: 'number' },
      examples: [{ args: [1], result: 2 }],
      needs: ['table.csv'],
      imports: ['./helper.ts'],
      reference: (x: number) => x + add,
    };`,
  );
});

const places: Record<string, (spec: SpecFiles) => FunctionSandbox> = {
  'a process beside the specification': ({ path: specPath, texts }) =>
    workerProcessSandbox({ workers: 1, specPath, texts }),
  'the engine alone': (spec) =>
    apart(spec, (ofSpec) => confinedSandbox({ workers: 1, engineOnly: true, ...ofSpec })),
  ...(canConfine() && {
    'a confined process': (spec: SpecFiles) =>
      apart(spec, (ofSpec) => confinedSandbox({ workers: 1, ...ofSpec })),
    'V8 in a confined process': (spec: SpecFiles) =>
      apart(spec, (ofSpec) => confinedV8Sandbox({ workers: 1, ...ofSpec })),
  }),
};

/** What the reference, and a program that is lent the helper, make of 1 in processes that start now. */
async function results(sandbox: FunctionSandbox): Promise<readonly unknown[]> {
  const source = `import { add } from './helper.ts';\nexport const f = (x) => x + 10 * add;`;
  const task = { kind: 'call', inputs: [[1]] } as const;
  const programs = [
    { kind: 'specified', part: 'reference', name: '' },
    { kind: 'source', candidate: 'c', source, name: 'f' },
  ] as const;
  const trials = programs.map((program) => ({ program, task, limitMs: 10_000 }));
  const outcomes = await Array.fromAsync(sandbox.run(trials, new AbortController().signal));
  return outcomes.map((outcome) => (outcome.kind === 'returned' ? outcome.results[0] : outcome));
}

describe.each(Object.entries(places))(
  'a specification that changes during a run, in %s',
  (_, open) => {
    test('judges as it did when it was read', async () => {
      const { module } = await loadSpec(path, readSpecModule);
      write('x.sluice.ts', 'export default { half an');
      write('helper.ts', 'export const add = 1000;\n');
      const sandbox = open(module!);
      try {
        const [two, eleven] = [2, 11].map((value) => ({ kind: 'value', value }));
        expect(await results(sandbox)).toEqual([two, eleven]);
      } finally {
        await sandbox.close();
      }
    }, 60_000);

    test('is refused where a file that it reads itself has changed', async () => {
      const { module } = await loadSpec(path, readSpecModule);
      write('table.csv', '8\n');
      const sandbox = open(module!);
      try {
        await expect(results(sandbox)).rejects.toMatchObject({
          fault: 'input',
          found: expect.stringContaining('table.csv says something else than when') as string,
        });
      } finally {
        await sandbox.close();
      }
    }, 60_000);
  },
);
