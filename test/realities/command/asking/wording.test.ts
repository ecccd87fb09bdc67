import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { FileProblem } from '../../../../src/domain/problem.ts';
import { fileWording } from '../../../../src/realities/command/asking/wording.ts';

const fence = '```';
const fenced = (text: string): string => `${fence}python\n${text}${fence}\n`;

describe('a file is found in a reply', () => {
  const problem: FileProblem = {
    kind: 'file',
    intent: 'More.',
    path: 'pack.py',
    initial: 'import math\n# BLOCK-START\nn = 1\n# BLOCK-END\nprint(n)\n',
    region: 'BLOCK',
    judgement: { by: 'score', direction: 'maximise' },
  };
  const wording = fileWording(problem);
  const changed = problem.initial.replace('n = 1', 'n = 2');

  it.each([
    ['as a whole', changed],
    ['as a whole, with other changes that do not count', `${changed}print(3)\n`],
    ['as the region alone', 'n = 2\n'],
  ])('%s', (_, block) => {
    const reply = `So:\n${fence}python\n${block}${fence}\nor ${fence}\nn\n${fence}`;
    expect(wording.read(reply)).toEqual({ kind: 'source', source: changed });
  });

  it('as a whole without its marks', () => {
    const block = 'import math\n\nn = 2\nprint(n)\n';
    const reply = `${fence}python\n${block}${fence}`;
    expect(wording.read(reply)).toEqual({ kind: 'source', source: changed });
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
        const found = wording.read(reply.join(''));
        if (found.kind === 'none') return;
        expect(found.source.startsWith('import math\n# BLOCK-START\n')).toBe(true);
        expect(found.source.endsWith('# BLOCK-END\nprint(n)\n')).toBe(true);
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
  const wording = fileWording(problem);
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
    expect(wording.read(reply)).toEqual({ kind: 'source', source: changed });
    expect(wording.isWhole(reply)).toBe(true);
  });

  it.each([
    ['one region of two', fenced('# B-START\nn = 2\n# B-END\n')],
    ['one block that is neither the file nor marked', fenced('n = 2\n')],
    ['three blocks', fenced('n = 2\n').repeat(3)],
    ['marks that do not take turns', fenced('# B-START\n# B-START\nn = 2\n# B-END\n')],
  ])('but not by guessing: %s', (_, reply) => {
    const reason = 'a reply without the file pack.py or its 2 regions';
    expect(wording.read(reply)).toEqual({ kind: 'none', reason });
    expect(wording.isWhole(reply)).toBe(false);
  });
});
