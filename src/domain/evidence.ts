import type { CandidateId } from './candidate.ts';
import type { Value } from './value.ts';

export const verdicts = ['passed', 'failed', 'timedOut', 'crashed', 'rejected'] as const;
export type Verdict = (typeof verdicts)[number];

/** A case that a candidate got wrong, as a model may be told of it (never a held-out one). */
export interface Counterexample {
  readonly args: readonly Value[];
  readonly expected: Value;
  readonly actual: Value;
}

/** Named figures of a candidate: `size`, `medianNs`, … The unit is in the name. */
export type Measures = Readonly<Record<string, number>>;

interface EvidenceBase {
  readonly candidate: CandidateId;
  readonly stage: string;
  /** Milliseconds of the sandbox's clock that judging took. */
  readonly wallMs: number;
  /** What it spent, in units of its engine; absent where nothing was counted. */
  readonly fuel?: number;
}

/** How far a candidate got: cases for equality, instances for a score. */
interface Progress {
  readonly passed: number;
  readonly total: number;
  /** One score an instance, in the order of the instances; only where reality scores. */
  readonly scores?: readonly number[];
  /** Where a score varies, what each measurement came to; its mean is the one score then. */
  readonly measurements?: readonly number[];
  readonly measures?: Measures;
  /** What the candidate does, as one hash: equal for candidates that behaved alike. */
  readonly behaviour?: string;
}

/**
 * What one stage saw of one candidate. A failure is a value: every way to fail has its verdict.
 *
 * - `passed`: it met the stage;
 * - `failed`: it ran and was wrong, with what can be learnt from it;
 * - `timedOut`: it used up its fuel or its time;
 * - `crashed`: it threw, or took its process down;
 * - `rejected`: it was not run at all (it does not parse, exports nothing, …).
 */
export type Evidence =
  | (EvidenceBase & Progress & { readonly verdict: 'passed' })
  | (EvidenceBase &
      Progress & {
        readonly verdict: 'failed';
        readonly feedback: string;
        readonly counterexample?: Counterexample;
      })
  | (EvidenceBase & {
      readonly verdict: 'timedOut';
      readonly limitMs: number;
      /** The fuel that it had, where that was its limit. */
      readonly fuelMost?: number;
    })
  | (EvidenceBase & { readonly verdict: 'crashed'; readonly error: string })
  | (EvidenceBase & { readonly verdict: 'rejected'; readonly reason: string });

export type Passed = Extract<Evidence, { verdict: 'passed' }>;

export const hasPassed = (evidence: Evidence): evidence is Passed => evidence.verdict === 'passed';

/** Jumps and calls in a unit of fuel. */
const stepsAUnit = 10_000;

/** What somebody who timed out had, in words: `1000 ms`, `100000 steps`. */
export function limitOf({
  limitMs,
  fuelMost,
}: Pick<Extract<Evidence, { verdict: 'timedOut' }>, 'limitMs' | 'fuelMost'>): string {
  return fuelMost === undefined ? `${limitMs} ms` : `${fuelMost * stepsAUnit} steps`;
}

/** What went wrong, in words; `undefined` where nothing did. */
export function noteOf(evidence: Evidence): string | undefined {
  switch (evidence.verdict) {
    case 'passed':
      return undefined;
    case 'failed':
      return evidence.feedback;
    case 'timedOut':
      return `over its limit of ${limitOf(evidence)}`;
    case 'crashed':
      return evidence.error;
    case 'rejected':
      return evidence.reason;
  }
}

/** The scores of a stage that ran to its end; `undefined` where there are none. */
export function scoresOf(evidence: Evidence): readonly number[] | undefined {
  return evidence.verdict === 'passed' || evidence.verdict === 'failed'
    ? evidence.scores
    : undefined;
}
