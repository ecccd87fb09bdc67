import { expect, it } from 'vitest';

import { controlStrategy } from '../../src/domain/arms.ts';
import type { Candidate } from '../../src/domain/candidate.ts';
import type { Climb } from '../../src/gauntlet/climb.ts';
import type { Answer } from '../../src/proposing/collect.ts';
import { Forms } from '../../src/proposing/forms.ts';
import { Timing } from '../../src/search/timing.ts';
import { largerProblem } from '../fixtures/larger.ts';

const machine = { workers: 1, processors: 2 };
const moments = { step: 1, askedMs: 0, answeredMs: 1, judgedMs: 2 };
const source = 'export const larger = (a, b) => (a > b ? a : b);';

const survived: Climb = {
  candidate: { id: 'c1', source } as unknown as Candidate,
  evidence: [],
  survived: true,
};

const control: Pick<Answer, 'drafts'> = {
  drafts: [{ island: 0, draft: { source, strategy: controlStrategy, tokens: 1, costUsd: 0 } }],
} as unknown as Pick<Answer, 'drafts'>;

it('a plain sample that repeats a survivor is worth what that was, also after an interruption', () => {
  const { judgement } = largerProblem;
  const before = new Timing(judgement, new Forms({}), machine, []);
  before.fold(moments, { drafts: [] }, [survived]);
  const kept = [before.checkpoint(), undefined];
  expect(before.checkpoint()).toEqual([]);
  const after = new Timing(judgement, new Forms({}), machine, kept);
  after.fold({ ...moments, step: 2 }, control, []);
  expect(after.growth().steps?.[0]?.control).toEqual([{ tokens: 1, dollars: 0, quality: 1 }]);
});
