import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { canConfine } from '../../../../src/adapters/sandboxes/confined/launch.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** `specPath` is that of the specification, or nothing. */
const asking = (specPath: string) => `
  import { confinedSandbox } from './src/adapters/sandboxes/confined/sandbox.ts';
  const sandbox = confinedSandbox({ workers: 1, ${specPath} });
  const program = { kind: 'source', candidate: 'c', source: 'export const f = (x) => x + 1;', name: 'f' };
  const trial = { program, task: { kind: 'call', inputs: [[1]] }, limitMs: 5000 };
  const [outcome] = await Array.fromAsync(sandbox.run([trial], new AbortController().signal));
  await sandbox.close();
  console.log(JSON.stringify(outcome.results));
`;

const specification = `
  import { integer } from 'fast-check';
  export default {
    intent: 'The next number.',
    function: { name: 'f', params: [{ name: 'x', type: 'number' }], returns: 'number' },
    examples: [{ args: [1], result: 2 }],
    properties: { grows: { inputs: [integer()], holds: (f, x) => f(x) > x } },
  };
`;

/** As with pnpm, where every package lies behind a link, and as where all of them do. */
const layouts: Readonly<Record<string, (folder: string) => void>> = {
  'node_modules is a link': (folder) =>
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules')),
  'every package is a link': (folder) => {
    mkdirSync(join(folder, 'node_modules'));
    for (const name of ['quickjs-wasi', 'fast-check', 'zod', 'csv-parse']) {
      symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
    }
  },
};

test.runIf(canConfine()).each(Object.keys(layouts))(
  'confined processes find their packages where %s',
  (layout) => {
    const folder = mkdtempSync(join(tmpdir(), 'sluice-links-'));
    cpSync(join(root, 'src'), join(folder, 'src'), { recursive: true });
    cpSync(join(root, 'package.json'), join(folder, 'package.json'));
    writeFileSync(join(folder, 'x.sluice.ts'), specification);
    layouts[layout]!(folder);
    const said = ['', "specPath: import.meta.dirname + '/x.sluice.ts'"].map((specPath) => {
      writeFileSync(join(folder, 'asking.ts'), asking(specPath));
      return execFileSync(process.execPath, [join(folder, 'asking.ts')], { encoding: 'utf8' });
    });
    rmSync(folder, { recursive: true });
    const two = [{ kind: 'value', value: 2 }];
    expect(said.map((each) => JSON.parse(each) as unknown)).toEqual([two, two]);
  },
);
