import { describe, expect, test } from 'vitest';

import type { Candidate } from '../../src/domain/candidate.ts';
import { recall } from '../../src/domain/recall.ts';
import type { Cost, RunEvent } from '../../src/domain/run.ts';
import { noCost, noCounts } from '../../src/domain/tally.ts';

const dollars = (paid: number): Cost => ({ ...noCost, requests: 1, dollars: paid });

const candidate = (id: string): RunEvent => ({
  kind: 'candidate',
  candidate: { id, strategy: 'sample', source: id, step: 1 } as unknown as Candidate,
});
const admitted = (id: string): RunEvent => ({ kind: 'admitted', candidate: id, admission: 'new' });
const checkpoint = (step: number, elapsedMs: number, cost = noCost): RunEvent => ({
  kind: 'checkpoint',
  step,
  elapsedMs,
  counts: noCounts,
  cost,
  archive: null,
  model: null,
});
const answered: RunEvent = { kind: 'answered', example: { args: [1], result: 2 } };
const resumed = (seconds: number): RunEvent => ({ kind: 'resumed', budget: { seconds } });

describe('what was paid stays paid', () => {
  const paid: RunEvent[] = [
    checkpoint(16, 900, dollars(1)),
    { kind: 'requested', request: 1, most: dollars(3) },
    { kind: 'settled', request: 1, cost: dollars(2) },
    { kind: 'requested', request: 2, most: dollars(4) },
  ];

  test('when a person decides a case, which begins a new search', () => {
    expect(recall(paid).cost.dollars).toBe(7);
    const after = recall([...paid, answered]);
    expect(after.cost.dollars).toBe(7);
    expect(after).toMatchObject({ checkpoint: undefined, elapsedMs: 0 });
  });
});

describe('how many each strategy brought into the archive', () => {
  const begun = [candidate('a'), admitted('a'), checkpoint(16, 900)];

  test('counts a step once that is taken again after an interruption', () => {
    const again = [candidate('b'), admitted('b'), resumed(10), admitted('b'), checkpoint(32, 1900)];
    expect(recall([...begun, ...again]).admitted).toEqual({ sample: 2 });
  });

  test('begins anew with a case that a person decides', () => {
    const anew = [answered, resumed(10), candidate('c'), admitted('c'), checkpoint(16, 800)];
    expect(recall([...begun, ...anew]).admitted).toEqual({ sample: 1 });
  });
});

const counted = (run: number) => ({ counts: { ...noCounts, run }, cost: noCost });

const standing = (...events: RunEvent[]) => {
  const { status, totals, elapsedMs } = recall(events);
  return [status, totals?.counts.run, elapsedMs];
};

const reached = (step: number, run: number): RunEvent => ({
  ...(checkpoint(step, step * 100) as Extract<RunEvent, { kind: 'checkpoint' }>),
  ...counted(run),
});
const survived = (run: number): RunEvent => {
  return { kind: 'ended', status: 'survived', elapsedMs: 2000, ...counted(run) };
};
describe('where a run stands', () => {
  test('is what its newest checkpoint says, or its end', () => {
    expect(standing()).toEqual(['running', undefined, 0]);
    expect(standing(reached(16, 10))).toEqual(['running', 10, 1600]);
    expect(standing(reached(16, 10), survived(12))).toEqual(['survived', 12, 2000]);
  });

  test('is what it goes on from, and then what it has come to since, not its end before', () => {
    const begun = [reached(16, 10), survived(12), resumed(60)];
    expect(standing(...begun)).toEqual(['running', 10, 2000]);
    expect(standing(...begun, reached(500, 9999))).toEqual(['running', 9999, 50_000]);
    expect(standing(...begun, answered)).toEqual(['running', undefined, 0]);
  });
});

describe('a run that goes on', () => {
  test('has the budget that it was given last', () => {
    expect(recall([checkpoint(16, 900)]).budget).toBeUndefined();
    expect(recall([resumed(20), checkpoint(16, 900), resumed(40)]).budget).toEqual({ seconds: 40 });
  });

  test('has taken the time that it had taken when it ended', () => {
    const ended = { kind: 'ended', status: 'interrupted', elapsedMs: 1215 } as const;
    const events: RunEvent[] = [checkpoint(16, 900), { ...ended, counts: noCounts, cost: noCost }];
    expect(recall(events).elapsedMs).toBe(1215);
  });
});
