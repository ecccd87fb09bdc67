import { describe, expect, it } from 'vitest';

import { MemoryLedger } from '../../src/adapters/ledgers/memory.ts';
import type { Candidate } from '../../src/domain/candidate.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import { survivorOf, type Survivor } from '../../src/domain/survivor.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Reality, Stage } from '../../src/ports/reality.ts';
import { Ending } from '../../src/search/ending.ts';
import { RunRecord } from '../../src/search/record.ts';
import { headerOf } from '../adapters/ledgers/header.ts';

const heldOut: Stage = {
  name: 'heldOut',
  audience: 'nominees',
  hard: true,
  selective: false,
  varies: false,
};

/** Time goes by when it is told to. */
function handClock(): { readonly clock: Clock; readonly pass: (ms: number) => void } {
  let nowMs = 0;
  const deadlines: { readonly atMs: number; readonly control: AbortController }[] = [];
  const clock: Clock = {
    monotonicMs: () => nowMs,
    wallMs: () => nowMs,
    deadline: (ms) => {
      const control = new AbortController();
      deadlines.push({ atMs: nowMs + ms, control });
      return control.signal;
    },
  };
  const pass = (ms: number): void => {
    nowMs += ms;
    for (const { atMs, control } of deadlines) if (atMs <= nowMs) control.abort();
  };
  return { clock, pass };
}

const survivor = (id: string): Survivor => {
  const candidate = { id, source: `take ${id}` } as unknown as Candidate;
  return survivorOf(candidate, [passed(id, 'visible')]);
};

const passed = (id: string, stage: string): Evidence => ({
  candidate: id,
  stage,
  wallMs: 20_000,
  verdict: 'passed',
  passed: 1,
  total: 1,
});

const failed = (id: string, stage: string): Evidence => ({
  candidate: id,
  stage,
  wallMs: 20_000,
  verdict: 'failed',
  passed: 0,
  total: 1,
  feedback: 'wrong',
});

/** Held-out judging takes 20 s a candidate, of which `verdict` decides what it says. */
function slowReality(pass: (ms: number) => void, verdict: 'passed' | 'failed'): Reality {
  return {
    kind: 'slow',
    problem: {
      kind: 'file',
      intent: '',
      path: 'x',
      initial: '',
      judgement: { by: 'equality', tolerance: 0 },
    },
    stages: [heldOut],
    axes: [],
    objectives: [],
    batch: 1,
    async *judge(stage, batch, signal) {
      for (const { id } of batch) {
        await Promise.resolve();
        pass(20_000);
        signal.throwIfAborted();
        yield verdict === 'passed' ? passed(id, stage) : failed(id, stage);
      }
    },
    references: () => Promise.resolve([]),
    disagreements: () => Promise.resolve([]),
    present: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
}

async function endedAfter(msLeft: number, verdict: 'passed' | 'failed') {
  const { clock, pass } = handClock();
  const ledger = new MemoryLedger();
  const run = headerOf('r1');
  ledger.begin(run);
  const record = new RunRecord(run.id, { ledger }, clock);
  const reality = slowReality(pass, verdict);
  const never = new AbortController().signal;
  const ending = new Ending({ reality, record, clock }, msLeft, never);
  const standing = await ending.nominate(['a', 'b', 'c', 'd'].map(survivor));
  const survived = await ending.shortlist(standing);
  record.flush();
  const recorded = ledger.read(run.id)!.events.filter(({ kind }) => kind === 'evidence');
  const ids = standing.map(({ candidate }) => candidate.id);
  return { ids, survived, recorded: recorded.length };
}

describe('what comes after a search has its time too', () => {
  it('and once that is over, whoever has met the held-out evidence is shortlisted', async () => {
    expect(await endedAfter(Infinity, 'passed')).toMatchObject({ ids: ['a', 'b', 'c', 'd'] });
    const cut = await endedAfter(70_000, 'passed');
    expect(cut).toEqual({ ids: ['a', 'b'], survived: true, recorded: 2 });
  });

  it('where nobody has met it, or stood, whoever survived the search is', async () => {
    const unmet = await endedAfter(10_000, 'passed');
    expect(unmet).toEqual({ ids: ['a', 'b', 'c', 'd'], survived: true, recorded: 0 });
    const unstood = await endedAfter(70_000, 'failed');
    expect(unstood).toEqual({ ids: ['a', 'b', 'c', 'd'], survived: true, recorded: 2 });
  });
});
