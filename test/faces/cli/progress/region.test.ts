import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { Region } from '../../../../src/faces/cli/progress/region.ts';
import { Screen } from './screen.ts';

const drawings = fc.array(fc.array(fc.string({ maxLength: 20 }), { maxLength: 8 }), {
  minLength: 1,
});

const outputTo = (screen: Screen) => ({
  write: (text: string) => screen.write(text),
  interactive: true,
  colours: false,
  columns: 80,
});

test('the screen always holds what was drawn last, below what was there before', () => {
  fc.assert(
    fc.property(drawings, (frames) => {
      const screen = new Screen();
      screen.write('$ sluice solve\n');
      const region = new Region(outputTo(screen));
      for (const frame of frames) {
        region.draw(frame);
        const expected = ['$ sluice solve', ...frame].map((line) => line.trimEnd()).join('\n');
        expect(screen.text).toBe(expected.trimEnd());
        expect(screen.cursorShown).toBe(false);
      }
      region.close();
      expect(screen.text).toBe('$ sluice solve');
      expect(screen.cursorShown).toBe(true);
    }),
  );
});

test('a line that is said stands above what is drawn, and stays', () => {
  fc.assert(
    fc.property(drawings, (frames) => {
      const screen = new Screen();
      const region = new Region(outputTo(screen));
      for (const frame of frames) {
        region.draw(frame);
        region.above('! a warning');
      }
      region.draw(['Getting ready.']);
      const said = frames.map(() => '! a warning');
      expect(screen.text).toBe([...said, 'Getting ready.'].join('\n'));
      region.close();
      expect(screen.text).toBe(said.join('\n'));
    }),
  );
});

test('closing without a drawing writes nothing', () => {
  const screen = new Screen();
  new Region(outputTo(screen)).close();
  expect(screen.lines).toEqual(['']);
});

test('what is drawn or closed after the end is not seen', () => {
  const screen = new Screen();
  const region = new Region(outputTo(screen));
  region.draw(['a']);
  region.close();
  screen.write('after');
  region.draw(['late']);
  region.close();
  expect(screen.text).toBe('after');
});
