import { expect, describe, it } from 'vitest';

import type { Candidate } from '../../src/domain/candidate.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import type { Climb } from '../../src/gauntlet/climb.ts';
import { Executions } from '../../src/gauntlet/executions.ts';
import type { Stage } from '../../src/ports/reality.ts';

const stages = (
  [
    ['small', 'everyone'],
    ['train', 'everyone'],
    ['validate', 'nominees'],
  ] as const
).map(([name, audience]): Stage => {
  return { name, audience, hard: true, selective: false, varies: false };
});

const passed = (stage: string, behaviour: string): Evidence => ({
  candidate: 'c',
  stage,
  wallMs: 1,
  verdict: 'passed',
  passed: 4,
  total: 4,
  behaviour,
});

const climbs = (...evidences: readonly (readonly Evidence[])[]): Climb[] =>
  evidences.map((evidence) => ({
    candidate: { id: 'c' } as Candidate,
    evidence,
    survived: false,
  }));

const base = { candidate: 'c', wallMs: 1 } as const;

describe('what the gauntlet ran for a model that runs nothing inside', () => {
  it('counts as run on one what any stage executed, and not what was rejected unrun', () => {
    const rejected: Evidence = { ...base, stage: 'small', verdict: 'rejected', reason: 'no' };
    const timedOut: Evidence = { ...base, stage: 'small', verdict: 'timedOut', limitMs: 9 };
    const counted = new Executions({ stages }).count(
      climbs([rejected], [timedOut], [passed('small', 'a')]),
    );
    expect(counted).toMatchObject({ runOnOne: 2, runOnAll: 0, new: 0 });
  });

  it('counts as run on all only what the last stage for everyone took to its end', () => {
    const crashed: Evidence = { ...base, stage: 'train', verdict: 'crashed', error: 'oh' };
    const counted = new Executions({ stages }).count(
      climbs([passed('small', 'a'), crashed], [passed('small', 'a'), passed('train', 'b')]),
    );
    expect(counted).toMatchObject({ runOnOne: 2, runOnAll: 1, new: 1 });
  });

  it('counts a behaviour as new once, also when the run was interrupted in between', () => {
    const all = climbs([passed('train', 'a')], [passed('train', 'b')], [passed('train', 'a')]);
    const before = new Executions({ stages });
    expect(before.count(all)).toMatchObject({ runOnAll: 3, new: 2 });
    const after = new Executions({ stages }, [before.checkpoint()]);
    expect(after.count(all)).toMatchObject({ runOnAll: 3, new: 0 });
  });
});
