import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { FunctionSandbox, Outcome, Program, Task } from '../../ports/sandbox.ts';
import type { TestFramework } from '../framework.ts';
import { callsOf, programOf, valuesOf, type OpenSandbox } from './trial.ts';
import { specificationOf } from './specification.ts';

const never = new AbortController().signal;
const train = (from: number, to: number): Task => ({
  kind: 'score',
  split: 'train',
  seed: 5,
  from,
  to,
});

/** What a sandbox makes of a specification's own code. */
export function specifiedContract(framework: TestFramework, open: OpenSandbox): void {
  const { describe, it, expect, beforeAll, afterAll } = framework;

  describe("a sandbox with a specification's module", () => {
    let folder = '';
    let sandbox: FunctionSandbox;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'sluice-contract-'));
      const specPath = join(folder, 'contract.sluice.ts');
      await writeFile(specPath, specification);
      sandbox = await open({ workers: 2, specPath });
    });
    afterAll(async () => {
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    });

    async function outcomeOf(program: Program | string, task: Task): Promise<Outcome> {
      const chosen = typeof program === 'string' ? programOf(program) : program;
      const [outcome] = await Array.fromAsync(
        sandbox.run([{ program: chosen, task, limitMs: 20_000 }], never),
      );
      return outcome!;
    }
    const scores = async (program: Program | string, task: Task) => {
      const outcome = await outcomeOf(program, task);
      return outcome.kind === 'scored' ? outcome.scores : outcome.kind;
    };
    const score: Program = { kind: 'specified', part: 'score', name: '' };

    it('scores the instances that were asked for', async () => {
      expect(await scores('export const f = (x) => 2 * x;', train(0, 4))).toEqual([10, 12, 14, 16]);
      expect(await scores('export const f = (x) => 2 * x;', train(1, 3))).toEqual([12, 14]);
    });

    it('scores baselines and published results like candidates', async () => {
      expect(
        await scores({ kind: 'specified', part: 'baseline', name: 'same' }, train(0, 2)),
      ).toEqual([5, 6]);
      expect(
        await scores({ kind: 'specified', part: 'published', name: 'paper' }, train(0, 2)),
      ).toEqual([500, 600]);
    });

    it('runs the reference like a candidate', async () => {
      const outcome = await outcomeOf(
        { kind: 'specified', part: 'reference', name: '' },
        callsOf([4], [5]),
      );
      expect(valuesOf(outcome)).toEqual([8, 10]);
    });

    it('counts instances and folds scores', async () => {
      expect(await scores(score, { kind: 'count', split: 'final', seed: 1 })).toEqual([4]);
      expect(await scores(score, { kind: 'aggregate', lists: [[1, 5], [7]] })).toEqual([5, 7]);
    });

    it('resets a candidate between instances', async () => {
      const source = 'let calls = 0;\nexport function f() { return ++calls; }';
      expect(await scores(source, train(0, 4))).toEqual([1, 1, 1, 1]);
    });

    it('brings scores across that are no numbers to compare', async () => {
      expect(await scores('export const f = () => NaN;', train(0, 1))).toEqual([NaN]);
    });

    it('calls a candidate crashed that throws, or returns what is no value, inside the score', async () => {
      for (const body of ["throw new Error('no')", 'return undefined', 'return {}']) {
        expect(await scores(`export function f() { ${body} }`, train(0, 1))).toBe('crashed');
      }
    });

    it('lets no candidate change an instance', async () => {
      const source = 'export function f(x, list) { list.push(1); return list.length; }';
      expect(await scores(source, train(0, 2))).toEqual([2, 2]);
    });

    it('lets a program import what the specification allows, and nothing else', async () => {
      const sources = [
        "import { basename as last } from 'node:path';\nexport const f = () => last('a/b').length;",
        "import * as path from 'node:path'\nexport const f = () => path.sep.length;",
        "import path, { sep } from 'node:path'; export const f = () => path.join('a', sep).length;",
        "import { sep } from 'node:path/posix';\nexport const f = () => sep.length;",
      ];
      const outcomes = await Promise.all(sources.map((source) => outcomeOf(source, callsOf([1]))));
      expect(outcomes.map(valuesOf)).toEqual([[1], [1], [2], ['rejected']]);
    });

    it('checks properties, and shows what breaks one', async () => {
      const task: Task = { kind: 'properties', seed: 3, runs: 50 };
      const good = await outcomeOf('export const f = (x) => 2 * x;', task);
      expect(good.kind === 'checked' && [good.total, good.broken.length]).toEqual([2, 0]);
      const bad = await outcomeOf('export const f = (x) => (x > 10 ? 0 : 2 * x);', task);
      const broken = bad.kind === 'checked' ? bad.broken : [];
      expect(broken.map(({ property }) => property)).toEqual(['grows']);
      expect(broken[0]?.counterexample).toMatch(/^\(\[?1[01]\]?\)/);
    });

    it('shows a property broken by a candidate that throws', async () => {
      const task: Task = { kind: 'properties', seed: 3, runs: 50 };
      const outcome = await outcomeOf("export const f = () => { throw new Error('no'); };", task);
      expect(outcome.kind === 'checked' && outcome.broken.length).toBe(2);
    });
  });
}

const specification = specificationOf(
  `{
    direction: 'maximise',
    instances: (split: string, seed: number) => [0, 1, 2, 3].map((k) => ({ x: seed + k, list: [k] })),
    evaluate: (candidate, { x, list }) => candidate(x, list),
    aggregate: (scores: number[]) => Math.max(...scores),
    baselines: { same: (x: number) => x },
    published: { paper: ({ x }) => 100 * x },
  }`,
  `imports: ['node:path'],
  reference: (x: number) => x + x,
  properties: {
    'is whole': { inputs: [fc.integer()], holds: (f, x) => Number.isInteger(f(x)) },
    grows: { inputs: [fc.nat(100)], holds: (f, x) => f(x + 1) > f(x) },
  },`,
);
