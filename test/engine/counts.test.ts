import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, describe, expect, it } from 'vitest';

import { openEngine } from '../../src/index.ts';

const home = mkdtempSync(join(tmpdir(), 'sluice-counts-'));
const engine = await openEngine({ home });

afterAll(async () => {
  await engine.close();
  rmSync(home, { recursive: true, force: true });
});

describe('what was considered in a run that a score judges', () => {
  it('is counted where it was run, and the document, the record and the page agree', async () => {
    const spec = new URL('../../examples/scheduling/tardiness.sluice.ts', import.meta.url);
    const outcome = await engine.solve(
      fileURLToPath(spec),
      { seed: 5, budget: { candidates: 300 } },
      () => undefined,
      new AbortController().signal,
    );
    const { considered, run } = outcome.counts;
    expect(considered.new).toBeGreaterThan(0);
    expect(considered.runOnAll).toBeGreaterThanOrEqual(considered.new);
    expect(considered.runOnOne).toBeGreaterThanOrEqual(considered.runOnAll);
    expect(considered.runOnOne).toBeLessThanOrEqual(run);
    expect(run).toBeLessThanOrEqual(considered.distinct);
    expect(engine.outcome(outcome.run).counts).toEqual(outcome.counts);
    const page = readFileSync(
      outcome.files.find((file) => file.endsWith('.html'))!,
      'utf8',
    );
    const data = /<script type="application\/json" id="page-data">(?<data>[^<]*)<\/script>/u.exec(
      page,
    );
    expect(JSON.parse(data!.groups!['data']!)).toMatchObject({ counts: outcome.counts });
  });
});
