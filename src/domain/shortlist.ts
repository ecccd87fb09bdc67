import type { Candidate } from './candidate.ts';
import type { Evidence, Measures } from './evidence.ts';
import type { Value } from './value.ts';

/** A score as it is reported: folded over the instances of each split, in the unit of the score. */
export interface ScoreReport {
  readonly train: number;
  /** Absent where the run was interrupted before its nominees were judged. */
  readonly validate?: number;
  /** Absent until the shortlist was run on it, once. */
  readonly final?: number;
  /** 95 % interval of the score on the last split that was run; absent where it was taken once. */
  readonly interval?: readonly [number, number];
}

/**
 * What survivors are held against: a baseline that every survivor must beat on `validate`, or a
 * published result, or what the search began from, which are only shown beside them.
 */
export interface Reference {
  readonly name: string;
  readonly kind: 'baseline' | 'published' | 'initial';
  /** Folded over the instances of each split that was run. */
  readonly score: Partial<Readonly<Record<'train' | 'validate' | 'final', number>>>;
  /** Why it has none on a split that it was run on; absent where it ran on all of them. */
  readonly failed?: Partial<Readonly<Record<'train' | 'validate' | 'final', string>>>;
}

/** A survivor that is handed to a person. */
export interface Finalist {
  /** 1 is the best. */
  readonly rank: number;
  readonly candidate: Candidate;
  /** One sentence: why this one stands beside the other two. */
  readonly why: string;
  /** Every stage that it went through, in order. */
  readonly evidence: readonly Evidence[];
  readonly score?: ScoreReport;
  readonly measures: Measures;
}

/** A question on which finalists differ, such as an input, with what each answers. */
export interface Disagreement {
  /** As a person is asked it: `median3(1, 1, 2)`. Absent in older records. */
  readonly question?: string;
  /** What it asks about, in values of its reality: of a function, the arguments. */
  readonly args: readonly Value[];
  readonly results: readonly {
    readonly candidate: string;
    readonly result: Value;
  }[];
}

/** How many a person is shown, at the most. */
export const shortlistLength = 3;

/** Why fewer than three are shown; nothing to say where there are three, or none. */
export function whyFewer(
  finalists: readonly Pick<Finalist, 'score'>[],
  compared: number,
): string | undefined {
  const count = finalists.length;
  if (count === 0 || count >= shortlistLength) return undefined;
  const start = count === 1 ? 'One and not three' : 'Two and not three';
  if (compared <= count) return `${start}: nothing else survived that does otherwise.`;
  const byScore = finalists[0]!.score !== undefined;
  const reason = byScore
    ? 'do the same, or are the same with other numbers, and are no better'
    : 'do the same and are no better, get a held-out case wrong, or are so much longer that they more likely know the examples by heart';
  return `${start}: the others of the ${compared} compared ${reason}.`;
}
