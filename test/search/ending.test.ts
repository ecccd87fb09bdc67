import { describe, expect, it } from 'vitest';

import type { Clock } from '../../src/ports/clock.ts';
import { MemoryLedger } from '../../src/adapters/ledgers/memory.ts';
import type { Candidate } from '../../src/domain/candidate.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { Reference } from '../../src/domain/shortlist.ts';
import { survivorOf, type Survivor } from '../../src/domain/survivor.ts';
import type { Reality, Stage } from '../../src/ports/reality.ts';
import { Ending } from '../../src/search/ending.ts';
import { RunRecord } from '../../src/search/record.ts';
import { headerOf } from '../adapters/ledgers/header.ts';
import { bareReality } from '../fixtures/bare-reality.ts';
import { handClock } from '../fixtures/hand-clock.ts';

const nominating: Stage = {
  name: 'nominating',
  audience: 'nominees',
  hard: true,
  selective: false,
  varies: false,
};
const heldOut: Stage = { ...nominating, name: 'heldOut', split: 'heldOut' };

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

type Verdicts = Readonly<Record<string, 'failed'>>;

/** Every stage takes 20 s a candidate. */
function slowReality(
  stages: readonly Stage[],
  pass: (ms: number) => void,
  verdicts: Verdicts,
): Reality {
  return bareReality(stages, async function* judge(stage, batch, signal) {
    for (const { id } of batch) {
      await Promise.resolve();
      pass(20_000);
      signal.throwIfAborted();
      yield verdicts[id] === 'failed' ? failed(id, stage) : passed(id, stage);
    }
  });
}

const never = new AbortController().signal;

function recording(clock: Clock) {
  const ledger = new MemoryLedger();
  const run = headerOf('r1');
  ledger.begin(run);
  const record = new RunRecord(run.id, { ledger }, clock);
  const recorded = () => {
    record.flush();
    return ledger.read(run.id)!.events;
  };
  return { record, recorded };
}

async function endedAfter(
  msLeft: number,
  verdicts: Verdicts = {},
  stages: readonly Stage[] = [heldOut],
  interrupt = never,
) {
  const { clock, pass } = handClock();
  const { record, recorded: eventsOf } = recording(clock);
  const references = Promise.resolve([]);
  const reality = slowReality(stages, pass, verdicts);
  const nominees = ['a', 'b', 'c', 'd'].map(survivor);
  const ending = new Ending({ reality, record, clock, references }, nominees, msLeft, interrupt);
  const standing = await ending.nominate();
  const survived = await ending.shortlist(standing);
  const events = eventsOf();
  const evidence = events.flatMap((event) => (event.kind === 'evidence' ? [event.evidence] : []));
  const recorded = evidence.length;
  const shortlisted = events.flatMap((event) => (event.kind === 'shortlisted' ? [event] : []))[0]!;
  const three = shortlisted.finalists.map(({ candidate }) => candidate.id);
  const { compared } = shortlisted;
  return {
    ids: standing.map(({ candidate }) => candidate.id),
    survived,
    recorded,
    three,
    compared,
    failures: evidence.filter(({ verdict }) => verdict !== 'passed').length,
  };
}

const all = ['a', 'b', 'c', 'd'];
const timing: Stage = { ...nominating, name: 'timing', hard: false, varies: true };
const v8: Stage = { ...nominating, name: 'v8', audience: 'contenders' };

describe('what comes after a search has its time too', () => {
  it('and once that is over, whoever has met the held-out evidence is shortlisted', async () => {
    expect(await endedAfter(Infinity)).toMatchObject({ ids: all, compared: 4 });
    const cut = await endedAfter(70_000);
    expect(cut).toMatchObject({ ids: ['a', 'b'], survived: true, recorded: 2, compared: 2 });
  });

  it('but nobody has survived what they have not met: one is taken through it late', async () => {
    const unmet = await endedAfter(10_000);
    expect(unmet).toMatchObject({ ids: ['a'], survived: true, recorded: 1, compared: 1 });
    const next = await endedAfter(70_000, { a: 'failed', b: 'failed' });
    expect(next).toMatchObject({ survived: true, recorded: 3, three: ['c'], compared: 3 });
  });

  it('who met what only counts comes before whoever did not, and is counted', async () => {
    const counting: Stage = { ...heldOut, hard: false };
    expect(await endedAfter(Infinity, { a: 'failed' }, [counting])).toMatchObject({
      ids: all,
      compared: 4,
    });
    const cut = await endedAfter(70_000, { a: 'failed' }, [counting, timing]);
    expect(cut).toMatchObject({ ids: ['a', 'b'], compared: 2 });
  });

  it('and where nobody stands, nobody is shortlisted', async () => {
    const verdicts = { a: 'failed', b: 'failed', c: 'failed', d: 'failed' } as const;
    expect(await endedAfter(10_000, verdicts)).toMatchObject({ survived: false, three: [] });
  });

  it('what was met counts though what only measures was cut off', async () => {
    const untimed = await endedAfter(120_000, {}, [heldOut, timing]);
    expect(untimed).toMatchObject({ ids: all, recorded: 4, three: ['a', 'b', 'c'] });
    const unheld = await endedAfter(10_000, {}, [timing]);
    expect(unheld).toMatchObject({ ids: all, survived: true, recorded: 0, compared: 0 });
  });

  it('of those who must run elsewhere too, one does, late as it may be', async () => {
    expect(await endedAfter(Infinity, {}, [v8])).toMatchObject({ three: ['a', 'b', 'c'] });
    const late = await endedAfter(25_000, { a: 'failed' }, [v8]);
    expect(late).toMatchObject({ survived: true, recorded: 2, three: ['b'] });
  });

  it('that one was cut off in time is held against nobody: it is tried again late, and stands', async () => {
    const late = await endedAfter(10_000, {}, [v8]);
    expect(late).toMatchObject({ survived: true, recorded: 1, three: ['a'], failures: 0 });
  });

  const types: Stage = { ...v8, name: 'types', hard: false };

  it('whoever fails what tells contenders apart comes after all who do not', async () => {
    const flawed = { a: 'failed', b: 'failed' } as const;
    expect(await endedAfter(Infinity, flawed, [types])).toMatchObject({ three: ['c', 'd', 'a'] });
    const none = Object.fromEntries(all.map((id) => [id, 'failed'] as const));
    expect(await endedAfter(Infinity, none, [types])).toMatchObject({ three: ['a', 'b', 'c'] });
  });

  it('and who was to be told apart when time was over still stands', async () => {
    const untold = await endedAfter(17_000, {}, [v8, types]);
    expect(untold).toMatchObject({ survived: true, three: ['a'], recorded: 1 });
  });

  it('an interrupted run hands over whoever it has', async () => {
    const cut = await endedAfter(Infinity, {}, [heldOut, v8], AbortSignal.abort());
    expect(cut).toMatchObject({ ids: all, recorded: 0, compared: 0 });
    expect(cut.three).toHaveLength(3);
  });

  it('what survivors are held against is waited for, unless the run is interrupted', async () => {
    const first: Reference = { name: 'first fit', kind: 'baseline', score: { final: 3 } };
    const final: Stage = {
      ...heldOut,
      name: 'final',
      audience: 'finalists',
      hard: false,
      split: 'final',
    };
    const held = async (interrupt: AbortSignal) => {
      const { clock, pass } = handClock();
      const { record, recorded } = recording(clock);
      const {
        promise: references,
        resolve,
        reject,
      } = Promise.withResolvers<readonly Reference[]>();
      const reality: Reality = {
        ...slowReality([final], pass, {}),
        disagreements: async (_candidates, _most, signal) => {
          pass(60_000);
          if (interrupt.aborted) reject(interrupt.reason);
          else resolve([first]);
          await Promise.resolve();
          signal.throwIfAborted();
          return [];
        },
      };
      const ports = { reality, record, clock, references };
      const ending = new Ending(ports, [survivor('a')], 50_000, interrupt);
      await ending.shortlist([survivor('a')]);
      return recorded().flatMap((event) => (event.kind === 'references' ? event.references : []));
    };
    expect(await held(never)).toEqual([first]);
    expect(await held(AbortSignal.abort())).toEqual([]);
  });
});
