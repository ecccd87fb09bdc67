import { createHash } from 'node:crypto';
import { showValue } from '../../domain/value.ts';
import type { CallResult } from '../../ports/sandbox.ts';

/** One hash of what a candidate does: equal for candidates that returned the same everywhere. */
export function behaviourOf(results: readonly CallResult[]): string {
  return hashOf(
    results.map((result) => (result.kind === 'value' ? showValue(result.value) : result.kind)),
  );
}

/** The same for a candidate that is known by its scores. */
export function behaviourOfScores(scores: readonly number[]): string {
  return hashOf(scores.map(String));
}

function hashOf(lines: readonly string[]): string {
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16);
}
