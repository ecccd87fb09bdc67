import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { apart } from '../../../../src/adapters/sandboxes/confined/apart.ts';
import { canConfine } from '../../../../src/adapters/sandboxes/confined/launch.ts';
import { confinedV8Sandbox } from '../../../../src/adapters/sandboxes/confined/sandbox.ts';
import { readSpecModule } from '../../../../src/adapters/sandboxes/worker-process/read-spec-module.ts';
import type { FunctionSandbox, Program } from '../../../../src/ports/sandbox.ts';
import { loadSpec } from '../../../../src/realities/function/loading/load-spec.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-apart-'));
const elsewhere = mkdtempSync(join(tmpdir(), 'sluice-elsewhere-'));
const open: FunctionSandbox[] = [];
afterEach(async () => void (await Promise.all(open.splice(0).map((sandbox) => sandbox.close()))));
afterAll(() => {
  for (const each of [folder, elsewhere]) rmSync(each, { recursive: true, force: true });
});

const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
mkdirSync(join(folder, 'lib'));
write('.env', 'API_KEY=canary');
write('notes.txt', 'nothing that anybody needs');
write('limits.csv', '7\n');
write('cases.ts', "export { seven } from './lib/seven.ts';\nexport const secret = 4711;\n");
write('lib/seven.ts', 'export const seven: number = 7;\n');
write('helper.ts', "import { linked } from './linked.ts';\nexport const add = () => linked;\n");
writeFileSync(join(elsewhere, 'near.ts'), 'export const near = 1;\n');
writeFileSync(join(elsewhere, 'linked.ts'), "export { near as linked } from './near.ts';\n");
symlinkSync(join(elsewhere, 'linked.ts'), join(folder, 'linked.ts'));

/** A specification whose reference tells what can be seen of its folder. */
const specification = (parts: string) => `
  import { readdirSync, readFileSync } from 'node:fs';
  import { secret, seven } from './cases.ts';
  import { add } from './helper.ts';
  if (Number(readFileSync(new URL('limits.csv', import.meta.url), 'utf8')) !== seven) throw 0;
  export default {
    intent: 'What is there.',
    function: { name: 'f', params: [{ name: 'x', type: 'number' }], returns: 'string[]' },
    examples: [{ args: [secret], result: [] }],
    ${parts}
  };
`;

/** A program that is out of its engine already: what it sees is what nothing but the room hides. */
const looking = `export const f = () => {
  const fs = process.getBuiltinModule('node:fs');
  try {
    return fs.readdirSync(${JSON.stringify(folder)}).sort();
  } catch (error) {
    return [error.code];
  }
};`;

async function sandboxFor(parts: string): Promise<FunctionSandbox> {
  const path = join(folder, 'x.sluice.ts');
  writeFileSync(path, specification(parts));
  const { module } = await loadSpec(path, readSpecModule);
  const sandbox = apart(module, (ofSpec) => confinedV8Sandbox({ workers: 1, ...ofSpec }));
  open.push(sandbox);
  return sandbox;
}

async function returned(sandbox: FunctionSandbox, ...programs: Program[]): Promise<unknown[]> {
  const task = { kind: 'call', inputs: [[1]] } as const;
  const trials = programs.map((program) => ({ program, task, limitMs: 10_000 }));
  const outcomes = await Array.fromAsync(sandbox.run(trials, new AbortController().signal));
  return outcomes.map((outcome) => (outcome.kind === 'returned' ? outcome.results[0] : outcome));
}

const value = (of: unknown) => ({ kind: 'value', value: of });
const written = (source: string): Program => ({
  kind: 'source',
  candidate: source,
  source,
  name: 'f',
});
const reference: Program = { kind: 'specified', part: 'reference', name: '' };
const needing = "needs: ['limits.csv'],";
const telling = 'reference: () => readdirSync(import.meta.dirname).sort(),';

describe.runIf(canConfine())('of the folder of a specification', () => {
  test('its own code sees what it imports and needs, and a program nothing', async () => {
    const sandbox = await sandboxFor(`${needing} ${telling}`);
    const seen = await returned(sandbox, written(looking), reference, written(looking));
    const itself = ['cases.ts', 'helper.ts', 'lib', 'limits.csv', 'linked.ts', 'x.sluice.ts'];
    expect(seen).toEqual([value(['ENOENT']), value(itself), value(['ENOENT'])]);
  });

  test('a program sees the modules that it may import, with what these stand on', async () => {
    const sandbox = await sandboxFor(`${needing} ${telling} imports: ['./helper.ts'],`);
    const adding =
      "import { add } from './helper.ts';\nexport const f = (x) => [String(add() + x)];";
    expect(await returned(sandbox, written(adding), written(looking))).toEqual([
      value(['2']),
      value(['helper.ts', 'linked.ts']),
    ]);
  });

  test('what is read without being named is missed where it runs', async () => {
    const sandbox = await sandboxFor(telling);
    await expect(returned(sandbox, reference)).rejects.toThrow(/limits\.csv/);
  });
});

test('a file that is needed must be there', async () => {
  const wanting = sandboxFor(`needs: ['nowhere.csv'], ${telling}`);
  await expect(wanting).rejects.toThrow(/nowhere\.csv/);
});
