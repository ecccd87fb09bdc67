import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { openEngine } from '../../src/compose.ts';
import { checkFolder } from '../../src/engine/check-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-out-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'notes.txt');
writeFileSync(file, 'mine');

test('a folder that is there, or may be made, takes the final state', () => {
  checkFolder(undefined);
  checkFolder(folder);
  checkFolder(join(folder, 'new', 'and', 'deep'));
});

test.each([file, join(file, 'below')])('a file in the way is refused: %s', (out) => {
  expect(() => checkFolder(out)).toThrow(
    expect.objectContaining({ fault: 'input', place: '--out' }),
  );
});

test.runIf(existsSync('/proc/self'))(
  'so is one that says it may be written to and takes nothing',
  () => {
    expect(() => checkFolder('/proc/nope/x')).toThrow(
      expect.objectContaining({ fault: 'input', place: '--out' }),
    );
  },
);

test.each([['a file', file]].concat(existsSync('/proc/self') ? [['/proc', '/proc/nope']] : []))(
  'a home in which nothing can be made is refused at once, in words: %s',
  async (_, home) => {
    const engine = await openEngine({ home });
    const spec = 'examples/numbers/median3.sluice.json';
    const solving = engine.solve(spec, {}, () => undefined, new AbortController().signal);
    await expect(solving).rejects.toMatchObject({ fault: 'environment', place: 'SLUICE_HOME' });
    const drafting = engine.draft('The larger.', {}, new AbortController().signal);
    await expect(drafting).rejects.toMatchObject({ place: 'SLUICE_HOME' });
    expect(() => engine.ledger).toThrow(expect.objectContaining({ fault: 'environment' }));
  },
);

test('it is refused before anything is spent, and no run is left', async () => {
  const engine = await openEngine({ home: join(folder, 'home') });
  try {
    const solving = engine.solve(
      'examples/numbers/median3.sluice.json',
      { out: file, budget: { seconds: 60 } },
      () => undefined,
      new AbortController().signal,
    );
    await expect(solving).rejects.toMatchObject({ fault: 'input', place: '--out' });
    expect(engine.ledger.runs()).toEqual([]);
  } finally {
    await engine.close();
  }
});
