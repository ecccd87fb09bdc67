import { describe, expect, it } from 'vitest';

import type { Evidence } from '../../src/domain/evidence.ts';
import type { CutStep } from '../../src/domain/run.ts';
import { openTerms } from '../../src/gauntlet/climb.ts';
import type { Model, ModelSession } from '../../src/ports/model.ts';
import { Steps } from '../../src/search/steps.ts';
import { bareReality } from '../fixtures/bare-reality.ts';

const sources = ['first', 'second', 'third'];

const session: ModelSession = {
  async *propose() {
    for (const source of sources) {
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

const stage = { name: 'judge', audience: 'everyone', hard: true } as const;

/** Whoever is called so passes. `hear` is told of everyone who is judged. */
const worldOf = (right: string, hear: (source: string) => void) =>
  bareReality(
    [{ ...stage, selective: false, varies: false }],
    async function* judge(name, batch, signal) {
      for (const { id, source } of batch) {
        await Promise.resolve();
        signal.throwIfAborted();
        hear(source);
        const base = { candidate: id, stage: name, wallMs: 0, total: 1 };
        yield source === right
          ? ({ ...base, verdict: 'passed', passed: 1, scores: [1] } satisfies Evidence)
          : ({ ...base, verdict: 'failed', passed: 0, feedback: 'wrong' } satisfies Evidence);
      }
    },
  );

/** What a step comes to whose time is over after so many candidates. */
async function cutOffAfter(
  judged: number,
  right: string,
  isAnybody = false,
  lateAfter = 99,
  cuts: readonly CutStep[] = [],
) {
  const judging = new AbortController();
  const late = new AbortController();
  const heard: string[] = [];
  const world = worldOf(right, (source) => {
    if (heard.push(source) === judged) judging.abort();
    if (heard.length === lateAfter) late.abort();
  });
  if (judged === 0) judging.abort();
  const steps = new Steps(world, [], cuts);
  const { signal: answering } = new AbortController();
  const { climbs, isCutShort } = await steps.take(
    { proposer: { model, session }, request: { step: 0, asks: [] } },
    openTerms,
    { answering, judging: judging.signal, late: () => late.signal, isAnybody: () => isAnybody },
    () => undefined,
  );
  const ids = climbs.map(({ candidate }) => candidate.id);
  const judgedSources = climbs.map(({ candidate }) => candidate.source);
  return { judged: judgedSources, ids, isCutShort, isCutOff: steps.isCutOff };
}

describe('a step whose time is over', () => {
  it('goes on judging what was proposed where nobody survives as yet', async () => {
    expect(await cutOffAfter(0, 'third')).toMatchObject({ judged: sources, isCutOff: true });
    expect(await cutOffAfter(1, 'third')).toMatchObject({ judged: sources, isCutOff: true });
  });

  it('and for no longer than that takes a while', async () => {
    const cut = await cutOffAfter(0, 'third', false, 2);
    expect(cut).toMatchObject({ judged: ['first', 'second'], isCutOff: true });
  });

  it('ends there where somebody does', async () => {
    expect(await cutOffAfter(1, 'first')).toMatchObject({ judged: ['first'], isCutOff: true });
    expect(await cutOffAfter(0, 'third', true)).toMatchObject({ judged: [], isCutOff: true });
  });

  it('is the same when the run is repeated, which has all the time in the world', async () => {
    const { ids, isCutShort } = await cutOffAfter(2, 'first');
    expect([ids.length, isCutShort]).toEqual([2, true]);
    const again = await cutOffAfter(99, 'first', false, 99, [{ step: 0, judged: ids }]);
    expect(again).toMatchObject({ ids, isCutShort: true });
  });

  it('is not cut off where all are judged in time', async () => {
    expect(await cutOffAfter(99, 'first')).toMatchObject({ judged: sources, isCutOff: false });
  });
});
