import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, describe, expect, it } from 'vitest';

import { openEngine, type Outcome } from '../../src/index.ts';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'sluice-examples-'));
const engine = await openEngine({ home });

afterAll(async () => {
  await engine.close();
  rmSync(home, { recursive: true, force: true });
});

/** Runs of equality end on their own when nothing more comes; the seconds are a backstop. */
const byExample = { seconds: 60, candidates: 1_000_000 };

function solve(path: string, budget: { seconds?: number; candidates?: number }): Promise<Outcome> {
  const never = new AbortController().signal;
  return engine.solve(join(examples, path), { seed: 1, budget }, () => undefined, never);
}

/** What a person means by an example, on arguments that its specification does not hold. */
interface Meaning {
  readonly path: string;
  readonly means: (...args: never[]) => unknown;
  readonly on: readonly (readonly unknown[])[];
}

const numbersTo = (most: number): number[] => Array.from({ length: most }, (_, at) => at + 1);

const lists = [[7, 7, 2], [-5, -9, 0, 4, 3], [12, 30, 8, 31, 30, 40], [6], [1, 2, 3, 4, 5, 6]];

const meant: readonly Meaning[] = [
  {
    path: 'numbers/median3.sluice.json',
    means: (...three: number[]) => three.toSorted((left, right) => left - right)[1],
    on: lists.flatMap((list) => (list.length < 3 ? [] : [list.slice(0, 3), list.slice(-3)])),
  },
  {
    path: 'text/names.sluice.json',
    means: (name: string) => `${name[0]}. ${name.split(' ')[1]}`,
    on: [['Annie Easley'], ['Radia Perlman'], ['Ken Thompson']],
  },
  {
    path: 'text/dates.sluice.json',
    means: (date: string) => date.split('-').toReversed().join('/'),
    on: [['2031-02-28'], ['1805-10-21'], ['2024-11-12']],
  },
  {
    path: 'text/log-service.sluice.json',
    means: (line: string) => /\] (?<service>[^:]+):/u.exec(line)!.groups!['service'],
    on: [
      ['2027-01-02T03:04:05Z [INFO] store: 12 rows: done at 10:00'],
      ['2027-01-02T03:04:06Z [DEBUG] a: b'],
      ['2027-01-02T03:04:07Z [ERROR] print-queue: [WARN] is no level: here'],
    ],
  },
  {
    path: 'lists/double-evens.sluice.json',
    means: (list: number[]) => list.filter((item) => item % 2 === 0).map((item) => item * 2),
    on: lists.map((list) => [list]),
  },
  {
    path: 'lists/running-maximum.sluice.json',
    means: (list: number[]) => list.map((_, at) => Math.max(...list.slice(0, at + 1))),
    on: lists.map((list) => [list]),
  },
  {
    path: 'bits/lowest-set-bit.sluice.json',
    means: (word: number) => word & -word,
    on: [...numbersTo(300), 1 << 20, 3 << 28].map((word) => [word]),
  },
  {
    path: 'rules/leap-year.sluice.json',
    means: (year: number) => (year % 100 === 0 ? year % 400 === 0 : year % 4 === 0),
    on: numbersTo(2500).map((year) => [year]),
  },
  {
    path: 'rules/shipping-fee.sluice.json',
    means: (kg: number, express: boolean) => (kg <= 2 ? 5 : kg <= 10 ? 9 : 20) + (express ? 8 : 0),
    on: numbersTo(60).flatMap((kg) => [
      [kg, true],
      [kg, false],
    ]),
  },
];

/** Of measurements and of money: how many held-out cases the first of the three must get. */
const measured: readonly (readonly [path: string, heldOutLeast: number])[] = [
  ['spreadsheet/invoices.csv', 4],
  ['laws/kepler.sluice.json', 2],
  ['laws/falling.sluice.json', 4],
];

/** The one function that a source exports. */
async function exported(source: string): Promise<(...args: readonly unknown[]) => unknown> {
  const script = stripTypeScriptTypes(source);
  const module = (await import(`data:text/javascript,${encodeURIComponent(script)}`)) as object;
  return Object.values(module)[0] as (...args: readonly unknown[]) => unknown;
}

/** `commands.test.ts` runs them. */
const byCommand = ['packing/circles.sluice.json', 'keywords/hash.sluice.json'];

const byScore = [
  'bin-packing/or.sluice.ts',
  'bin-packing/weibull.sluice.ts',
  'scheduling/tardiness.sluice.ts',
];

describe('every example is run', () => {
  it('none is left out', () => {
    const files = readdirSync(examples, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.sluice\.(?:json|ts)$|\.csv$/.test(file))
      .toSorted();
    const tried = [
      ...meant.map(({ path }) => path),
      ...measured.map(([path]) => path),
      ...byScore,
      ...byCommand,
    ];
    expect(tried.toSorted()).toEqual(files);
  });

  it.each(meant)('$path: the first of the three is what a person means', async (example) => {
    const { status, shortlist, files } = await solve(example.path, byExample);
    expect(status).toBe('survived');
    const [best] = shortlist;
    for (const { stage, verdict } of best!.evidence)
      expect([stage, verdict]).toEqual([stage, 'passed']);
    const found = await exported(best!.source);
    for (const args of example.on) {
      expect([best!.source, args, found(...args)]).toEqual([
        best!.source,
        args,
        example.means(...(args as never[])),
      ]);
    }
    expect(readFileSync(files[0]!, 'utf8')).toContain('<!doctype html>');
  });

  it.each(measured)(
    '%s: the first of the three is right on what was held out',
    async (path, least) => {
      const { status, shortlist } = await solve(path, byExample);
      expect(status).toBe('survived');
      const heldOut = shortlist[0]!.evidence.find(({ stage }) => stage === 'heldOut');
      expect(heldOut?.passed).toBeGreaterThanOrEqual(least);
    },
  );

  it.each(byScore)('%s: candidates are bred and scored', async (path) => {
    const { status, shortlist, references, counts, closest } = await solve(path, {
      candidates: 300,
    });
    expect(['survived', 'exhausted']).toContain(status);
    expect(counts.verdicts.passed).toBeGreaterThan(10);
    expect(references.length).toBeGreaterThan(1);
    for (const { score, source } of shortlist) {
      expect(source).toContain('export function priority');
      for (const baseline of references.filter(({ kind }) => kind === 'baseline')) {
        expect(score!.validate!).toBeLessThan(baseline.score.validate!);
      }
    }
    expect(shortlist.length > 0 || closest !== undefined).toBe(true);
  });
});
