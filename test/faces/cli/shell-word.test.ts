import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { shellWord } from '../../../src/faces/cli/shell-word.ts';

test('a shell reads every printed word back as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 20 }), (words) => {
      const script = `printf '%s\\0' ${words.map(shellWord).join(' ')}`;
      const read = execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' });
      expect(read.split('\0').slice(0, -1)).toStrictEqual(words);
    }),
    { numRuns: 20 },
  );
});

test('plain words stay plain, answers are quoted', () => {
  expect(shellWord('examples/a.sluice.json')).toBe('examples/a.sluice.json');
  expect(shellWord('f(1, "it\'s") => 2')).toBe(`'f(1, "it'\\''s") => 2'`);
});
