import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { extractFunction } from '../../../../src/realities/function/asking/extract-function.ts';

const body = 'export function larger(a: number, b: number): number {\n  return a > b ? a : b;\n}';
const fence = '```';

function sourceIn(reply: string): string | undefined {
  const extracted = extractFunction(reply, 'larger');
  return extracted.kind === 'source' ? extracted.source : undefined;
}

describe('a function is found in a reply', () => {
  it.each([
    ['in a labelled fence', `${fence}typescript\n${body}\n${fence}`],
    ['in a bare fence, with words around it', `Here it is:\n\n${fence}\n${body}\n${fence}\nBye.`],
    ['in a fence of tildes', `~~~ts\n${body}\n~~~`],
    ['in a fence that is never closed', `Sure.\n${fence}ts\n${body}`],
    ['in an indented fence', `1. So:\n   ${fence}ts\n${body}\n   ${fence}`],
    ['with the line ends of Windows', `${fence}ts\r\n${body.replaceAll('\n', '\r\n')}\r\n${fence}`],
    ['without a fence', `The function is\n\n${body}\n\nand that is all.`],
    ['without `export`', `${fence}ts\n${body.replace('export ', '')}\n${fence}`],
    ['as a default export', `${fence}ts\n${body.replace('export ', 'export default ')}\n${fence}`],
    [
      'as CommonJS lists it',
      `${fence}js\n${body.replace('export ', '')}\n\nmodule.exports = { larger };\n${fence}`,
    ],
    [
      'as CommonJS names it',
      `${fence}js\n${body.replace('export ', '')}\nexports.larger = larger;\n${fence}`,
    ],
    [
      'as CommonJS assigns it',
      `${fence}js\n${body.replace('export ', 'module.exports = ')}\n${fence}`,
    ],
    ['with a call that prints', `${fence}ts\n${body}\nconsole.log(larger(1, 2));\n${fence}`],
    [
      'after a first attempt',
      `${fence}ts\n${body.replace('>', '<')}\n${fence}\nNo:\n${fence}\n${body}\n${fence}`,
    ],
    [
      'before an example of its use',
      `${fence}ts\n${body}\n${fence}\n${fence}ts\nlarger(1, 2);\n${fence}`,
    ],
  ])('%s', (_, reply) => {
    expect(sourceIn(reply)).toBe(`${body}\n`);
  });

  it('keeps what the function needs beside it', () => {
    const both = `const zero = 0;\nfunction other() { return zero; }\n${body}`;
    expect(sourceIn(`${fence}\n${both}\n${fence}`)).toBe(`${both}\n`);
  });

  it('exports a constant that is a function', () => {
    const source = 'const larger = (a: number, b: number) => (a > b ? a : b);';
    expect(sourceIn(`${fence}\n${source}\n${fence}`)).toBe(`export ${source}\n`);
  });

  it('exports what CommonJS assigns to its exports', () => {
    const reply = `${fence}js\nexports.larger = (a, b) => (a > b ? a : b);\n${fence}`;
    expect(sourceIn(reply)).toBe('export const larger = (a, b) => (a > b ? a : b);\n');
  });

  it('does not take another function for it', () => {
    expect(sourceIn(`${fence}\nfunction larger2() {}\n${fence}`)).toBeUndefined();
    expect(sourceIn('')).toBeUndefined();
  });
});

describe('extraction is total', () => {
  const pieces = fc.constantFrom(
    ...'``` ~~~ ```` { } ; larger (a) ```ts'.split(' '),
    ...'function larger,const larger,export ,default ,async ,console.log(1)'.split(','),
    ...'\n \0'.split(''),
    '\r\n',
    '```ts\n',
  );

  it('never throws, and what it finds declares the function', () => {
    const replies = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(replies, (reply) => {
        const source = sourceIn(reply);
        if (source !== undefined) expect(source).toContain('larger');
      }),
    );
  });

  it('takes any name for a name, never for a pattern', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), fc.string(), (name, reply) => {
        extractFunction(reply, name);
      }),
    );
  });

  /** Quadratic work on megabytes would outlast the test's limit by far. */
  it.each([
    ['marks', '`'],
    ['fences', '```\n'],
    ['opened fences', '```ts\n'],
    ['blanks', ' '],
    ['line ends', '\n'],
    ['exports', 'export '],
    ['indented exports', '  export\t'],
    ['braces', '{'],
    ['declarations', 'function larger('],
    ['declarations on lines of their own', 'function larger() {\n'],
    ['printing', 'console.log(\n'],
    ['nothing that is known', 'x'],
  ])('stays linear in megabytes of %s', (_, piece) => {
    sourceIn(piece.repeat(Math.ceil(4_000_000 / piece.length)));
  });
});
