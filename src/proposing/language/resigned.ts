import { SluiceError } from '../../domain/errors.ts';
import { noCost } from '../../domain/tally.ts';
import type { Completion, CompletionRequest, Completions } from '../../ports/completions.ts';

/**
 * A source of text within a run: that no request of the kind can succeed is an answer there like
 * any other, on record with its reason and the mend, and what others answered is not lost by it.
 */
export function resigned(source: Completions): Completions {
  return {
    get samplesMost() {
      return source.samplesMost ?? Infinity;
    },
    async complete(request: CompletionRequest, signal: AbortSignal): Promise<Completion> {
      try {
        return await source.complete(request, signal);
      } catch (error) {
        if (!(error instanceof SluiceError)) throw error;
        const reason = `${error.found}. ${error.mend}`;
        const missing = [{ reason, samples: request.samples }];
        return { texts: [], missing, cost: noCost, isSpent: false, isHopeless: true };
      }
    },
    close: () => source.close(),
  };
}
