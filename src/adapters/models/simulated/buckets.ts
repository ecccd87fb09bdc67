/** A limit on how much may be used in a window of time. */
export interface Limit {
  readonly unit: 'requests' | 'tokens';
  readonly amount: number;
  readonly windowMs: number;
}

/** How a limit stands, as the headers of a response tell it. */
export interface Standing {
  readonly limit: Limit;
  readonly remaining: number;
  /** Until the bucket is full again. */
  readonly resetMs: number;
}

/**
 * A token bucket a limit: it holds the whole amount and fills evenly within its window. All of
 * them are charged, or none.
 */
export class Buckets {
  readonly #buckets: { readonly limit: Limit; level: number; atMs: number }[];

  constructor(limits: readonly Limit[], nowMs: number) {
    this.#buckets = limits.map((limit) => ({ limit, level: limit.amount, atMs: nowMs }));
  }

  /** Charges one request of so many tokens: 0, or the milliseconds until it would be let in. */
  take(tokens: number, nowMs: number): number {
    let waitMs = 0;
    for (const bucket of this.#buckets) {
      const { limit } = bucket;
      const filled = ((nowMs - bucket.atMs) / limit.windowMs) * limit.amount;
      bucket.level = Math.min(limit.amount, bucket.level + filled);
      bucket.atMs = nowMs;
      const lacking = chargeOf(limit, tokens) - bucket.level;
      waitMs = Math.max(waitMs, (lacking / limit.amount) * limit.windowMs);
    }
    if (waitMs > 0) return waitMs;
    for (const bucket of this.#buckets) bucket.level -= chargeOf(bucket.limit, tokens);
    return 0;
  }

  standings(): readonly Standing[] {
    return this.#buckets.map(({ limit, level }) => ({
      limit,
      remaining: Math.max(0, Math.floor(level)),
      resetMs: ((limit.amount - level) / limit.amount) * limit.windowMs,
    }));
  }
}

/** A request that is larger than the whole limit costs all of it, and so is let in at some time. */
function chargeOf(limit: Limit, tokens: number): number {
  return limit.unit === 'requests' ? 1 : Math.min(tokens, limit.amount);
}
