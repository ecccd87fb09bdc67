import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { openEngine } from '../../src/index.ts';

const home = mkdtempSync(join(tmpdir(), 'sluice-unchanged-'));
const engine = await openEngine({ home });
afterAll(async () => {
  await engine.close();
  rmSync(home, { recursive: true, force: true });
});

const never = new AbortController().signal;
const path = join(home, 'add.sluice.ts');
const proof = join(home, 'proof');
/** What says so where it is run. */
const telling = `import { writeFileSync } from 'node:fs';\nwriteFileSync(${JSON.stringify(proof)}, '');\n`;

const files = {
  'add.sluice.ts': `import { cases } from './cases.ts';
export default {
  intent: 'The sum of two numbers.',
  function: { name: 'add', params: [{ name: 'a', type: 'number' }, { name: 'b', type: 'number' }], returns: 'number' },
  examples: cases,
  needs: ['table.csv'],
};
`,
  'cases.ts': 'export const cases = [{ args: [1, 2], result: 3 }, { args: [2, 5], result: 7 }];\n',
  'table.csv': '1\n',
};

const restore = (): void => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(home, name), text);
  rmSync(proof, { force: true });
};

let run: string;
let candidate: string;
beforeAll(async () => {
  restore();
  const outcome = await engine.solve(
    path,
    { seed: 1, budget: { candidates: 2000 } },
    () => undefined,
    never,
  );
  run = outcome.run;
  candidate = outcome.shortlist[0]!.candidate;
});
beforeEach(restore);

const again = {
  resume: () => engine.resume(run, { budget: { candidates: 100 } }, () => undefined, never),
  'replay of a candidate': () => engine.replay(run, candidate, {}, never),
};

describe.each(Object.entries(again))('a %s', (_, goOn) => {
  test.each(['add.sluice.ts', 'cases.ts'])(
    'runs nothing of a specification of which %s has changed',
    async (name) => {
      const file = join(home, name);
      writeFileSync(file, telling + readFileSync(file, 'utf8'));
      await expect(goOn()).rejects.toThrow('has changed since run');
      expect(existsSync(proof)).toBe(false);
    },
  );

  test('is refused where a file has changed that it reads', async () => {
    writeFileSync(join(home, 'table.csv'), '2\n');
    await expect(goOn()).rejects.toThrow('has changed since run');
  });

  test('goes on where it is as it was', async () => {
    await goOn();
  });
});

test('of a record that names no files, its own is looked at before it is run', async () => {
  const database = new DatabaseSync(join(home, 'ledger.sqlite'));
  const forget = `UPDATE runs SET body = json_remove(body, '$.specFiles') WHERE id = ?`;
  expect(database.prepare(forget).run(run).changes).toBe(1);
  database.close();
  await again.resume();
  writeFileSync(path, telling + files['add.sluice.ts']);
  await expect(again.resume()).rejects.toThrow('has changed since run');
  expect(existsSync(proof)).toBe(false);
});
