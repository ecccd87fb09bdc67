import { expect, test } from 'vitest';

import { report } from '../../../src/faces/cli/failure.ts';
import { SluiceError } from '../../../src/index.ts';
import { KeptOutput } from './terminals.ts';

const parts = {
  place: 'examples[3].args[0]',
  found: '"one"\u001b[2J',
  wanted: 'a number',
  mend: 'Correct it.\nOr leave the example out.',
};

test('an error with a mend is a short block without a stack', () => {
  const output = new KeptOutput();
  expect(report(new SluiceError({ ...parts, fault: 'input' }), output, 'sluice')).toBe(2);
  expect(output.text).toBe(`✗ examples[3].args[0]
  found  "one"\\u{1b}[2J
  wanted a number
  mend   Correct it.
         Or leave the example out.
`);
});

test('the surroundings are not bad input: exit 1', () => {
  const output = new KeptOutput();
  expect(report(new SluiceError({ ...parts, fault: 'environment' }), output, 'sluice')).toBe(1);
  expect(output.text).not.toContain('    at ');
});

test.each([
  new TypeError('x is not a function', { cause: new Error('deeper') }),
  new SluiceError({ ...parts, fault: 'internal' }),
  'a string that was thrown',
])('a fault of ours says so, and how to report it', (error) => {
  const output = new KeptOutput();
  expect(report(error, output, 'sluice')).toBe(1);
  expect(output.text).toContain('This is a fault of Sluice, not of yours.');
  expect(output.text).toContain('Please report it');
  if (error instanceof Error) expect(output.text).toContain('    at ');
});
