import { createHash } from 'node:crypto';
import { isArray, showValue, withParts, type Value } from '../../domain/value.ts';
import type { CallResult } from '../../ports/sandbox.ts';

/** Digits in which two ways to compute the same number agree; of one below 1, decimal places. */
const steadyDigits = 9;

/**
 * One hash of what a candidate does: equal for candidates that returned the same everywhere, but
 * for what rounding does to numbers.
 */
export function behaviourOf(results: readonly CallResult[]): string {
  return hashOf(
    results.map((result) =>
      result.kind === 'value' ? showValue(steady(result.value)) : result.kind,
    ),
  );
}

function steady(value: Value): Value {
  if (typeof value !== 'number') return withParts(inOrder(value), steady);
  if (!Number.isFinite(value)) return value;
  const places = Math.max(0, Math.ceil(Math.log10(Math.abs(value))));
  const grain = 10 ** (places - steadyDigits);
  return Math.round(value / grain) * grain || 0;
}

/** The keys of a record in one order, whichever way it was made. */
function inOrder(value: Value): Value {
  if (typeof value !== 'object' || value === null || isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)),
  );
}

/** The same for a candidate that is known by its scores. */
export function behaviourOfScores(scores: readonly number[]): string {
  return hashOf(scores.map(String));
}

function hashOf(lines: readonly string[]): string {
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16);
}
