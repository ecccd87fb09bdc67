import type { Progress } from '../../../../src/index.ts';

const verdicts = { passed: 12, failed: 1180, timedOut: 3, crashed: 0, rejected: 9 };

/** A moment of a made-up run: `share` of its ten seconds are spent. */
export function momentAt(share: number, changes: Partial<Progress> = {}): Progress {
  const generated = Math.round(share * 6_412_003);
  return {
    intent: 'The middle value of three numbers.',
    phase: 'searching',
    elapsedMs: share * 10_000,
    budgetShare: share,
    counts: {
      proposed: 1300,
      duplicates: 96,
      run: Math.round(share * 1204),
      survived: Math.round(share * 12),
      verdicts,
      considered: {
        tokens: generated * 9,
        generated,
        distinct: Math.round(generated * 0.8),
        runOnOne: generated,
        runOnAll: generated,
        new: Math.round(generated * 0.4),
        covered: 0,
      },
    },
    leaders: [],
    admitted: { enumerate: 8, sample: 4 },
    ...changes,
  };
}

export const median = `export function median3(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
`;

export const longest = `export function sorted(
  values: number[],
): number[] {
  const ascending = values.toSorted((left, right) => left - right);
  return ascending.filter(
    (value, index) => index === 0 || value !== ascending[index - 1],
  );
}
`;
