import type { Value } from '../../domain/value.ts';
import type { Task } from '../../ports/sandbox.ts';
import type { TestFramework } from '../framework.ts';
import { callsOf, identity, once, trialOf, valuesOf, type RunTrials } from './trial.ts';

/** What comes back from a sandbox: every value as it is, in order, and nothing of another trial. */
export function resultsContract({ it, expect }: TestFramework, run: RunTrials): void {
  /** The result of one call, or what it came to instead. */
  async function resultOf(body: string, ...args: Value[]): Promise<unknown> {
    const source = `export function f(a, b) { ${body} }`;
    const [outcome] = await run([trialOf(source, callsOf(args))]);
    if (outcome?.kind !== 'returned') return outcome?.kind;
    const [result] = outcome.results;
    return result?.kind === 'value' ? result.value : result?.kind;
  }

  it('answers once a trial, in the order of the trials', async () => {
    const trials = Array.from({ length: 200 }, (_, index) =>
      trialOf(`export const f = (x) => x + ${index};`, callsOf([1], [2])),
    );
    const outcomes = await run(trials);
    expect(outcomes.map(valuesOf)).toEqual(trials.map((_, index) => [1 + index, 2 + index]));
  });

  it('answers nothing for no trials', async () => {
    expect(await run([])).toEqual([]);
  });

  it('strips the types of TypeScript', async () => {
    const source = `type Pair = [number, number];
      const add = (pair: Pair): number => pair[0]! + (pair[1] as number);
      export function f(a: number, b: number): number { return add([a, b]); }`;
    expect((await run([trialOf(source, callsOf([1, 2]))])).map(valuesOf)).toEqual([[3]]);
  });

  it('takes a function under whatever form a module exports it', async () => {
    const forms = [
      'export function f(x) { return x; }',
      'export const f = (x) => x;',
      'function f(x) { return x; }\nexport { f };',
      'const identity = (x) => x;\nexport { identity as f };',
    ];
    const outcomes = await run(forms.map((form) => trialOf(form, once)));
    expect(outcomes.map(valuesOf)).toEqual(forms.map(() => [1]));
  });

  it('gives a module a meta without anything, and lets none wait', async () => {
    const meta = 'const keys = (x) => Object.keys(import.meta).length + x;\nexport { keys as f };';
    const mentioned = 'export const f = (x) => x + `import.meta await`.length - 17;';
    const inside =
      'const later = async () => await 2;\nexport const f = (x) => { later(); return x; };';
    const waiting = 'const one = await 1;\nexport const f = (x) => x * one;';
    const outcomes = await run(
      [meta, mentioned, inside, waiting].map((source) => trialOf(source, once)),
    );
    expect(outcomes.slice(0, 3).map(valuesOf)).toEqual([[1], [1], [1]]);
    expect(outcomes[3]?.kind).toBe('rejected');
  });

  it('brings every value across as it is', async () => {
    const values: Value[] = [0, -0, 1.5, NaN, Infinity, -Infinity, 2 ** 53, true, false];
    values.push('', 'naïve \u{1f600} \n \ud800', [], [1, [-0, ['x', NaN]], true]);
    values.push(null, {}, { a: 1, 'b c': [null, { d: -0, e: {} }] }, [{ ['__proto__']: 'own' }]);
    const outcomes = await run([trialOf(identity, callsOf(...values.map((value) => [value])))]);
    expect(outcomes.map(valuesOf)).toEqual([values]);
  });

  it('calls with fresh copies: what a function does to its arguments is seen by nobody', async () => {
    const shared = [3, 1, 2];
    const source = 'export function f(list) { list.push(9); return list.length; }';
    const outcomes = await run([trialOf(source, callsOf([shared], [shared]))]);
    expect(outcomes.map(valuesOf)).toEqual([[4, 4]]);
    expect(shared).toEqual([3, 1, 2]);
  });

  const records: Readonly<Record<string, string>> = {
    'of no prototype': 'return Object.assign(Object.create(null), { a: 1, b: [2] });',
    'with a key that is not there': 'return { a: 1, b: [2], c: undefined };',
    'with symbols and hidden keys':
      "return Object.defineProperty({ a: 1, b: [2], [Symbol('x')]: 3 }, 'c', { value: 4 });",
  };
  for (const [name, body] of Object.entries(records)) {
    it(`brings a record ${name} across by what it holds`, async () => {
      expect(await resultOf(body)).toEqual({ a: 1, b: [2] });
    });
  }

  const unusable: Readonly<Record<string, string>> = {
    undefined: 'return;',
    'a function': 'return () => 1;',
    'a promise': 'return Promise.resolve(1);',
    'an object with a getter': 'return { get value() { return 1; } };',
    'an object of a class': 'return new (class { value = 1; })();',
    'an object that inherits': 'return Object.create({ value: 1 });',
    'a thenable': 'return { then() {} };',
    'what says how it is written': 'return { value: 1, toJSON: () => 2 };',
    'a proxy of an object': 'return new Proxy({}, {});',
    'a date': 'return new Date(0);',
    'a map': 'return new Map([[1, 2]]);',
    'the arguments': 'return arguments;',
    'a record in a cycle': 'const ring = {}; ring.ring = ring; return ring;',
    'a boxed number': 'return new Number(1);',
    'a symbol': "return Symbol('x');",
    'a bigint': 'return 1n;',
    'a typed array': 'return new Uint8Array(2);',
    'an array in a cycle': 'const ring = []; ring.push(ring); return ring;',
    'an array with a hole': 'return [1, , 2];',
    'an array with a getter': "return Object.defineProperty([1], '0', { get: () => 1 });",
    'a proxy of an array': 'return new Proxy([1], {});',
    'an array that holds a function': 'return [1, [{ a: () => 1 }]];',
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
    const [outcome] = await run([trialOf(source, callsOf([1], [2], [3]))]);
    const kinds = outcome?.kind === 'returned' ? outcome.results.map(({ kind }) => kind) : [];
    expect(kinds).toEqual(['value', 'threw', 'value']);
  });

  it('keeps nothing of one trial for the next', async () => {
    const source = 'let calls = 0;\nexport function f() { return ++calls; }';
    const outcomes = await run(Array.from({ length: 8 }, () => trialOf(source, once)));
    expect(outcomes.map(valuesOf)).toEqual(Array.from({ length: 8 }, () => [1]));
  });

  it('is not confused by what a function prints', async () => {
    const source =
      "export function f(x) { console.log('x'.repeat(1e5)); console.error(x); return x; }";
    expect((await run([trialOf(source, once)])).map(valuesOf)).toEqual([[1]]);
  });

  it('measures nanoseconds a call, one figure a repetition', async () => {
    const task: Task = { kind: 'time', inputs: [[1], [2]], repetitions: 5 };
    const [outcome] = await run([trialOf(identity, task)]);
    const figures = outcome?.kind === 'timed' ? outcome.nanoseconds : [];
    expect(figures.length).toBe(5);
    expect(figures.every((figure) => figure > 0)).toBe(true);
  });

  it('runs several lists of trials at once', async () => {
    const lists = [1, 2, 3].map((k) =>
      Array.from({ length: 20 }, () => trialOf(identity, callsOf([k]))),
    );
    const all = await Promise.all(lists.map((trials) => run(trials)));
    expect(all.map((outcomes) => outcomes.flatMap(valuesOf))).toEqual(
      [1, 2, 3].map((k) => Array.from({ length: 20 }, () => k)),
    );
  });
}
