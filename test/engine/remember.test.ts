import { expect, it } from 'vitest';

import type { RunEvent, RunStatus } from '../../src/domain/run.ts';
import { noCost, noCounts } from '../../src/domain/tally.ts';
import { remember } from '../../src/engine/remember.ts';
import type { Model } from '../../src/ports/model.ts';
import { headerOf } from '../adapters/ledgers/header.ts';

const shortlisted = {
  kind: 'shortlisted',
  finalists: [{ candidate: { model: 'grammar' } }],
} as unknown as RunEvent;

const ended = (status: Exclude<RunStatus, 'running'>): RunEvent => {
  return { kind: 'ended', status, elapsedMs: 1, counts: noCounts, cost: noCost };
};

/** How often a model has learnt when a run has ended so, time after time. */
function lessonsOf(...statuses: readonly Exclude<RunStatus, 'running'>[]): number {
  const model = { id: 'grammar', remember: (lessons: number) => lessons + 1 };
  let lessons = 0;
  const priors = {
    read: () => lessons,
    change: (_: string, learn: (prior: unknown) => unknown) => (lessons = learn(lessons) as number),
  };
  const modelNamed = () => model as unknown as Model;
  const events: RunEvent[] = [];
  for (const status of statuses) {
    events.push(shortlisted, ended(status));
    remember(headerOf('run'), events, { priors, modelNamed });
  }
  return lessons;
}

it('a run teaches at its end and never before, and once, whoever goes on with it', () => {
  expect(lessonsOf('interrupted')).toBe(0);
  expect(lessonsOf('survived')).toBe(1);
  expect(lessonsOf('interrupted', 'survived')).toBe(1);
  expect(lessonsOf('survived', 'interrupted', 'survived')).toBe(1);
});
