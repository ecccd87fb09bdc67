import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Outcome } from '../../src/index.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { example, priced, wrong } from './priced.ts';

const never = new AbortController().signal;
const spec = example('numbers/median3.sluice.json');
const replies = wrong(6000);

let at: Awaited<ReturnType<typeof priced>>;
let slow: Awaited<ReturnType<typeof oneAtATime>>;

beforeAll(async () => {
  at = await priced(replies);
  slow = await oneAtATime(150, (sample) => replies[sample]!);
}, 180_000);

afterAll(async () => {
  slow.close();
  await at.close();
});

const sizesOf = (run: string): number[] =>
  at.engine.ledger
    .read(run)!
    .events.flatMap((event) => (event.kind === 'sized' ? [event.asks] : []));

/** What must come out again. */
const essence = ({ status, counts, cost, contest }: Outcome): unknown => ({
  status,
  counts,
  cost,
  contest,
});

const repeated = (run: string): Promise<Outcome> =>
  at.engine.solve(spec, { replayOf: run }, () => undefined, never);

describe('steps of a run that its seconds end', () => {
  it('are small where a model is slow: it is judged from its first answers to its last', async () => {
    // In the time of four answers: whoever waits for 32 samples a step judges nothing.
    const budget = { seconds: 6 };
    const outcome = await at.solve({ models: [slow.model], budget });
    const { counts, run } = outcome;
    expect(counts.proposed).toBeGreaterThanOrEqual(16);
    expect(counts.run + counts.duplicates).toBe(counts.proposed);
    expect(Math.max(...sizesOf(run))).toBe(1);
    // What the end of the run has cut off is missing in both.
    expect(essence(await repeated(run))).toEqual(essence(outcome));
  }, 60_000);

  it('grow where it is fast, and are the same when the run is repeated', async () => {
    const outcome = await at.solve({ budget: { seconds: 6, tokens: 50_000_000 } });
    const sizes = sizesOf(outcome.run);
    expect(sizes.slice(0, 4)).toEqual([1, 1, 1, 1]);
    expect(Math.max(...sizes)).toBeGreaterThan(1);
    const again = await repeated(outcome.run);
    expect(essence(again)).toEqual(essence(outcome));
    expect(sizesOf(again.run)).toEqual(sizes);
  }, 60_000);

  it('are the same when the run goes on, as far as they were begun', async () => {
    const control = new AbortController();
    const stop = ({ counts }: { counts: { run: number } }): void => {
      if (counts.run >= 200) control.abort();
    };
    const budget = { seconds: 20, candidates: 600, tokens: 50_000_000 };
    const cut = await at.solve({ budget }, stop, control.signal);
    const begun = sizesOf(cut.run);
    const resumed = await at.engine.resume(cut.run, {}, () => undefined, never);
    expect(resumed.counts.run).toBeGreaterThan(cut.counts.run);
    const steps = new Map<number, Set<number>>();
    for (const event of at.engine.ledger.read(cut.run)!.events) {
      if (event.kind !== 'sized') continue;
      steps.set(event.step, (steps.get(event.step) ?? new Set()).add(event.asks));
    }
    expect([...steps.values()].every((sizes) => sizes.size === 1)).toBe(true);
    expect(steps.size).toBeGreaterThan(begun.length);
    expect(essence(await repeated(cut.run))).toEqual(essence(resumed));
  }, 60_000);
});

describe('steps of a run that its seconds do not end', () => {
  it('follow no clock: every one is as large', async () => {
    const { run } = await at.solve({ budget: { candidates: 300, tokens: 50_000_000 } });
    expect(new Set(sizesOf(run))).toEqual(new Set([4]));
  });
});
