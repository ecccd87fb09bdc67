import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import { canConfine } from '../../../src/adapters/sandboxes/confined/launch.ts';
import { example, inWords, priced, right } from '../../engine/priced.ts';
import { CommandLine } from './command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-bare-'));
const at = await priced([inWords(right)]);

afterAll(async () => {
  await at.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The command on a machine where nothing lies on the PATH. */
const bare = (...args: string[]) =>
  new CommandLine(folder, args, { PATH: '/nonexistent', SLUICE_HOME: join(folder, 'home') })
    .finished;

const spec = example('numbers/median3.sluice.json');
const limits = ['--candidates', '4', '--tokens', '1e6', '--seconds', '20', '--seed', '1'];
const asking = ['solve', spec, '--model', at.model, ...limits];

describe('where bubblewrap is missing', () => {
  test('the doctor says so, and what it means', async () => {
    const { code, out } = await bare('doctor');
    expect(code).toBe(0);
    expect(out).toContain('no bubblewrap');
    expect(out).toContain('QuickJS in WebAssembly alone');
    expect(out).toMatch(/Refused +`command` specs without --unconfined, --require-isolation/);
  });

  test('a run says so at its start, and runs the WebAssembly engine only', async () => {
    const { code, out, err } = await bare(...asking, '--json');
    expect({ code, err: err.includes('No bubblewrap works here') }).toEqual({ code: 0, err: true });
    const { shortlist } = JSON.parse(out) as {
      shortlist: { evidence: { stage: string; verdict: string }[] }[];
    };
    expect(shortlist[0]?.evidence.map(({ stage }) => stage)).toEqual([
      'examples',
      'heldOut',
      'types',
    ]);
  });

  test('everything is refused with --require-isolation', async () => {
    for (const model of [[], ['--model', at.model]]) {
      const { code, out, err } = await bare('solve', spec, '--require-isolation', ...model);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toContain('Install bubblewrap');
    }
  });

  test('commands are refused without --unconfined', async () => {
    const { code, out, err } = await bare(
      'solve',
      example('keywords/hash.sluice.json'),
      '--seconds',
      '2',
    );
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('--unconfined');
  });
});

test.runIf(canConfine())('where it is there, nothing is said', async () => {
  const environment = { SLUICE_HOME: join(folder, 'home') };
  const { code, err } = await new CommandLine(folder, asking, environment).finished;
  expect({ code, err: err.includes('bubblewrap') }).toEqual({ code: 0, err: false });
});
