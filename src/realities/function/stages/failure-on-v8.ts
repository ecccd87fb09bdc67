import type { Evidence } from '../../../domain/evidence.ts';
import type { Outcome } from '../../../ports/sandbox.ts';

/**
 * A failure on V8 as evidence; `undefined` for an outcome that has results. In the words of this
 * file alone: on V8 a candidate chooses every letter and every figure that its process sends, may
 * have read whatever that process sees, and what evidence says stands in prompts.
 */
export function failureOnV8(
  outcome: Outcome,
  seen: { readonly candidate: string; readonly stage: string },
  limitMs: number,
): Evidence | undefined {
  const base = { ...seen, wallMs: outcome.wallMs };
  switch (outcome.kind) {
    case 'timedOut':
      return { ...base, verdict: 'timedOut', limitMs };
    case 'crashed':
      return { ...base, verdict: 'crashed', error: `${onV8}, it came to no end` };
    case 'rejected':
      return { ...base, verdict: 'rejected', reason: `${onV8}, it is not accepted` };
    case 'returned':
    case 'scored':
    case 'checked':
    case 'timed':
      return undefined;
  }
}

const onV8 = 'On V8, where people would run it and other than in QuickJS';
