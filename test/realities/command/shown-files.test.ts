import { expect, test } from 'vitest';

import type { LoadedCommand, RunCommand } from '../../../src/realities/command/loaded-command.ts';
import { shownFiles } from '../../../src/realities/command/shown-files.ts';

/** What a candidate is shown of `files`, beside a file that says `initial`. */
function shown(
  initial: string,
  files: Readonly<Record<string, string>>,
  command = 'python3 it.py',
) {
  const needs = Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]),
  );
  const spec = { needs, problem: { initial } } as unknown as LoadedCommand;
  const run = { command: command.split(' ') } as unknown as RunCommand;
  return Object.keys(shownFiles(spec, run));
}

const judging = { 'check.py': 'json.load(open("answers.json"))', 'answers.json': '[1]' };

test('what only judges read, a checker and its answers, is never shown', () => {
  expect(shown('# check the input\nprint(1)', judging)).toEqual([]);
});

test('what the command or the file as it is names is shown, and what that names in turn', () => {
  const files = {
    ...judging,
    'data/in.csv': '1,2',
    'load.py': 'import shape_of',
    'shape_of.py': '',
  };
  expect(shown('from load import rows', files)).toEqual(['load.py', 'shape_of.py']);
  expect(shown('open("data/in.csv")', files)).toEqual(['data/in.csv']);
  expect(shown('', files, 'python3 it.py data/in.csv')).toEqual(['data/in.csv']);
  expect(shown("const { rows } = require('./load');", files)).toEqual(['load.py', 'shape_of.py']);
});
