import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { largerSpec } from '../../fixtures/larger.ts';
import { temporaryFolder } from '../../fixtures/temporary-folder.ts';
import { writtenSpec } from '../../fixtures/written-spec.ts';
import { CommandLine } from './command-line.ts';

const folder = temporaryFolder();
const spec = writtenSpec(largerSpec);
/** No program is consistent with it: the run is under way until it is killed. */
const noise = writtenSpec({
  ...largerSpec,
  intent: 'Noise.',
  examples: Array.from({ length: 12 }, (_, index) => ({
    args: [index, (index * 7919) % 13],
    result: Math.sin(index * 12.9898) * 43_758.5453,
  })),
});

test('a run leaves no folder behind, and takes away what a killed one left, but nothing else', async () => {
  const temporary = join(folder, 'temporary');
  const foreign = ['sluice-test-x1', 'sluice-1-999999999-abc', `sluice-1-${process.pid}-abc`];
  for (const name of foreign) mkdirSync(join(temporary, name), { recursive: true });
  const environment = { TMPDIR: temporary, SLUICE_HOME: join(folder, 'home') };
  const ours = () => readdirSync(temporary).filter((name) => !foreign.includes(name));

  const killed = new CommandLine(folder, ['solve', noise, '--seconds', '60'], environment);
  await killed.says('programs');
  const left = ours();
  expect(left.length).toBeGreaterThan(0);
  killed.child.kill('SIGKILL');
  await killed.finished;
  expect(ours()).toEqual(left);

  const alive = new CommandLine(folder, ['solve', noise, '--seconds', '60'], environment);
  await alive.says('programs');
  const inUse = ours();
  expect(inUse.length).toBeGreaterThan(0);
  expect(inUse.filter((name) => left.includes(name))).toEqual([]);

  const args = ['solve', spec, '--seed', '1', '--candidates', '3000'];
  expect((await new CommandLine(folder, args, environment).finished).code).toBe(0);
  expect(ours()).toEqual(inUse);
  alive.child.kill('SIGINT');
  await alive.finished;
  expect(ours()).toEqual([]);
  expect(readdirSync(temporary).toSorted()).toEqual(foreign.toSorted());
}, 60_000);
