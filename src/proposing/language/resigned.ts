import { SluiceError } from '../../domain/errors.ts';
import { noCost } from '../../domain/tally.ts';
import type { Completion } from '../../ports/completions.ts';

/**
 * Within a run, that no request of the kind can succeed is an answer like any other, on record with
 * its reason and the mend: what others answered is not lost by it. Throws any other error again.
 */
export function resigned(error: unknown, samples: number): Completion {
  if (!(error instanceof SluiceError)) throw error;
  const missing = [{ reason: `${error.found}. ${error.mend}`, samples }];
  return { texts: [], missing, cost: noCost, isSpent: false, isHopeless: true };
}
