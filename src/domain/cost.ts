import type { Cost, Estimated } from './run.ts';

/** What one request costs. */
export interface Charge {
  readonly tokens: number;
  readonly dollars: number;
  /** Of the tokens, those that are read; 0 where it is left out. */
  readonly inputTokens?: number;
  /** Of these, those that had been read before. */
  readonly cachedTokens?: number;
  /** Nobody has counted them: they are the most that they can have been. */
  readonly isEstimate?: boolean;
  /** The answer never came, or not all of it. */
  readonly isUnanswered?: boolean;
  /** Nobody knows what they cost: no dollars are counted. */
  readonly isUnpriced?: boolean;
}

/** What a request that was sent adds to the cost of a run. */
export function costOf({ tokens, dollars, inputTokens = 0, ...more }: Charge): Cost {
  return {
    inputTokens,
    cachedTokens: more.cachedTokens ?? 0,
    outputTokens: tokens - inputTokens,
    requests: 1,
    dollars,
    ...(more.isUnanswered === true ? { unanswered: 1 } : {}),
    ...(more.isEstimate === true ? { estimated: { tokens, dollars } } : {}),
    ...(more.isUnpriced === true ? { unpricedTokens: tokens } : {}),
  };
}

export function addCost(left: Cost, right: Cost): Cost {
  const estimated = addEstimated(left.estimated, right.estimated);
  const unpricedTokens = (left.unpricedTokens ?? 0) + (right.unpricedTokens ?? 0);
  return {
    inputTokens: left.inputTokens + right.inputTokens,
    cachedTokens: (left.cachedTokens ?? 0) + (right.cachedTokens ?? 0),
    outputTokens: left.outputTokens + right.outputTokens,
    requests: left.requests + right.requests,
    unanswered: (left.unanswered ?? 0) + (right.unanswered ?? 0),
    dollars: left.dollars + right.dollars,
    ...(estimated === undefined ? {} : { estimated }),
    ...(unpricedTokens === 0 ? {} : { unpricedTokens }),
  };
}

function addEstimated(left: Cost['estimated'], right: Cost['estimated']): Estimated | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return { tokens: left.tokens + right.tokens, dollars: left.dollars + right.dollars };
}
