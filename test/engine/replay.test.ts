import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, describe, expect, it } from 'vitest';

import { openEngine, type Outcome, type SolveOptions } from '../../src/index.ts';

const home = mkdtempSync(join(tmpdir(), 'sluice-replay-'));
const engine = await openEngine({ home });
const example = (path: string) => fileURLToPath(new URL(`../../examples/${path}`, import.meta.url));

afterAll(async () => {
  await engine.close();
  rmSync(home, { recursive: true, force: true });
});

function solve(path: string, options: SolveOptions): Promise<Outcome> {
  return engine.solve(example(path), options, () => undefined, new AbortController().signal);
}

/** What must come out the same: all but times, and what was measured in time. */
function essence({ shortlist, counts, status, disagreements }: Outcome): unknown {
  const sources = shortlist.map(({ source }) => source);
  return { sources, counts, status, questions: disagreements.length };
}

// Whole searches, several in each: how long they take is the machine's business.
const patience = { timeout: 600_000 };

describe('a run comes out the same', patience, () => {
  it('with the same seed and a budget in candidates, whatever the number of workers', async () => {
    const budget = { candidates: 200_000 };
    const options = { seed: 7, budget };
    const one = await solve('numbers/median3.sluice.json', { ...options, workers: 1 });
    const two = await solve('numbers/median3.sluice.json', { ...options, workers: 2 });
    expect(one.status).toBe('survived');
    expect(one.counts).toEqual(two.counts);
    expect(essence(one)).toEqual(essence(two));
  });

  it('also where reality scores', async () => {
    const options = { seed: 7, budget: { candidates: 500 } };
    const one = await solve('scheduling/tardiness.sluice.ts', { ...options, workers: 1 });
    const two = await solve('scheduling/tardiness.sluice.ts', { ...options, workers: 2 });
    expect(one.counts.run).toBeGreaterThan(100);
    expect(essence(one)).toEqual(essence(two));
  });

  it('and another seed gives another run', async () => {
    const budget = { candidates: 500 };
    const one = await solve('scheduling/tardiness.sluice.ts', { seed: 1, budget });
    const other = await solve('scheduling/tardiness.sluice.ts', { seed: 2, budget });
    expect(essence(one)).not.toEqual(essence(other));
  });
});

describe('a run that was interrupted', patience, () => {
  it('finishes, when it is resumed, with the shortlist of an undisturbed run', async () => {
    const path = example('numbers/median3.sluice.json');
    const budget = { candidates: 600_000 };
    const whole = await solve('numbers/median3.sluice.json', { seed: 3, budget });
    const control = new AbortController();
    const cut = await engine.solve(
      path,
      { seed: 3, budget },
      ({ counts }) => {
        if (counts.considered.generated > 200_000) control.abort();
      },
      control.signal,
    );
    expect(cut.status).toBe('interrupted');
    const never = new AbortController().signal;
    const resumed = await engine.resume(cut.run, {}, () => undefined, never);
    expect(resumed.status).toBe(whole.status);
    expect(resumed.shortlist.map(({ source }) => source)).toEqual(
      whole.shortlist.map(({ source }) => source),
    );
  });

  it('also where it was about to end: it does not search again', async () => {
    const path = example('numbers/median3.sluice.json');
    const options = { seed: 3, budget: { candidates: 60_000 } };
    const whole = await solve('numbers/median3.sluice.json', options);
    const control = new AbortController();
    const cut = await engine.solve(
      path,
      options,
      ({ phase }) => {
        if (phase === 'nominating') control.abort();
      },
      control.signal,
    );
    expect(cut.status).toBe('interrupted');
    const never = new AbortController().signal;
    const resumed = await engine.resume(cut.run, {}, () => undefined, never);
    expect(essence(resumed)).toEqual(essence(whole));
  });

  it('also where reality scores, and every counter with it', async () => {
    const spec = 'scheduling/tardiness.sluice.ts';
    const options = { seed: 3, budget: { candidates: 1500 } };
    const whole = await solve(spec, options);
    const control = new AbortController();
    const stopAfter = 600;
    const cut = await engine.solve(
      example(spec),
      options,
      ({ counts }) => {
        if (counts.run > stopAfter) control.abort();
      },
      control.signal,
    );
    expect(cut.status).toBe('interrupted');
    expect(cut.counts.run).toBeLessThan(whole.counts.run);
    const never = new AbortController().signal;
    const resumed = await engine.resume(cut.run, {}, () => undefined, never);
    expect(essence(resumed)).toEqual(essence(whole));
  });
});
