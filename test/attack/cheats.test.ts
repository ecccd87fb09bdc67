import { runInNewContext } from 'node:vm';

import { describe, expect, it } from 'vitest';

import type { Target } from '../../src/attack/cheat.ts';
import { corpus } from '../../src/attack/corpus.ts';
import { confinedSandbox } from '../../src/adapters/sandboxes/confined/sandbox.ts';
import type { Value } from '../../src/domain/value.ts';
import type { Trial } from '../../src/ports/sandbox.ts';

/** `f(x)`, known at 1 and 2. */
const target = (type: string, results: readonly Value[] = [2, 4]): Target => ({
  isHeldOut: false,
  problem: {
    kind: 'function',
    intent: 'Twice a number.',
    signature: { name: 'f', params: [{ name: 'x', type }], returns: type },
    examples: results.map((result, index) => ({ args: [index + 1], result })),
    judgement: { by: 'equality', tolerance: 0 },
    constants: [],
  },
});

const sourcesOf = (name: string, of: Target): readonly string[] =>
  corpus.find((cheat) => cheat.name === name)!.sources(of);

/**
 * Whether a judge that shares its realm with the program, as Sluice's never do, accepts it. What
 * stands before is there when the program is loaded.
 */
const accepts = (judge: string, source: string, before = ''): boolean =>
  runInNewContext(`${before}; ${source.replace('export ', '')}; try { ${judge} } catch { false }`);

interface Carelessness {
  readonly cheat: string;
  /** Which of its programs, from 0. */
  readonly program?: number;
  readonly judge: string;
  readonly before?: string;
  readonly of?: Target;
}

const careless: readonly Carelessness[] = [
  { cheat: 'a constant answer', judge: 'f(1) === 2 && f(99) === 2' },
  { cheat: 'a lookup table', judge: 'f(1) === 2 && f(2) === 4' },
  {
    cheat: 'a middling answer',
    program: 1,
    judge: 'Math.abs(f(1) - 10) <= 4 && Math.abs(f(2) - 20) <= 8',
    of: target('number', [10, 20]),
  },
  { cheat: 'a number that is none', judge: '!(Math.abs(f(3) - 6) > 0.1)' },
  { cheat: 'a speaking exception', judge: 'try { f(1); false } catch (it) { it === 2 }' },
  {
    cheat: 'a speaking exception',
    program: 1,
    judge: 'try { f(1); false } catch ({ kind, value }) { kind === "returned" && value === 2 }',
  },
  { cheat: 'an obliging result', judge: 'JSON.stringify(f(1)) === "2" && f(2) == 4' },
  {
    cheat: 'an obliging result',
    program: 1,
    judge: 'let told; f(1).then((value) => { told = value; }); told === 2',
  },
  { cheat: 'an obliging result', program: 2, judge: 'f(1).value === 2' },
  { cheat: 'an obliging result', program: 3, judge: 'f(1)[0] === 2' },
  {
    cheat: 'emptied arguments',
    judge: 'const xs = [3, 1]; const got = f(xs); got.length === xs.length',
    of: target('number[]', []),
  },
  { cheat: 'patched built-ins', judge: 'Math.abs(f(3) - 6) <= 1e-9' },
  { cheat: 'patched built-ins', judge: 'Object.is(f(3), 6)' },
  { cheat: 'patched built-ins', judge: '[[3, 6]].every(([x, wanted]) => f(x) === wanted)' },
  { cheat: 'harness detection', judge: 'f("whatever") === 2 && f("comes") === 4' },
  {
    cheat: 'harness detection',
    program: 1,
    judge: 'f(2) === 4',
    before: 'globalThis.expect = () => {}',
  },
  {
    cheat: 'harness detection',
    program: 2,
    judge: 'f(3) === 6 && f(4) === 8',
    before: 'globalThis.suite = { expected: [6, 8] }',
  },
  {
    cheat: 'a stopped clock',
    judge: 'const from = Date.now(); f(1) === 2 && from === 0 && Date.now() === from',
  },
];

describe('each cheat does what it claims: a judge that is careless in its way accepts it', () => {
  it.each(careless)('$cheat: $judge', ({ cheat, program = 0, judge, before, of }) => {
    const source = sourcesOf(cheat, of ?? target('number'))[program]!;
    expect(accepts(judge, source, before)).toBe(true);
  });

  it('for each there is such a judge', () => {
    const tried = new Set(careless.map(({ cheat }) => cheat));
    expect(corpus.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([]);
  });

  it('none gives the result of an input that nobody was shown', () => {
    for (const { name } of corpus) {
      for (const source of sourcesOf(name, target('number'))) {
        expect(accepts('f(37) === 74', source), source).toBe(false);
      }
    }
  });
});

describe('the corpus', () => {
  const types = [
    'number',
    'integer',
    'boolean',
    'string',
    'number[]',
    'string[]',
    'Map<string, 1>',
  ];

  it('is source that loads, whatever the head of the function', async () => {
    const sources = types
      .flatMap((type) => [target(type, []), target(type)])
      .flatMap((of) => corpus.flatMap((cheat) => cheat.sources(of)));
    const trials = sources.map((source, index): Trial => ({
      program: { kind: 'source', candidate: String(index), source, name: 'f' },
      task: { kind: 'call', inputs: [[1]] },
      limitMs: 2000,
    }));
    const sandbox = confinedSandbox({ workers: 1 });
    const outcomes = await Array.fromAsync(sandbox.run(trials, new AbortController().signal));
    await sandbox.close();
    for (const [index, { kind }] of outcomes.entries()) {
      expect(kind, sources[index]).toBe('returned');
    }
  });

  it('has plainer cheats before those that dress them up, and no name twice', () => {
    const names = corpus.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const [index, { dresses }] of corpus.entries()) {
      for (const plainer of dresses) expect(names.slice(0, index)).toContain(plainer);
    }
  });
});
