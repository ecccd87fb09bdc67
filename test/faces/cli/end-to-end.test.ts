import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';

import type { Outcome } from '../../../src/index.ts';
import { largerSpec } from '../../fixtures/larger.ts';
import { temporaryFolder } from '../../fixtures/temporary-folder.ts';
import { CommandLine, sluice } from './command-line.ts';

const folder = temporaryFolder();

const largest = {
  ...largerSpec,
  examples: [
    { args: [1, 2], result: 2 },
    { args: [7, 3], result: 7 },
    { args: [-1, -5], result: -1 },
    { args: [4, 4], result: 4 },
  ],
};
/** No program is consistent with noise of this kind; the search goes on until its budget ends. */
const noise = {
  ...largest,
  intent: 'Noise.',
  examples: Array.from({ length: 12 }, (_, index) => ({
    args: [index, (index * 7919) % 13],
    result: Math.sin(index * 12.9898) * 43_758.5453,
  })),
};

beforeAll(() => {
  writeFileSync(join(folder, 'larger.sluice.json'), JSON.stringify(largest));
  writeFileSync(join(folder, 'noise.sluice.json'), JSON.stringify(noise));
  writeFileSync(join(folder, 'broken.sluice.json'), '{"intent": 3}');
});

const runsOf = async (home = folder) =>
  JSON.parse((await sluice(home, ['runs', '--json'])).out) as { run: string; status: string }[];

test('--candidates is spent to the end, whatever less each step does than it was asked for', async () => {
  const args = ['solve', 'noise.sluice.json', '--candidates', '6000', '--seed', '5', '--json'];
  const { code, out } = await sluice(folder, args, { SLUICE_HOME: join(folder, 'spent') });
  const { considered } = (JSON.parse(out) as Outcome).counts;
  expect(code).toBe(3);
  expect(considered.generated).toBeGreaterThanOrEqual(6000);
  expect(considered.generated).toBeLessThan(9000);
});

describe('a run from its start to a pick', () => {
  let outcome: Outcome;

  test('solve --json: exit 0, standard output is one JSON document, progress is on stderr', async () => {
    const { code, out, err } = await sluice(folder, [
      'solve',
      'larger.sluice.json',
      '--candidates',
      '20000',
      '--seed',
      '5',
      '--json',
    ]);
    expect(err).toContain('The larger of two numbers.');
    expect(code).toBe(0);
    outcome = JSON.parse(out) as Outcome;
    expect(outcome).toMatchObject({ version: 1, status: 'survived', seed: 5 });
    expect(outcome.shortlist[0]?.source).toContain('export function larger(');
    for (const file of outcome.files) expect(existsSync(file)).toBe(true);
  });

  test('runs lists it, show prints it again, by the beginning of its id and as last', async () => {
    expect(await runsOf()).toMatchObject([{ run: outcome.run, status: 'survived' }]);
    const shown = await sluice(folder, ['show', outcome.run.slice(0, 4)]);
    expect(shown.code).toBe(0);
    expect(shown.out.replaceAll(/\s+/gu, ' ')).toContain(outcome.shortlist[0]?.why);
    const again = await sluice(folder, ['show', 'last', '--json']);
    expect(JSON.parse(again.out)).toEqual(outcome);
  });

  test('show --candidate tells all that is known of one', async () => {
    const id = outcome.shortlist[0]?.candidate ?? '';
    const { out } = await sluice(folder, ['show', 'last', '--candidate', id.slice(0, 8)]);
    expect(out).toContain(id);
    expect(out).toContain('examples: passed  4 of 4');
    const story = JSON.parse(
      (await sluice(folder, ['show', 'last', '--candidate', id, '--json'])).out,
    ) as { candidate: { source: string } };
    expect(story.candidate.source).toBe(outcome.shortlist[0]?.source);
  });

  test('open prints the path of its page', async () => {
    const { code, out } = await sluice(folder, ['open', 'last']);
    expect(code).toBe(0);
    expect(readFileSync(out.trim(), 'utf8')).toContain('larger');
  });

  test('pick notes a choice, and refuses one that was not offered', async () => {
    expect(await sluice(folder, ['pick', 'last', '1'])).toMatchObject({ code: 0 });
    expect((await sluice(folder, ['show', 'last'])).out).toMatch(/^ {2}picked {2}number 1, /mu);
    expect(await sluice(folder, ['pick', 'last', 'none'])).toMatchObject({ code: 0 });
    const shown = await sluice(folder, ['show', 'last', '--json']);
    expect((JSON.parse(shown.out) as Outcome).picked).toMatchObject({ rank: 0 });
    const refused = await sluice(folder, ['pick', 'last', '4']);
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toContain('the choice 4');
  });

  test('resume --answer goes on with one example more', async () => {
    const { code, out, err } = await sluice(folder, [
      'resume',
      'last',
      '--answer',
      'larger(2, 9) => 9',
      '--candidates',
      '5000',
      '--json',
    ]);
    expect({ code, err }).toMatchObject({ code: 0 });
    const resumed = JSON.parse(out) as Outcome;
    expect(resumed).toMatchObject({
      run: outcome.run,
      answers: [{ args: [2, 9], result: 9 }],
    });
    expect(resumed.shortlist[0]?.evidence[0]).toMatchObject({ passed: 5, total: 5 });
  });

  test('several specifications run one after the other', async () => {
    const { code, out } = await sluice(folder, [
      'solve',
      'larger.sluice.json',
      'larger.sluice.json',
      '--candidates',
      '5000',
    ]);
    expect(code).toBe(0);
    expect(out.match(/✓ The larger of two numbers\./gu)).toHaveLength(2);
    expect(await runsOf()).toHaveLength(3);
  });
});

test('a budget that is spent without a survivor: exit 3, and what came closest', async () => {
  const { code, out } = await sluice(folder, [
    'solve',
    'noise.sluice.json',
    '--candidates',
    '3000',
  ]);
  expect(code).toBe(3);
  expect(out).toContain('nothing survived');
});

describe('Ctrl-C', () => {
  test('keeps everything, prints how to go on, exit 130; resume goes on', async () => {
    const home = { SLUICE_HOME: join(folder, 'interrupted') };
    const run = new CommandLine(folder, ['solve', 'noise.sluice.json', '--seconds', '600'], home);
    await run.says('Noise.');
    run.child.kill('SIGINT');
    const { code, out, err } = await run.finished;
    expect(err).toContain('what was found is kept');
    expect(code).toBe(130);
    const line = /sluice (?<resume>resume \w+)/u.exec(out)?.groups?.['resume'] ?? '';
    const args = [...line.split(' '), '--seconds', '1', '--json'];
    const resumed = await sluice(folder, args, home);
    expect(resumed.code).toBe(3);
    expect(JSON.parse(resumed.out)).toMatchObject({ status: 'exhausted' });
  });

  test('twice leaves at once, with what was acknowledged', async () => {
    const home = { SLUICE_HOME: join(folder, 'twice') };
    const run = new CommandLine(folder, ['solve', 'noise.sluice.json', '--seconds', '600'], home);
    await run.says('Noise.');
    run.child.kill('SIGINT');
    await run.says('what was found is kept');
    run.child.kill('SIGINT');
    expect((await run.finished).code).toBe(130);
    const runs = await sluice(folder, ['runs', '--json'], home);
    expect(JSON.parse(runs.out)).toHaveLength(1);
  });
});

test('kill -9 loses nothing that was acknowledged: the run is unfinished, and resume goes on', async () => {
  const home = { SLUICE_HOME: join(folder, 'killed') };
  const run = new CommandLine(folder, ['solve', 'noise.sluice.json', '--seconds', '600'], home);
  await run.says('Noise.');
  run.child.kill('SIGKILL');
  await run.finished;
  const { out } = await sluice(folder, ['runs'], home);
  expect(out).toContain('unfinished');
  const resumed = await sluice(folder, ['resume', 'last', '--candidates', '3000', '--json'], home);
  expect(resumed.code).toBe(3);
  expect(JSON.parse(resumed.out)).toMatchObject({ status: 'exhausted', intent: 'Noise.' });
});

describe('bad input: exit 2, one error with the mend, nothing on stdout, no run left behind', () => {
  test.each([
    [['solve', 'broken.sluice.json'], 'broken.sluice.json'],
    [['solve', 'none.sluice.json'], 'none.sluice.json'],
    [['solve'], 'no specification'],
    [['solve', 'larger.sluice.json', 'noise.sluice.json', '--json'], 'one SPEC'],
    [['solve', 'larger.sluice.json', '--seconds', '-1'], '--seconds'],
    [['solve', 'larger.sluice.json', '--model', 'gpt'], 'grammar'],
    [['solve', 'larger.sluice.json', '--sedd', '1'], 'Did you mean --seed?'],
    [['sovle', 'larger.sluice.json'], 'Did you mean `sluice solve`?'],
    [['studio'], 'does not have yet'],
    [['show'], 'sluice show RUN'],
    [['show', 'rzzz'], 'no runs'],
    [['resume', 'last'], 'no runs'],
    [['pick', 'last', '1'], 'no runs'],
    [['bench', 'nonsense'], 'the name nonsense'],
    [['help', 'nonsense'], 'the command nonsense'],
  ])('sluice %j', async (args, says) => {
    const home = join(folder, 'bad');
    const { code, out, err } = await sluice(folder, args, { SLUICE_HOME: home });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(says);
    expect(err).not.toContain('    at ');
    expect(existsSync(join(home, 'ledger.sqlite'))).toBe(false);
  });
});

describe('the process', () => {
  test('help and --version', async () => {
    const version = /"version": "(?<version>[^"]+)"/u.exec(readFileSync('package.json', 'utf8'));
    expect(await sluice(folder, ['--version'])).toMatchObject({
      code: 0,
      out: `${version?.groups?.['version']}\n`,
    });
    for (const args of [[], ['help'], ['--help']]) {
      expect(await sluice(folder, args)).toMatchObject({
        code: 0,
        out: expect.stringContaining('solve SPEC') as string,
      });
    }
    expect((await sluice(folder, ['solve', '--help'])).out).toContain('--seconds N');
  });

  test('doctor says whether this machine can solve', async () => {
    const { code, out } = await sluice(folder, ['doctor', '--json']);
    const { able, checks } = JSON.parse(out) as { able: boolean; checks: { name: string }[] };
    expect({ code, able }).toEqual({ code: 0, able: true });
    const names = checks.map(({ name }) => name);
    for (const name of [
      'Confinement',
      'User namespaces',
      'Engines',
      'Refused',
      'Types',
      'Ledger',
    ]) {
      expect(names).toContain(name);
    }
  });

  test('runs names the home that it has looked in', async () => {
    const home = join(folder, 'nothing-yet');
    const { out } = await sluice(folder, ['runs'], { SLUICE_HOME: home });
    expect(out).toContain(`No runs yet in ${home}.`);
  });

  test('doctor tries whether the home can be written', async () => {
    const environment = { SLUICE_HOME: join(folder, 'broken.sluice.json') };
    const { code, out } = await sluice(folder, ['doctor'], environment);
    expect(code).toBe(1);
    expect(out).toMatch(/✗ Ledger .*: a file, where a folder is needed/u);
  });

  test('the process ends with the code of the command', async () => {
    const run = new CommandLine(folder, ['solve', 'broken.sluice.json']);
    expect(await run.finished).toMatchObject({ code: 2, out: '' });
  });

  test('a reader that has seen enough is no fault', async () => {
    const run = new CommandLine(folder, ['help']);
    run.child.stdout?.destroy();
    expect(await run.finished).toMatchObject({ code: 0, err: '' });
  });
});
