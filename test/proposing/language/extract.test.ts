import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { FileProblem } from '../../../src/domain/problem.ts';
import { extractFile, extractFunction, isWhole } from '../../../src/proposing/language/extract.ts';

const body = 'export function larger(a: number, b: number): number {\n  return a > b ? a : b;\n}';
const fence = '```';
const fenced = (text: string): string => `${fence}python\n${text}${fence}\n`;

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

describe('a file is found in a reply', () => {
  const problem: FileProblem = {
    kind: 'file',
    intent: 'More.',
    path: 'pack.py',
    initial: 'import math\n# BLOCK-START\nn = 1\n# BLOCK-END\nprint(n)\n',
    region: 'BLOCK',
    judgement: { by: 'score', direction: 'maximise' },
  };
  const changed = problem.initial.replace('n = 1', 'n = 2');

  it.each([
    ['as a whole', changed],
    ['as a whole, with other changes that do not count', `${changed}print(3)\n`],
    ['as the region alone', 'n = 2\n'],
  ])('%s', (_, block) => {
    const reply = `So:\n${fence}python\n${block}${fence}\nor ${fence}\nn\n${fence}`;
    expect(extractFile(reply, problem)).toEqual({ kind: 'source', source: changed });
  });

  it('as a whole without its marks', () => {
    const block = 'import math\n\nn = 2\nprint(n)\n';
    const reply = `${fence}python\n${block}${fence}`;
    expect(extractFile(reply, problem)).toEqual({ kind: 'source', source: changed });
  });

  it('never throws, and leaves what stands outside of the region as it was', () => {
    const parts = fc.constantFrom(
      '```\n',
      '# BLOCK-START\n',
      '# BLOCK-END\n',
      'n = 3\n',
      '~~~',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 30 }), (reply) => {
        const extracted = extractFile(reply.join(''), problem);
        if (extracted.kind === 'none') return;
        expect(extracted.source.startsWith('import math\n# BLOCK-START\n')).toBe(true);
        expect(extracted.source.endsWith('# BLOCK-END\nprint(n)\n')).toBe(true);
      }),
    );
  });
});

describe('a file of several marked regions is found in a reply', () => {
  const problem: FileProblem = {
    kind: 'file',
    intent: 'More.',
    path: 'pack.py',
    initial:
      'import math\n# B-START\nn = 1\n# B-END\n\ndef f():\n  # B-START\n  return n\n  # B-END\nprint(f())\n',
    region: 'B',
    judgement: { by: 'score', direction: 'maximise' },
  };
  const changed = problem.initial.replace('n = 1', 'n = 2').replace('return n', 'return n + 1');

  it.each([
    ['as a whole', fenced(changed)],
    ['as a whole, with other changes that do not count', fenced(`${changed}print(3)\n`)],
    ['as a whole without the marks', fenced(changed.replaceAll(/^ *# B-.*\n/gmu, ''))],
    [
      'as the regions in one block',
      fenced('# B-START\nn = 2\n# B-END\n# ...\n  # B-START\n  return n + 1\n  # B-END\n'),
    ],
    [
      'as the regions between their marks, a block each',
      `${fenced('# B-START\nn = 2\n# B-END\n')}and\n${fenced('# B-START\n  return n + 1\n# B-END\n')}`,
    ],
    ['as the regions, a block each', `${fenced('n = 2\n')}and\n${fenced('  return n + 1\n')}`],
  ])('%s', (_, reply) => {
    expect(extractFile(reply, problem)).toEqual({ kind: 'source', source: changed });
    expect(isWhole(reply, problem)).toBe(true);
  });

  it.each([
    ['one region of two', fenced('# B-START\nn = 2\n# B-END\n')],
    ['one block that is neither the file nor marked', fenced('n = 2\n')],
    ['three blocks', fenced('n = 2\n').repeat(3)],
    ['marks that do not take turns', fenced('# B-START\n# B-START\nn = 2\n# B-END\n')],
  ])('but not by guessing: %s', (_, reply) => {
    const reason = 'a reply without the file pack.py or its 2 regions';
    expect(extractFile(reply, problem)).toEqual({ kind: 'none', reason });
    expect(isWhole(reply, problem)).toBe(false);
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
