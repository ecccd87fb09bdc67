import { mkdtempSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  serveSimulated,
  type ModelServer,
} from '../../../../src/adapters/models/simulated/serve.ts';
import { runCommandLine } from '../../../../src/faces/cli/cli.ts';
import type { Outcome } from '../../../../src/index.ts';
import { temporaryFolder } from '../../../fixtures/temporary-folder.ts';
import { sluice } from '../command-line.ts';
import { keptTerminal } from '../terminals.ts';

const corpus = (name: string): string =>
  fileURLToPath(new URL(`../../../../examples/words/${name}`, import.meta.url));
const home = temporaryFolder();
const folder = (): string => mkdtempSync(join(home, 'words-'));

const servers: Record<string, ModelServer> = {};
beforeAll(async () => {
  for (const name of ['rounding', 'duplicates']) {
    servers[name] = await serveSimulated({
      tokensPerSecond: 1e6,
      corpus: corpus(name),
      skill: 1,
      distinct: 64,
    });
  }
});
afterAll(async () => {
  for (const server of Object.values(servers)) await server.close();
});

const model = (name: string): string => `${servers[name]!.url}#simulated`;
const words = 'round a number to the nearest ten';
const limits = ['--seed', '1', '--candidates', '16'];

/** To the nearest ten, halves to the even one, where the number ends in 5. */
const even = ([x]: readonly unknown[]): number => 20 * Math.round((x as number) / 20);

interface Unclear {
  readonly status: string;
  readonly spec: string;
  readonly meanings: number;
  readonly unclear: { args: unknown[]; choices: { result: unknown; share: number }[] }[];
  readonly cost: { requests: number; outputTokens: number };
}

/** A terminal at which somebody answers, by the question that stands on the screen. */
async function answered(name: string, answer: (screen: string) => string | undefined) {
  const terminal = keptTerminal(folder(), { PATH: process.env['PATH'] });
  let questions = 0;
  const ask = (): Promise<string | undefined> => {
    questions++;
    return Promise.resolve(answer(terminal.err.text.slice(terminal.err.text.lastIndexOf('? '))));
  };
  const code = await runCommandLine(['solve', words, '--model', model(name), ...limits, '--json'], {
    ...terminal,
    ask,
  });
  return { code, questions, err: terminal.err.text, out: terminal.out.text };
}

describe('solve "WORDS" where nobody sits at a terminal', () => {
  it('tells the questions, runs nothing, and the answers to them decide the specification', async () => {
    const here = folder();
    const asked = ['solve', words, '--model', model('rounding'), ...limits, '--json'];
    const { code, out, err } = await sluice(here, asked);
    // Whoever pipes answers in learns that nothing is read there, and what to write instead.
    expect(err).toMatch(/never from a pipe[\s\S]*--answer/u);
    const found = JSON.parse(out) as Unclear;
    expect([code, found.status, found.meanings]).toEqual([2, 'unclear', 3]);
    expect(existsSync(join(here, '.sluice', 'ledger.sqlite'))).toBe(false);
    const answers = found.unclear.flatMap(({ args }) => [
      '--answer',
      `${JSON.stringify(args).slice(1, -1)} => ${even(args)}`,
    ]);
    expect(answers).not.toEqual([]);
    const paid = servers['rounding']!.counts().requests;
    const solved = await sluice(here, [...asked, ...answers]);
    expect(solved.code).toBe(0);
    const { run, shortlist, drafted, cost } = JSON.parse(solved.out) as Outcome;
    // What was said when the questions were told is used again: the search alone asks anew.
    expect(solved.err).toContain('used again');
    const searched = cost.requests - drafted!.cost.requests;
    expect(servers['rounding']!.counts().requests - paid).toBe(searched);
    expect(drafted!.unclear.length).toBe(0);
    // Whoever looks at the run later reads how its words were understood.
    const told = await sluice(here, ['show', run]);
    expect(told.out).toContain('What was decided leaves nothing open.');
    const page = readFileSync(join(here, '.sluice', 'runs', run, 'index.html'), 'utf8');
    expect(page).toContain('What the words mean');
    // It waits for no answer any longer: the same words are a new question.
    const anew = servers['rounding']!.counts().requests;
    await sluice(here, [...asked, ...answers]);
    expect(servers['rounding']!.counts().requests - anew).toBeGreaterThan(searched);
    expect(shortlist[0]?.source).toContain('tens % 2');
    // What was paid for the readings counts as spent by the run.
    expect(cost.requests).toBeGreaterThan(drafted!.cost.requests);
    expect(drafted!.cost.requests).toBe(found.cost.requests);
  });

  it('writes the likeliest reading down as a specification that can be solved', async () => {
    const here = folder();
    const { out } = await sluice(here, [
      'solve',
      'remove duplicates',
      '--model',
      model('duplicates'),
      ...limits,
      '--json',
    ]);
    const { spec } = JSON.parse(out) as Unclear;
    const { examples } = JSON.parse(readFileSync(spec, 'utf8')) as { examples: unknown[] };
    expect(examples).toContainEqual({ args: [[1, 2, 1]], result: [1, 2] });
    const { code } = await sluice(here, ['solve', spec, '--candidates', '20000', '--seed', '1']);
    expect(code).toBe(0);
  });
});

describe('solve "WORDS" at a terminal', () => {
  it('asks until the readings that are left agree, and solves what was meant', async () => {
    const { code, out, questions, err } = await answered('rounding', (screen) => {
      const [, x] = /roundToTen\((-?\d+)\)/u.exec(screen)!;
      return String(Math.sign(Number(x)) * Math.round(Math.abs(Number(x)) / 10) * 10);
    });
    expect(code).toBe(0);
    const { shortlist, drafted } = JSON.parse(out) as Outcome;
    expect(shortlist[0]?.source).toContain('Math.sign');
    expect(questions).toBeLessThanOrEqual(2);
    expect(drafted?.unclear.length).toBe(questions);
    expect(drafted?.name).toBe('roundToTen');
    expect(err).toContain('The words were unclear here');
  });

  it('says what is wrong with an answer, and asks again', async () => {
    const replies = ['forty', '"forty"', undefined];
    const { code, questions, err } = await answered('rounding', () => replies.shift());
    expect([code, questions]).toEqual([2, 3]);
    expect(err).toContain('"forty" is not of the type integer');
  });
});

describe('what cannot be read', () => {
  it('is refused where only the grammar model is there, with a model to name', async () => {
    for (const models of [[], ['--model', 'grammar']]) {
      const here = folder();
      const { code, out, err } = await sluice(here, ['solve', words, ...models]);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain('--model http');
      expect(existsSync(join(here, '.sluice'))).toBe(false);
    }
  });

  it.each([
    [['solve', words, 'other words here']],
    [['solve', words, '--replay', 'last']],
    [['solve', words, '--examples', 'x.csv']],
    [['solve', 'x.sluice.json', '--answer', '1 => 2']],
  ])('%j is bad input', async (line) => {
    const { code, err } = await sluice(folder(), line);
    expect(code).toBe(2);
    expect(err).toContain('mend');
  });
});
