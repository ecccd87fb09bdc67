import { describe, expect, it } from 'vitest';

import { MemoryLedger } from '../../src/adapters/ledgers/memory.ts';
import { systemClock } from '../../src/adapters/system/clock.ts';
import { seededRandom } from '../../src/adapters/system/seeded-random.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import { pastOf } from '../../src/domain/recall.ts';
import type { RunEvent, RunHeader } from '../../src/domain/run.ts';
import type { Model, ModelSession } from '../../src/ports/model.ts';
import type { Stage } from '../../src/ports/reality.ts';
import { run } from '../../src/run.ts';
import { Judged } from '../../src/search/judged.ts';
import { RunRecord } from '../../src/search/record.ts';
import { candidateOf } from '../../src/testing/reality-contract.ts';
import { bareReality } from '../fixtures/bare-reality.ts';

/** Two candidates a step, of every step others. */
const session: ModelSession = {
  async *propose({ step }) {
    for (const part of ['a', 'b']) {
      const source = `${step}${part}`;
      const draft = { source, parents: [], strategy: 'sample', tokens: 1, costUsd: 0 };
      yield await Promise.resolve({ kind: 'draft', island: 0, draft } as const);
    }
  },
  checkpoint: () => Promise.resolve(null),
  close: () => Promise.resolve(),
};

const model: Model = {
  id: 'scripted',
  deterministic: true,
  prolific: true,
  open: () => Promise.resolve(session),
};

const stageOf = (name: string): Stage => ({
  name,
  audience: 'everyone',
  hard: true,
  selective: false,
  varies: false,
});

/** Everybody runs; the judge takes all but those of every third step, by their step. */
const evidenceOf = (stage: string, id: string, source: string, wallMs: number): Evidence => {
  const base = { candidate: id, stage, wallMs, total: 1 };
  const step = Number.parseInt(source, 10);
  if (stage === 'run') return { ...base, verdict: 'passed', passed: 1 };
  return step % 3 === 0
    ? { ...base, verdict: 'failed', passed: 0, feedback: 'no' }
    : { ...base, verdict: 'passed', passed: 1, scores: [100 - step] };
};

const steps = 22;
const header: RunHeader = {
  id: 'r1',
  startedAtMs: 0,
  intent: '',
  specPath: '',
  spec: '',
  seed: 1,
  models: [model.id],
  budget: { seconds: 3600 },
  lag: 1,
  sluiceVersion: '',
};

/** Trials that take so long; what is judged, and with `until` an interruption while it is. */
async function carryOut(wallMs: number, events: readonly RunEvent[], until?: string) {
  const ledger = new MemoryLedger();
  ledger.begin(header);
  ledger.append(header.id, events);
  const control = new AbortController();
  const judged: string[] = [];
  const reality = bareReality(
    ['run', 'judge'].map(stageOf),
    async function* judge(stage, batch, signal) {
      for (const { id, source } of batch) {
        const trial = `${stage} ${source}`;
        if (trial === until) {
          control.abort();
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
        }
        signal.throwIfAborted();
        judged.push(trial);
        yield await Promise.resolve(evidenceOf(stage, id, source, wallMs));
      }
    },
  );
  const ports = {
    reality,
    models: [{ model, session }],
    record: new RunRecord(header.id, { ledger }, systemClock),
    clock: systemClock,
    random: seededRandom(1),
    workers: 1,
    processors: 1,
  };
  // It ends with a step, so that it is the same whenever that is.
  const ends = { ...header, replay: { run: 'r0', steps, rests: [16] } };
  await run(ends, pastOf(events), ports, () => undefined, control.signal);
  const recorded = ledger.read(header.id)!.events;
  const shortlisted = recorded.findLast((event) => event.kind === 'shortlisted');
  return { judged, recorded, finalists: shortlisted?.finalists.map(({ candidate }) => candidate) };
}

describe('what was judged before a run is cut off', () => {
  it('is not judged again when it goes on, whatever stage it was at, and comes out the same', async () => {
    const whole = await carryOut(1000, []);
    const cut = await carryOut(1000, [], 'judge 20b');
    const resumed = await carryOut(1000, cut.recorded);
    expect(cut.judged).toContain('run 20b');
    expect([...cut.judged, ...resumed.judged].toSorted()).toEqual(whole.judged.toSorted());
    expect(resumed.finalists).toEqual(whole.finalists);
  });

  it('is not judged again either where it is cut off a second time', async () => {
    const whole = await carryOut(1000, []);
    const first = await carryOut(1000, [], 'judge 18a');
    const second = await carryOut(1000, first.recorded, 'run 21a');
    const { judged } = await carryOut(1000, second.recorded);
    const all = [...first.judged, ...second.judged, ...judged];
    expect(all.toSorted()).toEqual(whole.judged.toSorted());
  });

  it('is not kept where judging it again takes no time', async () => {
    const { recorded } = await carryOut(1, [], 'judge 20b');
    expect(recorded.filter(({ kind }) => kind === 'judged')).toEqual([]);
  });
});

describe('what is on record of a trial', () => {
  const candidate = candidateOf('');
  const base = { candidate: candidate.id, stage: 'run', wallMs: 1000 };

  /** Whether it is judged once more, where it may spend so much. */
  const isJudgedAgain = async (recorded: Evidence, fuelMost?: number): Promise<boolean> => {
    let isJudged = false;
    const reality = bareReality([stageOf('run')], async function* judge() {
      isJudged = true;
      yield await Promise.resolve(recorded);
    });
    const { judge } = new Judged([recorded]).by(reality);
    const signal = new AbortController().signal;
    const seen = await Array.fromAsync(judge('run', [candidate], signal, fuelMost));
    expect(seen).toEqual([recorded]);
    return isJudged;
  };

  it('counts only where it may spend now what it spent then', async () => {
    const passed: Evidence = { ...base, verdict: 'passed', passed: 1, total: 1, fuel: 50 };
    expect(await isJudgedAgain(passed)).toBe(false);
    expect(await isJudgedAgain(passed, 50)).toBe(false);
    expect(await isJudgedAgain(passed, 49)).toBe(true);
    const ranOut: Evidence = { ...base, verdict: 'timedOut', limitMs: 1000, fuelMost: 50 };
    expect(await isJudgedAgain(ranOut, 50)).toBe(false);
    expect(await isJudgedAgain(ranOut, 100)).toBe(true);
    expect(await isJudgedAgain(ranOut)).toBe(true);
  });
});
