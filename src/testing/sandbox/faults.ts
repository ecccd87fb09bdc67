import type { FunctionSandbox } from '../../ports/sandbox.ts';
import type { TestFramework } from '../framework.ts';
import { callsOf, identity, loop, once, trialOf, valuesOf, type RunTrials } from './trial.ts';

/** What a sandbox makes of programs that are no good, and that their neighbours notice nothing. */
export function faultsContract({ it, expect }: TestFramework, run: RunTrials): void {
  const rejected: Readonly<Record<string, string>> = {
    'does not parse': 'export function f( {',
    'holds what is more than types': 'enum A { B }\nexport function f() { return A.B; }',
    'exports nothing': 'function f() { return 1; }',
    'exports another name': 'export function g() { return 1; }',
    'exports no function': 'export const f = 1;',
    'imports what it may not': "import { readFileSync } from 'node:fs';\nexport const f = () => 1;",
    'is empty': '',
  };
  for (const [name, source] of Object.entries(rejected)) {
    it(`rejects a program that ${name}`, async () => {
      const [outcome] = await run([trialOf(source, once)]);
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
      const outcomes = await run(trials);
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
    const kinds = (await run(trials)).map(({ kind }) => kind);
    const expected = ['returned', 'crashed', 'returned', 'crashed', 'returned', 'returned'];
    expect(kinds).toEqual(expected);
  });

  it('says that a program crashed which throws before it can be called', async () => {
    const [outcome] = await run([trialOf("throw new Error('at once');\n" + identity, once)]);
    expect(outcome?.kind).toBe('crashed');
  });

  it('ends what overruns its limit, and judges the neighbours as if nothing had happened', async () => {
    const sources = [identity, loop, identity, `${loop}\nfor (;;);`, identity, identity];
    const outcomes = await run(sources.map((source) => trialOf(source, once, 400)));
    const expected = ['returned', 'timedOut', 'returned', 'timedOut', 'returned', 'returned'];
    expect(outcomes.map(({ kind }) => kind)).toEqual(expected);
    expect(outcomes[1]?.kind === 'timedOut' && outcomes[1].limitMs).toBe(400);
  });

  it('ends a regular expression that backtracks for ever', async () => {
    const source = "export function f() { return /^(a+)+$/.test('a'.repeat(60) + 'b'); }";
    const outcomes = await run([trialOf(source, once, 400), trialOf(identity, once)]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['timedOut', 'returned']);
  });

  it('survives a function that eats memory', async () => {
    const bomb =
      'export function f() { const all = []; for (;;) all.push(new Array(1000).fill(all.length)); }';
    const outcomes = await run([trialOf(bomb, once, 15_000), trialOf(identity, once)]);
    expect(
      outcomes[0]?.kind === 'returned' ? outcomes[0].results[0]?.kind : outcomes[0]?.kind,
    ).toMatch(/^(?:crashed|timedOut|threw)$/);
    expect(outcomes[1]?.kind).toBe('returned');
  });
}

/** What becomes of trials that are no longer wanted. */
export function abortContract(
  { it, expect }: TestFramework,
  run: RunTrials,
  sandbox: () => FunctionSandbox,
): void {
  it("throws the signal's reason once it is aborted, and goes on with the next list", async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const trials = [trialOf(identity, once), trialOf(loop, once), trialOf(loop, once)];
    const seen: string[] = [];
    let thrown: unknown;
    try {
      for await (const outcome of sandbox().run(trials, stop.signal)) {
        seen.push(outcome.kind);
        stop.abort(reason);
      }
    } catch (error) {
      thrown = error;
    }
    expect(seen).toEqual(['returned']);
    expect(thrown).toBe(reason);
    expect((await run([trialOf(identity, once)])).map(valuesOf)).toEqual([[1]]);
  });
}
