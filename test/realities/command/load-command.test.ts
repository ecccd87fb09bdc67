import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { SluiceError } from '../../../src/domain/errors.ts';
import { isCommandSpec, loadCommand } from '../../../src/realities/command/load-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-test-'));
writeFileSync(join(folder, 'pack.py'), '# EVOLVE-START\nx = 1\n# EVOLVE-END\n');
writeFileSync(join(folder, 'check.py'), 'print("{}")\n');

const sound = {
  intent: 'Pack.',
  file: { path: 'pack.py', region: 'EVOLVE' },
  run: { command: ['python3', 'pack.py'], seconds: 20, artifact: 'stdout' },
  judge: { command: ['python3', 'check.py'], score: 'json:sum', direction: 'maximise' },
  needs: ['check.py'],
};

const load = (document: unknown) =>
  loadCommand(document, join(folder, 'pack.sluice.json'), JSON.stringify(document));

/** What is wrong, the place that the error names or what was found there, and a word of its mend. */
const malformed: readonly (readonly [string, unknown, string, string])[] = [
  ['no run', { ...sound, run: undefined }, 'run', 'Add `run`'],
  ['an unknown key', { ...sound, jugde: 1 }, 'jugde', 'Did you mean `judge`'],
  ['half a process', { ...sound, limits: { processes: 1.5 } }, 'limits.processes', ''],
  ['a month', { ...sound, run: { ...sound.run, seconds: 2_592_000 } }, 'run.seconds', ''],
  ['an empty command', { ...sound, run: { command: [] } }, 'run.command', ''],
  ['a missing file', { ...sound, file: { path: 'lost.py' } }, 'file.path', 'name is right'],
  ['a file elsewhere', { ...sound, needs: ['../secret'] }, 'needs[0]', 'Copy it there'],
  [
    'marks that are not there',
    { ...sound, file: { path: 'pack.py', region: 'NOPE' } },
    'file.region',
    'comments',
  ],
  [
    'marks that do not take turns',
    {
      ...sound,
      file: { path: 'a.py', initial: '# EVOLVE-START\n# EVOLVE-START\n', region: 'EVOLVE' },
    },
    'EVOLVE-START in line 1, 2 and EVOLVE-END in no line',
    'comments',
  ],
  [
    'a region of OpenEvolve that does not end',
    { ...sound, file: { path: 'a.py', initial: 'x\n# EVOLVE-BLOCK-START\n' } },
    'EVOLVE-BLOCK-START in line 2 and EVOLVE-BLOCK-END in no line',
    'comments',
  ],
  [
    'a score without direction',
    { ...sound, judge: { ...sound.judge, direction: undefined } },
    'judge.direction',
    'Add `direction`',
  ],
  [
    'a score of another kind',
    { ...sound, judge: { ...sound.judge, score: 'xml:sum' } },
    'judge.score',
    'json:',
  ],
  ['no time at all', { ...sound, run: { ...sound.run, seconds: 0 } }, 'run.seconds', ''],
  ['a judge by another name', { ...sound, judge: 'shinka:evaluate.py' }, 'judge', 'OpenEvolve'],
];

describe('the specification of a file judged by a command', () => {
  it('is told from that of a function by what it names', () => {
    expect(isCommandSpec(sound)).toBe(true);
    expect(isCommandSpec({ intent: 'x', function: {} })).toBe(false);
    expect(isCommandSpec([])).toBe(false);
  });

  it('reads the files that it names, and keeps them in its text', () => {
    const spec = load(sound);
    expect(spec.problem).toMatchObject({
      kind: 'file',
      judgement: { by: 'score', direction: 'maximise' },
    });
    expect(spec.problem.initial).toContain('x = 1');
    expect(spec.text).toContain('print("{}")');
    expect(spec.judges).toMatchObject([{ kind: 'command', scoreKey: 'sum' }]);
  });

  it('limits in fractions of a MiB are whole bytes', () => {
    const limits = { diskMiB: 0.3, memoryMiB: 64.1, outputMiB: 0.1 };
    expect(load({ ...sound, limits }).limits).toMatchObject({
      diskBytes: 314_573,
      memoryBytes: 67_213_722,
      outputBytesMost: 104_858,
    });
  });

  it.each(malformed)('%s is one clear error with the mend', (_, document, place, mend) => {
    expect(() => load(document)).toThrow(SluiceError);
    try {
      load(document);
    } catch (error) {
      expect(error).toMatchObject({ fault: 'input' });
      const { place: at, found } = error as SluiceError;
      expect(`${at}: ${found}`).toContain(place);
      expect((error as SluiceError).mend).toContain(mend);
    }
  });
});
