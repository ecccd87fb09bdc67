import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';

import { CommandLine, sluice } from './command-line.ts';

const median = fileURLToPath(
  new URL('../../../examples/numbers/median3.sluice.json', import.meta.url),
);
const folder = mkdtempSync(join(tmpdir(), 'sluice-served-'));

it('a run is solved by a served model, and every request is on both records', async () => {
  const options = ['--skill', '1', '--distinct', '64', '--fault', 'error=0.1', '--json'];
  const server = new CommandLine(folder, ['serve-model', ...options]);
  const [first] = (await once(server.child.stdout!, 'data')) as [string];
  const { url, model } = JSON.parse(first) as { url: string; model: string };
  const key = 'sk-not-to-be-written';
  const solved = await new CommandLine(
    folder,
    ['solve', median, '--model', `${url}#${model}`, '--candidates', '64', '--seed', '1', '--json'],
    { SLUICE_API_KEY: key },
  ).finished;
  server.child.kill('SIGINT');
  const { out, code } = await server.finished;
  expect([solved.code, code]).toEqual([0, 0]);
  const { shortlist, cost } = JSON.parse(solved.out) as {
    shortlist: { model: string }[];
    cost: { requests: number; outputTokens: number };
  };
  const { counts } = JSON.parse(out.trim().split('\n').at(-1)!) as {
    counts: { requests: number; outputTokens: number };
  };
  expect(shortlist[0]?.model).toBe(`${url}#${model}`);
  expect(cost.requests).toBe(counts.requests);
  // A loaded machine is a slow server, whose streams are stopped when a function is whole: no
  // usage comes of those, and what they cost is estimated.
  expect(cost.outputTokens / counts.outputTokens).toBeGreaterThan(0.8);
  expect(cost.outputTokens / counts.outputTokens).toBeLessThan(1.25);
  const home = join(folder, '.sluice');
  const written = readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  expect(written.length).toBeGreaterThan(1);
  expect([solved.out, solved.err, ...written].some((text) => text.includes(key))).toBe(false);
});

it.each([
  ['--fault', 'error'],
  ['--fault', 'quake=0.1'],
  ['--fault', 'error=2'],
  ['--skill', '1.5'],
  ['--corpus', 'nowhere'],
])('%s %s is refused with what is wanted', async (...args) => {
  const { code, err } = await sluice(folder, ['serve-model', ...args]);
  expect(code).toBe(2);
  expect(err).toContain(args[0]);
});
