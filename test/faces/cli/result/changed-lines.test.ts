import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { changedLines } from '../../../../src/faces/cli/result/changed-lines.ts';

const texts = fc
  .array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 12 })
  .map((lines) => [...lines, 'end'].join('\n'));

const many = (name: string): string =>
  Array.from({ length: 3000 }, (_, at) => `${name} ${at}`).join('\n');

const linesOf = (text: string): string[] => text.split('\n');

test('lines that go and come turn one text into the other', () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const changed = changedLines(before, after);
      const counted = (kinds: readonly string[]): number =>
        changed.reduce((sum, each) => {
          if (each.kind === 'between') return sum + each.lines;
          return sum + (kinds.includes(each.kind) ? 1 : 0);
        }, 0);
      expect(counted(['same', 'gone'])).toBe(linesOf(before).length);
      expect(counted(['same', 'new'])).toBe(linesOf(after).length);
      const rebuilt: string[] = [];
      const rest = linesOf(before);
      for (const each of changed) {
        if (each.kind === 'between') rebuilt.push(...rest.splice(0, each.lines));
        else if (each.kind === 'new') rebuilt.push(each.line);
        else {
          expect(rest.shift()).toBe(each.line);
          if (each.kind === 'same') rebuilt.push(each.line);
        }
      }
      expect(rebuilt).toEqual(linesOf(after));
    }),
  );
});

test('of equal texts nothing is shown, and of long ones what is near a change', () => {
  const long = Array.from({ length: 100 }, (_, at) => `line ${at}`).join('\n');
  expect(changedLines(long, long)).toEqual([{ kind: 'between', lines: 100 }]);
  expect(changedLines(long, long.replace('line 50\n', 'line fifty\nand more\n'))).toEqual([
    { kind: 'between', lines: 48 },
    { kind: 'same', line: 'line 48' },
    { kind: 'same', line: 'line 49' },
    { kind: 'gone', line: 'line 50' },
    { kind: 'new', line: 'line fifty' },
    { kind: 'new', line: 'and more' },
    { kind: 'same', line: 'line 51' },
    { kind: 'same', line: 'line 52' },
    { kind: 'between', lines: 47 },
  ]);
});

test('texts too long to compare line by line are told from their ends', () => {
  const changed = changedLines(`first\n${many('a')}\nlast`, `first\n${many('b')}\nlast`);
  expect(changed).toHaveLength(6002);
});
