import { expect, it } from 'vitest';

import { controlStrategy } from '../../src/domain/arms.ts';
import type { Draft } from '../../src/domain/candidate.ts';
import type { Climb } from '../../src/gauntlet/climb.ts';
import { Forms } from '../../src/proposing/forms.ts';
import { Contest } from '../../src/search/contest.ts';
import { candidateOf } from '../../src/testing/reality-contract.ts';

const sample = (source: string): { draft: Draft } => ({
  draft: { source, parents: [], strategy: controlStrategy, tokens: 10, costUsd: 0.5 },
});

function climbOf(source: string, survived: boolean): Climb {
  const candidate = candidateOf(source);
  const seen = { candidate: candidate.id, stage: 'examples', wallMs: 1, passed: 1, total: 1 };
  const verdict = survived
    ? ({ verdict: 'passed' } as const)
    : ({ verdict: 'failed', feedback: 'no' } as const);
  return { candidate, evidence: [{ ...seen, ...verdict }], survived };
}

const contest = (): Contest =>
  new Contest({ by: 'equality', tolerance: 0 }, new Forms({}), undefined, []);

it('a sample that the end of the run left unjudged is neither right nor wrong, and is paid', () => {
  const counted = contest();
  counted.fold(
    [sample('right'), sample('wrong')],
    [climbOf('right', true), climbOf('wrong', false)],
    false,
  );
  // Of three that repeat what was judged, were judged, and were not, two are samples.
  counted.fold([sample('wrong'), sample('late'), sample('never')], [climbOf('late', true)], true);
  expect(counted.arms!.control).toMatchObject({
    proposed: 4,
    right: 2,
    run: 3,
    survived: 2,
    tokens: 50,
    dollars: 2.5,
  });
});

it('where a step was judged to its end every sample counts', () => {
  const counted = contest();
  counted.fold([sample('right'), sample('right')], [climbOf('right', true)], false);
  expect(counted.arms!.control).toMatchObject({ proposed: 2, right: 2, run: 1, survived: 1 });
});
