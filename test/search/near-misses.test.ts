import { describe, expect, it } from 'vitest';

import type { Candidate } from '../../src/domain/candidate.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import { recall } from '../../src/domain/recall.ts';
import type { RunEvent } from '../../src/domain/run.ts';
import { Selection } from '../../src/search/selection.ts';
import { bareReality } from '../fixtures/bare-reality.ts';

const reality = bareReality(
  [{ name: 'judge', audience: 'everyone', hard: true, selective: false, varies: false }],
  () => {
    throw new Error('nobody is judged here');
  },
);

const at = { elapsedMs: 0, candidates: 0 };

function climbed(id: string, right: number): Parameters<Selection['fold']>[0] {
  const candidate = { id, source: id, strategy: 'sample', island: 0 } as unknown as Candidate;
  const base = { candidate: id, stage: 'judge', wallMs: 0, passed: right, total: 4 };
  const seen: Evidence =
    right === 4
      ? { ...base, verdict: 'passed', scores: [5], behaviour: id }
      : { ...base, verdict: 'failed', feedback: 'wrong' };
  return { candidate, evidence: [seen], survived: right === 4 };
}

const isRecorded = (events: readonly RunEvent[]): boolean =>
  events.some(({ kind }) => kind === 'candidate');

describe('who comes closest is on record', () => {
  it('until something survives, also where less is better', () => {
    const selection = new Selection(reality, recall([]), [], undefined);
    expect(isRecorded(selection.fold(climbed('a', 1), at))).toBe(true);
    expect(isRecorded(selection.fold(climbed('b', 1), at))).toBe(false);
    expect(isRecorded(selection.fold(climbed('c', 4), at))).toBe(true);
    expect(isRecorded(selection.fold(climbed('d', 3), at))).toBe(false);
  });

  it('once, also where the run goes on after an interruption', () => {
    const before = new Selection(reality, recall([]), [], undefined);
    const events = before.fold(climbed('a', 2), at);
    const after = new Selection(reality, recall(events), [], undefined);
    expect(isRecorded(after.fold(climbed('b', 1), at))).toBe(false);
    expect(isRecorded(after.fold(climbed('c', 3), at))).toBe(true);
  });
});
