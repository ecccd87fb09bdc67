import { readFileSync } from 'node:fs';

import { afterAll, describe, expect, test } from 'vitest';

import { CommandLine } from '../faces/cli/command-line.ts';
import { example, inWords, priced, right } from './priced.ts';

const untyped = `const text: string = a;\n  ${right}`;
const fault = "line 2, column 9: Type 'number' is not assignable to type 'string'.";

const at = await priced([inWords(untyped)]);
afterAll(() => at.close());

/** The same function three times: the two that are shorter do not type-check. */
const typed = `${right.replace('return', 'const found: number =')}\n  return found;`;
const untypedHead = inWords(right).replace(
  '(a: number, b: number, c: number): number',
  '(a, b, c)',
);
const mixed = await priced([inWords(untyped), untypedHead, inWords(typed)]);
afterAll(() => mixed.close());

const budget = { candidates: 2, tokens: 1e6, seconds: 60 };
const never = new AbortController().signal;

/** The command, in a process that can be told what it finds when it starts. */
const command = (...args: string[]) => {
  const environment = { SLUICE_HOME: at.home, NODE_OPTIONS: '' };
  return {
    with: (options: string) =>
      new CommandLine(at.home, args, { ...environment, NODE_OPTIONS: options }).finished,
  };
};

const limits = Object.entries(budget).flatMap(([name, most]) => [`--${name}`, String(most)]);
const asking = ['solve', example('numbers/median3.sluice.json'), '--model', at.model, ...limits];

describe('one that type-checks', () => {
  test('is shortlisted before shorter ones that do the same and do not', async () => {
    const { status, shortlist } = await mixed.solve({ budget: { ...budget, candidates: 3 } });
    expect(status).toBe('survived');
    expect(shortlist.map(({ source }) => source.includes('found: number'))).toEqual([true]);
    expect(shortlist[0]!.evidence).toContainEqual(
      expect.objectContaining({ stage: 'types', verdict: 'passed' }),
    );
  });
});

describe('a candidate that passes everything and has a type error', () => {
  test('is shortlisted, with the error and its place as evidence', async () => {
    const outcome = await at.solve({ budget });
    expect(outcome.status).toBe('survived');
    const [finalist] = outcome.shortlist;
    expect(finalist?.measures['typeErrors']).toBeUndefined();
    expect(finalist?.evidence.find(({ stage }) => stage === 'types')).toEqual({
      stage: 'types',
      verdict: 'failed',
      passed: 0,
      total: 1,
      note: fault,
    });

    const page = readFileSync(
      outcome.files.find((file) => file.endsWith('.html'))!,
      'utf8',
    );
    expect(page).toContain('line 2, column 9: Type');

    const shown = await command('show', outcome.run).with('');
    expect(shown.out).toContain(`types: ${fault}`);

    const replayed = await at.engine.replay(outcome.run, finalist!.candidate, {}, never);
    expect(replayed.holds).toBe(true);
    const { now } = replayed.stages.find((each) => each.now?.stage === 'types')!;
    expect(now).toMatchObject({ verdict: 'failed' });
  });

  test('is not checked where TypeScript is missing, which is said', async () => {
    const hook = `import { registerHooks } from 'node:module';
      registerHooks({ resolve: (name, context, next) => {
        if (name === 'typescript') throw new Error('no such package');
        return next(name, context);
      } });`;
    const without = `--import=data:text/javascript,${encodeURIComponent(hook)}`;
    const { code, out, err } = await command(...asking, '--json').with(without);
    expect({ code, err }).toMatchObject({ code: 0 });
    expect(err).toContain('not type-checked: npm install typescript');
    const { shortlist } = JSON.parse(out) as { shortlist: { evidence: { stage: string }[] }[] };
    expect(shortlist[0]?.evidence.map(({ stage }) => stage)).not.toContain('types');
  });
});
