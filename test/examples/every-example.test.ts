import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
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

/** Long enough for a slow machine; runs of equality end on their own when nothing more comes. */
const byExample = { seconds: 6, candidates: 4_000_000 };

function solve(path: string, budget: { seconds?: number; candidates?: number }): Promise<Outcome> {
  const never = new AbortController().signal;
  return engine.solve(join(examples, path), { seed: 1, budget }, () => undefined, never);
}

/** A specification by example, and how many of its held-out cases the first of the three must get. */
const found: readonly (readonly [path: string, heldOutLeast: number])[] = [
  ['numbers/median3.sluice.json', 3],
  ['text/names.sluice.json', 3],
  ['text/dates.sluice.json', 2],
  ['text/log-service.sluice.json', 2],
  ['spreadsheet/invoices.csv', 4],
  ['lists/double-evens.sluice.json', 3],
  ['lists/running-maximum.sluice.json', 2],
  ['laws/kepler.sluice.json', 2],
  ['laws/falling.sluice.json', 4],
  ['bits/lowest-set-bit.sluice.json', 3],
  ['rules/leap-year.sluice.json', 5],
  ['rules/shipping-fee.sluice.json', 3],
];

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
    const tried = [...found.map(([path]) => path), ...byScore, ...byCommand];
    expect(tried.toSorted()).toEqual(files);
  });

  it.each(found)(
    '%s: three that agree with the examples, the first right on what was held out',
    async (path, least) => {
      const { status, shortlist, files } = await solve(path, byExample);
      expect(status).toBe('survived');
      for (const { evidence } of shortlist) {
        expect(evidence.find(({ stage }) => stage === 'examples')?.verdict).toBe('passed');
      }
      const heldOut = shortlist[0]!.evidence.find(({ stage }) => stage === 'heldOut');
      expect(heldOut?.passed).toBeGreaterThanOrEqual(least);
      expect(readFileSync(files[0]!, 'utf8')).toContain('<!doctype html>');
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
