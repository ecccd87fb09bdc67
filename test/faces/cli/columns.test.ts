import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { clip, padEnd, padStart, shown, width } from '../../../src/faces/cli/columns.ts';

const words = fc.string({ unit: 'grapheme' });

test.each([
  ['', 0],
  ['plain', 5],
  ['\u001b[32mgreen\u001b[39m', 5],
  ['漢字', 4],
  ['e\u0301', 1],
  ['🙂', 2],
  ['━▁…', 3],
])('the width of %j is %i', (text, columns) => {
  expect(width(text)).toBe(columns);
});

test('what is clipped fits, and what fits is not clipped', () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 30 }), (text, most) => {
      expect(width(clip(text, most))).toBeLessThanOrEqual(most);
      if (width(text) <= most) expect(clip(text, most)).toBe(text);
    }),
  );
});

test('padding fills up to the columns and never cuts', () => {
  fc.assert(
    fc.property(words, fc.nat(30), (text, columns) => {
      for (const pad of [padEnd, padStart]) {
        expect(width(pad(text, columns))).toBe(Math.max(columns, width(text)));
      }
    }),
  );
});

test('nothing of a model reaches the terminal as a control: it is written out', () => {
  expect(shown('a\u001b[2Jb\u0007\u202ec\r')).toBe('a\\u{1b}[2Jb\\u{7}\\u{202e}c\\u{d}');
  expect(shown('a\u200bb\u{e0061}\ufeff\u2028')).toBe('a\\u{200b}b\\u{e0061}\\u{feff}\\u{2028}');
  expect(shown('line\n\tline')).toBe('line\n\tline');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const controls = shown(text).match(/[\p{Cc}\p{Cf}]/gu) ?? [];
      expect(controls.filter((control) => control !== '\n' && control !== '\t')).toEqual([]);
    }),
  );
});
