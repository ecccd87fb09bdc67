import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { closest } from '../../src/domain/closest.ts';

const commands = ['solve', 'resume', 'runs', 'show', 'open', 'pick', 'bench', 'doctor', 'help'];

test.each([
  ['slove', 'solve'],
  ['sovle', 'solve'],
  ['resum', 'resume'],
  ['run', 'runs'],
  ['docotr', 'doctor'],
  ['studio', undefined],
  ['x', undefined],
  ['', undefined],
])('%s was meant to be %s', (word, meant) => {
  expect(closest(word, commands)).toBe(meant);
});

test('a word that is cut short comes before one with fewer letters changed', () => {
  const options = ['--seed', '--seconds', '--strict'];
  expect(closest('--secs', options)).toBe('--seconds');
  expect(closest('secs', ['seed', 'seconds'])).toBe('seconds');
  expect(closest('sed', ['seed', 'seconds'])).toBe('seed');
});

test('upper and lower case are one', () => {
  expect(closest('HELDOUT', ['heldOut', 'examples'])).toBe('heldOut');
});

test('a known word is closest to itself', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 }), (words) => {
      for (const word of words) expect(closest(word, words)).toBe(word);
    }),
  );
});
