import { describe, expect, test } from 'vitest';

import * as options from '../../../src/faces/cli/options.ts';

const known = {
  seconds: options.positiveNumber('N', ''),
  candidates: options.positiveInteger('N', ''),
  seed: options.seed('N', ''),
  out: options.text('DIR', ''),
  model: options.texts('ID', ''),
  json: options.flag(''),
};
const parse = (line: string) =>
  options.parseOptions('solve', known, line.split(' ').filter(Boolean));

describe('what a command line means', () => {
  test.each([
    ['', {}],
    ['--seconds 10', { seconds: 10 }],
    ['--seconds=0.5', { seconds: 0.5 }],
    ['--seconds 1e3', { seconds: 1000 }],
    ['--candidates 1e6', { candidates: 1_000_000 }],
    ['--seed 0', { seed: 0 }],
    ['--seed 9007199254740991', { seed: Number.MAX_SAFE_INTEGER }],
    ['--seconds 1 --seconds 2', { seconds: 2 }],
    ['--out here --json', { out: 'here', json: true }],
    ['--out=--odd', { out: '--odd' }],
    ['--model grammar --model a/b', { model: ['grammar', 'a/b'] }],
  ])('%s', (line, meant) => {
    const nothing = { seconds: undefined, candidates: undefined, seed: undefined, out: undefined };
    expect(parse(line).values).toStrictEqual({ ...nothing, model: [], json: false, ...meant });
  });

  test('positionals stand anywhere, and all after -- are positionals', () => {
    expect(parse('a --json b').positionals).toStrictEqual(['a', 'b']);
    expect(parse('a -- --json').positionals).toStrictEqual(['a', '--json']);
    expect(parse('a -- --json').values.json).toBe(false);
  });
});

describe('every refusal names the option, what was found and what was wanted', () => {
  test.each([
    ['--seconds 0', '--seconds', '"0"', 'above 0'],
    ['--seconds -1', '--seconds', '"-1"', 'above 0'],
    ['--seconds NaN', '--seconds', '"NaN"', 'above 0'],
    ['--seconds Infinity', '--seconds', '"Infinity"', 'above 0'],
    ['--seconds 1e999', '--seconds', '"1e999"', 'above 0'],
    ['--seconds 0x10', '--seconds', '"0x10"', 'above 0'],
    ['--seconds ten', '--seconds', '"ten"', 'above 0'],
    ['--seconds=', '--seconds', '""', 'above 0'],
    ['--seconds', '--seconds', 'no value', '--seconds N'],
    ['--candidates 1.5', '--candidates', '"1.5"', 'whole number'],
    ['--candidates 0', '--candidates', '"0"', 'whole number'],
    ['--seed -1', '--seed', '"-1"', 'from 0 to 9007199254740991'],
    ['--seed 9007199254740992', '--seed', '"9007199254740992"', 'from 0'],
    ['--out --json', '--out', 'no value', '--out DIR'],
    ['--out=', '--out', 'nothing', 'a DIR'],
    ['--json=yes', '--json', '"yes"', 'no value'],
  ])('%s', (line, place, found, wanted) => {
    expect(() => parse(line)).toThrow(
      expect.objectContaining({
        fault: 'input',
        place,
        found,
        wanted: expect.stringContaining(wanted) as string,
      }),
    );
  });

  test.each([
    ['--second 1', '--seconds'],
    ['--cnadidates 1', '--candidates'],
    ['--jsno', '--json'],
  ])('%s: did you mean %s?', (line, meant) => {
    expect(() => parse(line)).toThrow(`Did you mean ${meant}?`);
  });

  test.each(['--frobnicate', '-x', '--constructor', '--__proto__'])(
    '%s is like nothing',
    (line) => {
      expect(() => parse(line)).toThrow('See `sluice help solve`.');
    },
  );
});
