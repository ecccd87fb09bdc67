import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readPrompt } from '../../../src/adapters/models/simulated/read-prompt.ts';
import { wordingOf } from '../../../src/composing/wordings.ts';
import type { FileProblem, FunctionProblem, Problem } from '../../../src/domain/problem.ts';
import { primitiveTypes } from '../../../src/domain/value.ts';
import type { Parent } from '../../../src/ports/model.ts';

const problem: FunctionProblem = {
  kind: 'function',
  intent: 'The larger of two numbers.',
  signature: {
    name: 'larger',
    params: [
      { name: 'a', type: 'integer' },
      { name: 'b', type: 'integer' },
    ],
    returns: 'integer',
  },
  examples: [{ args: [1, 2], result: 2 }],
  judgement: { by: 'equality', tolerance: 0 },
  constants: [],
};

function parentOf(source: string, feedback: string): Parent {
  const draft = { source, parents: [], strategy: 'sample', tokens: 0, costUsd: 0 };
  const candidate = { ...draft, id: 'p', model: 'any', step: 0, island: 0 };
  return { candidate, scores: [], feedback };
}

function textOf(asked: Problem, parents: readonly Parent[]): string {
  return wordingOf(asked)
    .ask(parents)
    .messages.map(({ content }) => content)
    .join('\n');
}

const region = (name: string): string => `# B-START\n${name} = 1\n# B-END\n`;

describe('a question', () => {
  it('tells the intent, the head and the examples, and the simulated model reads them', () => {
    const values = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.array(fc.integer()));
    const types = fc.constantFrom(...primitiveTypes);
    fc.assert(
      fc.property(fc.array(values, { minLength: 1, maxLength: 3 }), types, (args, returns) => {
        const params = args.map((_, index) => ({ name: `p${index}`, type: 'number' as const }));
        const signature = { name: 'f', params, returns };
        const examples = [{ args, result: args[0]! }];
        const text = textOf({ ...problem, signature, examples }, []);
        expect(text).toContain(problem.intent);
        expect(readPrompt(text)).toEqual({ signature, examples });
      }),
    );
  });

  it('begins alike whatever the parents are, as far as it says', () => {
    const wording = wordingOf(problem);
    const plain = wording.ask([]);
    const repair = wording.ask([parentOf('export {}', 'wrong')]);
    const [first, second] = [plain, repair].map(({ messages }) => messages.at(-1)!.content);
    expect(second!.slice(0, plain.sharedLetters)).toBe(first);
    expect(repair.sharedLetters).toBe(plain.sharedLetters);
  });

  it('shows parents and what went wrong with them', () => {
    const text = textOf(problem, [
      parentOf('export function larger() {}', 'larger(1, 2) returned 1; it should return 2.'),
    ]);
    expect(text).toContain('export function larger() {}');
    expect(text).toContain('larger(1, 2) returned 1; it should return 2.');
  });

  it('keeps a parent within its fence whatever it holds', () => {
    const fences = fc.array(fc.constantFrom('`', '```', '\n', 'x', '````ts\n'), { maxLength: 30 });
    fc.assert(
      fc.property(fences, (parts) => {
        const source = `export function larger() {\n${parts.join('')}\n}`;
        const found = wordingOf(problem).read(textOf(problem, [parentOf(source, '')]));
        expect(found).toEqual({ kind: 'source', source: `${source}\n` });
      }),
    );
  });

  it('stays short whatever it is given', () => {
    const long = 'x'.repeat(1_000_000);
    const examples = Array.from({ length: 10_000 }, () => ({ args: [1, 2], result: 2 }));
    const text = textOf({ ...problem, examples }, [parentOf(long, long), parentOf(long, long)]);
    expect(text.length).toBeLessThan(40_000);
    const huge = { args: [1, 2], result: long };
    expect(textOf({ ...problem, examples: [huge] }, []).length).toBeLessThan(40_000);
  });
});

describe('a question for a file', () => {
  const file: FileProblem = {
    kind: 'file',
    intent: 'More.',
    path: 'pack.py',
    initial: `import math\n${region('n')}m = 2\n${region('k')}print(n)\n`,
    region: 'B',
    judgement: { by: 'score', direction: 'maximise' },
  };

  it('shows the whole file with its regions marked, and says how many there are', () => {
    const text = textOf(file, []);
    expect(text).toContain(file.initial);
    expect(text).toContain('between B-START and B-END may change; there are 2 such regions');
    expect(text).toContain('or with its marked regions alone');
    const better = file.initial.replace('n = 1', 'n = 7');
    expect(textOf(file, [parentOf(better, '')])).toContain(better.trimEnd());
  });

  it('asks for all of it where nothing is marked', () => {
    const { region: _, ...whole } = file;
    expect(textOf(whole, [])).not.toContain('region');
  });

  it('shows of one that is too long all regions, and what stands next to them', () => {
    const long = Array.from({ length: 5000 }, (_, at) => `x${at} = ${at}\n`).join('');
    const initial = `${long}${region('n')}${long}${region('k')}${long}`;
    const text = textOf({ ...file, initial }, []);
    expect(text.length).toBeLessThan(26_000);
    for (const part of ['x4999 = 4999\n# B-START\nn = 1\n# B-END\nx0 = 0\n', region('k')]) {
      expect(text).toContain(part);
    }
    expect(text).toMatch(/… \d+ lines that stay as they are …/u);
  });
});
