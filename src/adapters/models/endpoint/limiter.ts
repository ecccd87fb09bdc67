import type { IncomingHttpHeaders } from 'node:http';

import type { Clock } from '../../../ports/clock.ts';
import { readRates } from './rate-headers.ts';
import { wait } from './wait.ts';

/** How much may be asked for in a window of time. */
export interface Limit {
  readonly unit: 'requests' | 'tokens';
  readonly amount: number;
  readonly windowMs: number;
}

/** A limit as it stands: it fills evenly, at `perMs`, up to `amount`. */
interface Bucket {
  amount: number;
  level: number;
  perMs: number;
  atMs: number;
}

/**
 * Holds requests back until a provider would take them. A request is charged up front with the
 * most that it may use, as providers count; what their headers say corrects that.
 */
export class Limiter {
  readonly #clock: Clock;
  readonly #buckets = new Map<string, Bucket>();
  /** Nobody is let in before. */
  #closedUntilMs = 0;
  /** Those who came first are let in first. */
  #last: Promise<void> = Promise.resolve();

  constructor(limits: readonly Limit[], clock: Clock) {
    this.#clock = clock;
    for (const { unit, amount, windowMs } of limits) {
      const perMs = amount / windowMs;
      const atMs = clock.monotonicMs();
      this.#buckets.set(`${unit} ${windowMs}`, { amount, level: amount, perMs, atMs });
    }
  }

  /** Waits for a place for one request of so many tokens, and takes it. */
  async admit(tokens: number, signal: AbortSignal): Promise<void> {
    const earlier = this.#last;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#last = promise;
    try {
      await earlier;
      for (let waitMs = this.#waitMs(tokens); waitMs > 0; waitMs = this.#waitMs(tokens)) {
        await wait(waitMs, this.#clock, signal);
      }
      for (const [name, bucket] of this.#buckets) bucket.level -= charge(name, tokens, bucket);
    } finally {
      resolve();
    }
  }

  #waitMs(tokens: number): number {
    const now = this.#clock.monotonicMs();
    let waitMs = this.#closedUntilMs - now;
    for (const [name, bucket] of this.#buckets) {
      const filled = bucket.level + (now - bucket.atMs) * bucket.perMs;
      bucket.level = Math.min(bucket.amount, filled);
      bucket.atMs = now;
      waitMs = Math.max(waitMs, (charge(name, tokens, bucket) - bucket.level) / bucket.perMs);
    }
    return waitMs;
  }

  /** Lets nobody in for so long: a provider has said no. */
  pause(ms: number): void {
    this.#closedUntilMs = Math.max(this.#closedUntilMs, this.#clock.monotonicMs() + ms);
  }

  /** Takes over how the limits stand from the headers of a response. */
  heed(headers: IncomingHttpHeaders): void {
    for (const { name, unit, amount, remaining, resetMs } of readRates(headers, this.#clock)) {
      const perMs = (amount - remaining) / resetMs;
      if (!(amount > 0 && perMs > 0 && Number.isFinite(perMs))) continue;
      const atMs = this.#clock.monotonicMs();
      const told = `${unit} ${name}`;
      // What was admitted since the answer was written is not in it.
      const level = Math.min(remaining, this.#buckets.get(told)?.level ?? remaining);
      this.#buckets.set(told, { amount, level, perMs, atMs });
    }
  }
}

/** A request that is larger than a whole limit waits until the limit is all there. */
function charge(name: string, tokens: number, { amount }: Bucket): number {
  return name.startsWith('requests') ? 1 : Math.min(tokens, amount);
}
