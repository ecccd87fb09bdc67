import type { Cost } from './run.ts';

export function addCost(left: Cost, right: Cost): Cost {
  return {
    inputTokens: left.inputTokens + right.inputTokens,
    cachedTokens: (left.cachedTokens ?? 0) + (right.cachedTokens ?? 0),
    outputTokens: left.outputTokens + right.outputTokens,
    requests: left.requests + right.requests,
    unanswered: (left.unanswered ?? 0) + (right.unanswered ?? 0),
    dollars: left.dollars + right.dollars,
  };
}
