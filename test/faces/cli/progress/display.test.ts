import { expect, test } from 'vitest';

import { openDisplay } from '../../../../src/faces/cli/progress/display.ts';
import { KeptOutput } from '../terminals.ts';
import { median, momentAt } from './moments.ts';
import { Screen } from './screen.ts';

const best = { quality: 1, source: median };

const going = (share: number, ms: number) =>
  momentAt(0.4, { phase: 'resuming', resuming: { share, ms } });

test('on a terminal there is one region, from the first moment to the end, and then nothing', () => {
  const screen = new Screen();
  const output = {
    write: (text: string) => screen.write(text),
    interactive: true,
    colours: false,
    columns: 80,
  };
  const display = openDisplay(output);
  expect(screen.text).toBe('Getting ready.  Ctrl-C keeps everything.');
  display.show(momentAt(0.1));
  display.show(momentAt(0.2, { best, leaders: [median] }));
  expect(screen.text.split('\n')).toHaveLength(6);
  expect(screen.text).toContain('Ctrl-C keeps everything');
  display.stopping();
  expect(screen.text).toContain('Ctrl-C again leaves at once');
  display.close();
  display.show(momentAt(0.3));
  expect(screen.text).toBe('');
  expect(screen.cursorShown).toBe(true);
});

test('elsewhere there are plain lines: every few seconds, and sooner when the best improves', () => {
  const output = new KeptOutput();
  const display = openDisplay(output);
  for (let share = 0; share <= 1.001; share += 0.01) {
    display.show(momentAt(Math.min(1, share), share > 0.705 ? { best } : {}));
  }
  display.stopping();
  display.close();
  const lines = output.text.trimEnd().split('\n');
  expect(lines.map((line) => line.trim().split(' ')[0])).toEqual([
    'The',
    '5.0',
    '7.1',
    'Stopping;',
  ]);
  expect(output.text).not.toContain('\u001b');
});

test('what it takes to go on with a run is told as that, beside what the run has used', () => {
  const screen = new Screen();
  const write = (text: string) => screen.write(text);
  const display = openDisplay({ write, interactive: true, colours: false, columns: 80 });
  display.show(going(0.25, 1100));
  const [title, budget, ...rest] = screen.text.split('\n');
  expect(title).toBe('The middle value of three numbers.');
  expect(budget).toMatch(/━ *─* +40 % {2}4\.0 s$/);
  expect(rest).toEqual([
    'taking the search to where it was: 25 %, 1.1 s, not counted',
    'Ctrl-C keeps everything.',
  ]);
  display.close();

  const output = new KeptOutput();
  const lines = openDisplay(output);
  for (let ms = 0; ms <= 8000; ms += 500) lines.show(going(ms / 8000, ms));
  lines.show(momentAt(0.5));
  lines.show(momentAt(0.8));
  expect(output.text.trimEnd().split('\n')).toEqual([
    'The middle value of three numbers.',
    '  taking the search to where it was: 62 %, 5.0 s, not counted',
    expect.stringMatching(/^ {2}8\.0 s \(80 %/),
  ]);
});

test('what is tried before the search is told with the time it takes, and the search after it', () => {
  const what = 'running pack.py as it is';
  const trying = (ms: number) =>
    momentAt(0, { phase: 'trying', elapsedMs: ms, trying: { what, ms } });
  const screen = new Screen();
  const write = (text: string) => screen.write(text);
  const display = openDisplay({ write, interactive: true, colours: false, columns: 80 });
  display.show(trying(3200));
  expect(screen.text.split('\n').slice(1)).toEqual([
    `before the search: ${what}, 3.2 s`,
    'Ctrl-C keeps everything.',
  ]);
  display.close();
  const output = new KeptOutput();
  const lines = openDisplay(output);
  for (let ms = 0; ms <= 6000; ms += 250) lines.show(trying(ms));
  // A reality need not count it: then the time of the run begins at 0.
  for (const share of [0, 0.3, 0.6]) lines.show(momentAt(share));
  lines.close();
  expect(output.text.trimEnd().split('\n')).toEqual([
    'The middle value of three numbers.',
    `  before the search: ${what}, 5.0 s`,
    expect.stringMatching(/^ {2}6\.0 s/u) as string,
  ]);
});

test('an intent that would steer the terminal is written out, in plain lines as well', () => {
  const output = new KeptOutput();
  const display = openDisplay(output);
  display.show(momentAt(0, { intent: 'A sum.\u001B[2J' }));
  display.close();
  expect(output.text).toBe('A sum.\\u{1b}[2J\n');
});
