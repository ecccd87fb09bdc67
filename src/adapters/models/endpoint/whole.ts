import type { Answer } from './answer.ts';
import { tokensMostOf, type Part } from './part.ts';
import type { Outcome } from './transport.ts';

/** A server that writes a sample no faster is stopped when it has written what was asked for. */
export const slowTokensPerSecond = 200;

/** What has arrived of a stream that broke off: its samples that hold what was asked for. */
export function wholeOf(
  { texts, heardTokens = 0 }: Answer,
  { isWhole, samples }: Part,
  reason: string,
): Outcome {
  const whole = texts.slice(0, samples).filter((text) => isWhole?.(text) === true);
  if (whole.length === 0) return { kind: 'failed', failure: 'unanswered', reason, heardTokens };
  const wholeTokens = whole.reduce((sum, text) => sum + tokensMostOf(text), 0);
  const tokensMost = Math.max(0, heardTokens - wholeTokens);
  return { kind: 'answered', texts: whole, usage: undefined, cut: { reason, tokensMost } };
}

/** The request was not to its liking, in one way or another. */
export const isRefusal = (outcome: Outcome): boolean =>
  outcome.kind === 'tooMany' || (outcome.kind === 'failed' && outcome.failure === 'refused');
