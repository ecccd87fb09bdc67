import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Value } from '../domain/value.ts';
import type { FunctionSandbox, Outcome, Program, Task, Trial } from '../ports/sandbox.ts';
import type { TestFramework } from './framework.ts';

/** Opens the sandbox under test, with the specification's module where there is one. */
export type OpenSandbox = (options: {
  readonly workers: number;
  readonly specPath?: string;
}) => FunctionSandbox | Promise<FunctionSandbox>;

const never = new AbortController().signal;

/** A trial of the source, which exports the function `f`. */
export function trialOf(source: string, task: Task, limitMs = 20_000): Trial {
  return { program: programOf(source), task, limitMs };
}

function programOf(source: string): Program {
  return { kind: 'source', candidate: source, source, name: 'f' };
}

export function callsOf(...inputs: readonly Value[][]): Task {
  return { kind: 'call', inputs };
}

const once = callsOf([1]);
const loop = 'export function f() { for (;;); }';
const train = (from: number, to: number): Task => ({
  kind: 'score',
  split: 'train',
  seed: 5,
  from,
  to,
});
const identity = 'export function f(x: number): number { return x; }';

async function run(sandbox: FunctionSandbox, trials: readonly Trial[]): Promise<Outcome[]> {
  return Array.fromAsync(sandbox.run(trials, never));
}

/** What every `FunctionSandbox` promises. */
export function sandboxContract(framework: TestFramework, open: OpenSandbox): void {
  const { describe, it, expect, beforeAll, afterAll } = framework;

  describe('a sandbox for functions', () => {
    let sandbox: FunctionSandbox;
    beforeAll(async () => void (sandbox = await open({ workers: 2 })));
    afterAll(() => sandbox.close());

    /** The result of one call, or what it came to instead. */
    async function resultOf(body: string, ...args: Value[]): Promise<unknown> {
      const source = `export function f(a, b) { ${body} }`;
      const [outcome] = await run(sandbox, [trialOf(source, callsOf(args))]);
      if (outcome?.kind !== 'returned') return outcome?.kind;
      const [result] = outcome.results;
      return result?.kind === 'value' ? result.value : result?.kind;
    }

    it('answers once a trial, in the order of the trials', async () => {
      const trials = Array.from({ length: 200 }, (_, index) =>
        trialOf(`export const f = (x) => x + ${index};`, callsOf([1], [2])),
      );
      const outcomes = await run(sandbox, trials);
      expect(outcomes.map(valuesOf)).toEqual(trials.map((_, index) => [1 + index, 2 + index]));
    });

    it('answers nothing for no trials', async () => {
      expect(await run(sandbox, [])).toEqual([]);
    });

    it('strips the types of TypeScript', async () => {
      const source = `type Pair = [number, number];
        const add = (pair: Pair): number => pair[0]! + (pair[1] as number);
        export function f(a: number, b: number): number { return add([a, b]); }`;
      expect((await run(sandbox, [trialOf(source, callsOf([1, 2]))])).map(valuesOf)).toEqual([[3]]);
    });

    it('takes a function under whatever form a module exports it', async () => {
      const forms = [
        'export function f(x) { return x; }',
        'export const f = (x) => x;',
        'function f(x) { return x; }\nexport { f };',
        'const identity = (x) => x;\nexport { identity as f };',
      ];
      const outcomes = await run(
        sandbox,
        forms.map((form) => trialOf(form, once)),
      );
      expect(outcomes.map(valuesOf)).toEqual(forms.map(() => [1]));
    });

    it('brings every value across as it is', async () => {
      const values: Value[] = [0, -0, 1.5, NaN, Infinity, -Infinity, 2 ** 53, true, false];
      values.push('', 'naïve \u{1f600} \n \ud800', [], [1, [-0, ['x', NaN]], true]);
      const outcomes = await run(sandbox, [
        trialOf(identity, callsOf(...values.map((value) => [value]))),
      ]);
      expect(outcomes.map(valuesOf)).toEqual([values]);
    });

    it('calls with fresh copies: what a function does to its arguments is seen by nobody', async () => {
      const shared = [3, 1, 2];
      const source = 'export function f(list) { list.push(9); return list.length; }';
      const outcomes = await run(sandbox, [trialOf(source, callsOf([shared], [shared]))]);
      expect(outcomes.map(valuesOf)).toEqual([[4, 4]]);
      expect(shared).toEqual([3, 1, 2]);
    });

    const unusable: Readonly<Record<string, string>> = {
      undefined: 'return;',
      null: 'return null;',
      'a function': 'return () => 1;',
      'a promise': 'return Promise.resolve(1);',
      'an object': 'return { value: 1 };',
      'a boxed number': 'return new Number(1);',
      'a symbol': "return Symbol('x');",
      'a bigint': 'return 1n;',
      'a typed array': 'return new Uint8Array(2);',
      'an array in a cycle': 'const ring = []; ring.push(ring); return ring;',
      'an array with a hole': 'return [1, , 2];',
      'an array with a getter': "return Object.defineProperty([1], '0', { get: () => 1 });",
      'a proxy of an array': 'return new Proxy([1], {});',
      'an array that holds an object': 'return [1, [{}]];',
      'a list that is too long': 'return new Array(2_000_000).fill(0);',
      'text that is too long': "return 'x'.repeat(20_000_000);",
    };
    for (const [name, body] of Object.entries(unusable)) {
      it(`calls ${name} unusable`, async () => {
        expect(await resultOf(body)).toBe('unusable');
      });
    }

    it('tells what a function threw, whatever it is', async () => {
      expect(await resultOf("throw new RangeError('too far');")).toBe('threw');
      expect(await resultOf('throw undefined;')).toBe('threw');
      expect(await resultOf('throw { toString() { throw 1; } };')).toBe('threw');
      expect(await resultOf('return f(a);', 1)).toBe('threw');
    });

    it('goes on with the next input after one that throws', async () => {
      const source = "export function f(x) { if (x === 2) throw new Error('two'); return x; }";
      const [outcome] = await run(sandbox, [trialOf(source, callsOf([1], [2], [3]))]);
      const kinds = outcome?.kind === 'returned' ? outcome.results.map(({ kind }) => kind) : [];
      expect(kinds).toEqual(['value', 'threw', 'value']);
    });

    const rejected: Readonly<Record<string, string>> = {
      'does not parse': 'export function f( {',
      'holds what is more than types': 'enum A { B }\nexport function f() { return A.B; }',
      'exports nothing': 'function f() { return 1; }',
      'exports another name': 'export function g() { return 1; }',
      'exports no function': 'export const f = 1;',
      'imports what it may not':
        "import { readFileSync } from 'node:fs';\nexport const f = () => 1;",
      'is empty': '',
    };
    for (const [name, source] of Object.entries(rejected)) {
      it(`rejects a program that ${name}`, async () => {
        const [outcome] = await run(sandbox, [trialOf(source, once)]);
        expect(outcome?.kind).toBe('rejected');
      });
    }

    it('judges the neighbours of a program that nests without end', async () => {
      const typed = 'export const f = (x: number): number => x as number;';
      const nested = [
        `export const f: ${'Array<'.repeat(50_000)} = 1;`,
        '('.repeat(50_000),
        '!'.repeat(50_000),
        `export const f = ${'1 + '.repeat(50_000)}1;`,
      ];
      for (const source of nested) {
        const trials = [typed, source, typed, typed].map((each) => trialOf(each, once));
        const outcomes = await run(sandbox, trials);
        expect(outcomes[1]?.kind).toMatch(/^(?:rejected|crashed)$/);
        expect(outcomes.toSpliced(1, 1).map(valuesOf)).toEqual([[1], [1], [1]]);
      }
    });

    it('ends a flood of results, and judges the neighbours as if there had been none', async () => {
      const flood = "export function f() { return 'x'.repeat(900_000); }";
      const inputs = callsOf(...Array.from({ length: 100 }, (_, index) => [index]));
      const trials = [identity, flood, identity, flood, identity, identity].map((source) =>
        trialOf(source, source === flood ? inputs : once),
      );
      const kinds = (await run(sandbox, trials)).map(({ kind }) => kind);
      const expected = ['returned', 'crashed', 'returned', 'crashed', 'returned', 'returned'];
      expect(kinds).toEqual(expected);
    });

    it('says that a program crashed which throws before it can be called', async () => {
      const [outcome] = await run(sandbox, [
        trialOf("throw new Error('at once');\n" + identity, once),
      ]);
      expect(outcome?.kind).toBe('crashed');
    });

    it('ends what overruns its limit, and judges the neighbours as if nothing had happened', async () => {
      const sources = [identity, loop, identity, `${loop}\nfor (;;);`, identity, identity];
      const outcomes = await run(
        sandbox,
        sources.map((source) => trialOf(source, once, 400)),
      );
      const expected = ['returned', 'timedOut', 'returned', 'timedOut', 'returned', 'returned'];
      expect(outcomes.map(({ kind }) => kind)).toEqual(expected);
      expect(outcomes[1]?.kind === 'timedOut' && outcomes[1].limitMs).toBe(400);
    });

    it('ends a regular expression that backtracks for ever', async () => {
      const source = "export function f() { return /^(a+)+$/.test('a'.repeat(60) + 'b'); }";
      const outcomes = await run(sandbox, [trialOf(source, once, 400), trialOf(identity, once)]);
      expect(outcomes.map(({ kind }) => kind)).toEqual(['timedOut', 'returned']);
    });

    it('survives a function that eats memory', async () => {
      const bomb =
        'export function f() { const all = []; for (;;) all.push(new Array(1000).fill(all.length)); }';
      const outcomes = await run(sandbox, [trialOf(bomb, once, 15_000), trialOf(identity, once)]);
      expect(
        outcomes[0]?.kind === 'returned' ? outcomes[0].results[0]?.kind : outcomes[0]?.kind,
      ).toMatch(/^(?:crashed|timedOut|threw)$/);
      expect(outcomes[1]?.kind).toBe('returned');
    });

    it('keeps nothing of one trial for the next', async () => {
      const source = 'let calls = 0;\nexport function f() { return ++calls; }';
      const outcomes = await run(
        sandbox,
        Array.from({ length: 8 }, () => trialOf(source, once)),
      );
      expect(outcomes.map(valuesOf)).toEqual(Array.from({ length: 8 }, () => [1]));
    });

    it('is not confused by what a function prints', async () => {
      const source =
        "export function f(x) { console.log('x'.repeat(1e5)); console.error(x); return x; }";
      expect((await run(sandbox, [trialOf(source, once)])).map(valuesOf)).toEqual([[1]]);
    });

    it('measures nanoseconds a call, one figure a repetition', async () => {
      const task: Task = { kind: 'time', inputs: [[1], [2]], repetitions: 5 };
      const [outcome] = await run(sandbox, [trialOf(identity, task)]);
      const figures = outcome?.kind === 'timed' ? outcome.nanoseconds : [];
      expect(figures.length).toBe(5);
      expect(figures.every((figure) => figure > 0)).toBe(true);
    });

    it('runs several lists of trials at once', async () => {
      const lists = [1, 2, 3].map((k) =>
        Array.from({ length: 20 }, () => trialOf(identity, callsOf([k]))),
      );
      const all = await Promise.all(lists.map((trials) => run(sandbox, trials)));
      expect(all.map((outcomes) => outcomes.flatMap(valuesOf))).toEqual(
        [1, 2, 3].map((k) => Array.from({ length: 20 }, () => k)),
      );
    });

    it("throws the signal's reason once it is aborted, and goes on with the next list", async () => {
      const stop = new AbortController();
      const reason = new Error('enough');
      const trials = [trialOf(identity, once), trialOf(loop, once), trialOf(loop, once)];
      const seen: string[] = [];
      let thrown: unknown;
      try {
        for await (const outcome of sandbox.run(trials, stop.signal)) {
          seen.push(outcome.kind);
          stop.abort(reason);
        }
      } catch (error) {
        thrown = error;
      }
      expect(seen).toEqual(['returned']);
      expect(thrown).toBe(reason);
      expect((await run(sandbox, [trialOf(identity, once)])).map(valuesOf)).toEqual([[1]]);
    });
  });

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
      const [outcome] = await run(sandbox, [{ program: chosen, task, limitMs: 20_000 }]);
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

function valuesOf(outcome: Outcome): readonly unknown[] {
  if (outcome.kind !== 'returned') return [outcome.kind];
  return outcome.results.map((result) => (result.kind === 'value' ? result.value : result.kind));
}

/** The module that the second half of the contract is held against. */
const specification = `import * as fc from 'fast-check';
export default {
  intent: 'Twice as much.',
  function: {
    name: 'f',
    params: [{ name: 'x', type: 'number' }, { name: 'list', type: 'number[]' }],
    returns: 'number',
  },
  score: {
    direction: 'maximise',
    instances: (split: string, seed: number) => [0, 1, 2, 3].map((k) => ({ x: seed + k, list: [k] })),
    evaluate: (candidate, { x, list }) => candidate(x, list),
    aggregate: (scores: number[]) => Math.max(...scores),
    baselines: { same: (x: number) => x },
    published: { paper: ({ x }) => 100 * x },
  },
  imports: ['node:path'],
  reference: (x: number) => x + x,
  properties: {
    'is whole': { inputs: [fc.integer()], holds: (f, x) => Number.isInteger(f(x)) },
    grows: { inputs: [fc.nat(100)], holds: (f, x) => f(x + 1) > f(x) },
  },
};
`;
