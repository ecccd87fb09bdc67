import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readSpecModule } from '../../../../src/adapters/sandboxes/worker-process/read-spec-module.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-read-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ["process.kill(process.pid, 'SIGSEGV'); await 0;", 'a module whose process ended by SIGSEGV'],
  ['process.abort();', 'a module whose process ended by SIGABRT, as when memory runs out'],
  ['process.exit(3);', 'a module that ends the process (code 3)'],
  ['await new Promise(() => {});', 'a module that waits for something that never comes'],
])('how a module ends its process is told as it was: %s', async (code, found) => {
  const path = join(folder, 'ends.sluice.ts');
  writeFileSync(path, `${code}\nexport default {};\n`);
  expect(await readSpecModule(path, 60_000)).toMatchObject({ kind: 'failed', found });
});
