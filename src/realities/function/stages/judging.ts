import type { Candidate } from '../../../domain/candidate.ts';
import type { Evidence } from '../../../domain/evidence.ts';
import type { Stage } from '../../../ports/reality.ts';
import type { FunctionSandbox, Outcome, Program } from '../../../ports/sandbox.ts';
import type { Random } from '../../../ports/random.ts';
import type { TypeChecker } from '../../../ports/type-checker.ts';
import type { LoadedSpec } from '../loading/loaded-spec.ts';

/** V8, confined, for candidates that were judged on another engine. */
export interface SecondEngine {
  /** A process for many, which may be spoiled: what it says against a candidate is asked again. */
  readonly quick: FunctionSandbox & {
    /** Puts a new process in the place of one that is spoiled. */
    renew(): void;
  };
  /** A process a candidate. */
  readonly alone: FunctionSandbox;
}

/** What every stage of a function has at hand. */
export interface Bench {
  readonly spec: LoadedSpec;
  readonly sandbox: FunctionSandbox;
  /** Where candidates are run again, unless the sandbox runs them on V8 itself. */
  readonly second?: SecondEngine;
  /** What reads the types of the shortlist, where anything does. */
  readonly types?: TypeChecker;
  readonly random: Random;
  /** The backstop for one trial, in milliseconds of wall time. */
  readonly limitMs: number;
  /** Told what of the specification's own code is tried, before anybody is judged. */
  readonly tell?: (what: string) => void;
}

/** A stage that knows how to judge. */
export interface JudgingStage extends Stage {
  judge(
    batch: readonly Candidate[],
    signal: AbortSignal,
    fuelMost?: number,
  ): AsyncIterable<Evidence>;
  /** Evidence of this stage that comes from the record, where a later stage builds on it. */
  recall?(seen: Evidence): void;
}

export function programOf(candidate: Candidate, { spec }: Bench): Program {
  return {
    kind: 'source',
    candidate: candidate.id,
    source: candidate.source,
    name: spec.problem.signature.name,
  };
}

/** A failure that reads the same at every stage; `undefined` for an outcome that has results. */
export function failureOf(
  outcome: Outcome,
  seen: { readonly candidate: string; readonly stage: string },
): Evidence | undefined {
  const base = { ...seen, wallMs: outcome.wallMs };
  switch (outcome.kind) {
    case 'timedOut': {
      const { limitMs, fuelMost } = outcome;
      return { ...base, verdict: 'timedOut', limitMs, ...(fuelMost && { fuelMost }) };
    }
    case 'crashed':
      return { ...base, verdict: 'crashed', error: outcome.error };
    case 'rejected':
      return { ...base, verdict: 'rejected', reason: outcome.reason };
    case 'returned':
    case 'scored':
    case 'checked':
    case 'timed':
      return undefined;
  }
}

/** What a trial spent, as evidence says it. */
export function fuelOf({ fuel }: { readonly fuel?: number | undefined }): {
  readonly fuel?: number;
} {
  return fuel === undefined ? {} : { fuel };
}

/** What a trial may spend, where there is a limit. */
export function limited(fuelMost: number | undefined): { readonly fuelMost?: number } {
  return fuelMost === undefined ? {} : { fuelMost };
}

/** Why code of the specification's own came to nothing, in words. */
export function faultOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'timedOut':
      return `no answer within ${outcome.limitMs} ms`;
    case 'crashed':
      return outcome.error;
    case 'rejected':
      return outcome.reason;
    case 'returned':
    case 'scored':
    case 'checked':
    case 'timed':
      return `an answer of another kind (${outcome.kind})`;
  }
}
