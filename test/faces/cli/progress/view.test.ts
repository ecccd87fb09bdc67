import { stripVTControlCharacters } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { width } from '../../../../src/faces/cli/columns.ts';
import { gist, progressLine, progressView } from '../../../../src/faces/cli/progress/view.ts';
import { Watch } from '../../../../src/faces/cli/progress/watched.ts';
import { palette } from '../../../../src/faces/cli/terminal.ts';
import type { Progress } from '../../../../src/index.ts';
import { longest, median, momentAt } from './moments.ts';

const title = 'The middle value of three numbers.';
const hint = 'Ctrl-C keeps everything';

const run = [
  momentAt(0.1),
  momentAt(0.3, { best: { quality: 0.5, source: median }, leaders: [median] }),
  momentAt(0.5, { best: { quality: 0.75, source: median }, leaders: [median, longest] }),
  momentAt(0.62, { best: { quality: 1, source: median }, leaders: [median, longest, 'x'] }),
];

function lastOf(moments: readonly Progress[]) {
  const watch = new Watch();
  const [last] = moments.map((moment) => watch.look(moment)).slice(-1);
  if (last === undefined) throw new Error('no moments');
  return last;
}

const viewOf = (moments: readonly Progress[], columns: number, colours = false) =>
  progressView({ title, hint, watched: lastOf(moments) }, columns, palette(colours));

describe('the screen of a run', () => {
  test('in the middle of it', () => {
    expect(viewOf(run, 79).join('\n')).toMatchInlineSnapshot(`
      "The middle value of three numbers.
      ━━━━━━━━━━━━━━━━━━━━━━━━━───────────────  62 %  6.2 s, 3.8 s left
      3.98 M programs, 641 k/s  ·  746 run, 120/s  ·  7 survived
      best 1               ▁▁▁▁▁▅▅▅█
      1 Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
      2 const ascending = values.toSorted((left, right) => left - right); return asc…
      3 x
      Ctrl-C keeps everything"
    `);
  });

  test('at the start, when nothing is known yet', () => {
    expect(viewOf([momentAt(0)], 79).join('\n')).toMatchInlineSnapshot(`
      "The middle value of three numbers.
      ────────────────────────────────────────   0 %  0.0 s
      0 run, 0/s  ·  0 survived
      nothing has survived yet
      Ctrl-C keeps everything"
    `);
  });

  test('while the nominees are judged', () => {
    const nominating = { ...run[3], phase: 'nominating', budgetShare: 1 } as Progress;
    expect(viewOf([...run, nominating], 79).join('\n')).toMatchInlineSnapshot(`
      "The middle value of three numbers.
      ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ 100 %  6.2 s
      3.98 M programs, 641 k/s  ·  746 run, 120/s  ·  7 survived
      best 1               ▁▁▁▁▁▅▅▅█
      1 Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
      2 const ascending = values.toSorted((left, right) => left - right); return asc…
      3 x
      judging the best on held-out evidence"
    `);
  });

  test('on a narrow terminal', () => {
    expect(viewOf(run, 36).join('\n')).toMatchInlineSnapshot(`
      "The middle value of three numbers.
      ━━━━━━━────  62 %  6.2 s, 3.8 s left
      3.98 M programs, 641 k/s  ·  746 ru…
      best 1               ▁▁▁▁▁▅▅▅█
      1 Math.max(Math.min(a, b), Math.min…
      2 const ascending = values.toSorted…
      3 x
      Ctrl-C keeps everything"
    `);
  });

  test('colours change nothing of what is read', () => {
    const coloured = viewOf(run, 79, true);
    expect(coloured.join('')).toContain('\u001b[');
    expect(coloured.map((line) => stripVTControlCharacters(line))).toEqual(viewOf(run, 79));
  });

  test('has at most eight lines, each within the columns, whatever a model writes', () => {
    const source = fc.string({ unit: 'binary', maxLength: 200 });
    const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 200 }),
        shares,
        fc.array(source, { maxLength: 5 }),
        (columns, times, leaders) => {
          const moments = times
            .toSorted((left, right) => left - right)
            .map((share) => momentAt(share, { leaders }));
          const lines = viewOf(moments, columns);
          expect(lines.length).toBeLessThanOrEqual(8);
          for (const line of lines) {
            expect(width(line)).toBeLessThanOrEqual(columns);
            expect(line).not.toContain('\n');
          }
        },
      ),
    );
  });
});

test('a plain line says the same', () => {
  expect(progressLine(lastOf(run))).toMatchInlineSnapshot(
    `"6.2 s (62 %, 3.8 s left)  3.98 M programs (641 k/s)  746 run  7 survived  best 1  Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))"`,
  );
});

test.each([
  [median, 'Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))'],
  [
    longest,
    'const ascending = values.toSorted((left, right) => left - right); return ascending.filter((value, index) => index === 0 || value !== ascending[index - 1]);',
  ],
  ['export const double = (a: number) => 2 * a;\n', 'export const double = (a: number) => 2 * a;'],
])('the gist of a program is its body in one line', (source, line) => {
  expect(gist(source)).toBe(line);
});
