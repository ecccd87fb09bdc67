import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { nearest } from '../../../src/faces/cli/nearest.ts';

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
  expect(nearest(word, commands)).toBe(meant);
});

test('a word that is cut short comes before one with fewer letters changed', () => {
  const options = ['--seed', '--seconds', '--strict'];
  expect(nearest('--secs', options)).toBe('--seconds');
  expect(nearest('secs', ['seed', 'seconds'])).toBe('seconds');
  expect(nearest('sed', ['seed', 'seconds'])).toBe('seed');
});

test('a known word is nearest to itself', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 }), (words) => {
      for (const word of words) expect(nearest(word, words)).toBe(word);
    }),
  );
});
