import type { IncomingHttpHeaders } from 'node:http';

import type { Clock } from '../../../ports/clock.ts';
import { readRates } from './rate-headers.ts';
import { wait } from './wait.ts';

/** What providers limit: some count what is read and what is written together, some apart. */
export type LimitedUnit = 'requests' | 'tokens' | 'inputTokens' | 'outputTokens';

/** How much may be asked for in a window of time. */
export interface Limit {
  readonly unit: LimitedUnit;
  readonly amount: number;
  readonly windowMs: number;
}

/** How a provider counts. */
export interface Limits {
  /** Limits that are known beforehand. */
  readonly known: readonly Limit[];
  /** What a reply might have had, and did not have, stays counted. */
  readonly countsUnused: boolean;
}

/** What a request may use at most, or has used. */
export interface Use {
  readonly input: number;
  readonly output: number;
}

/** A limit as it stands: it fills evenly, at `perMs`, up to `amount`. */
interface Bucket {
  readonly unit: LimitedUnit;
  amount: number;
  level: number;
  perMs: number;
  atMs: number;
}

/**
 * Holds requests back until a provider would take them. A request is charged up front with the
 * most that it may use, as providers count; what it came to and what headers say corrects that.
 */
export class Limiter {
  readonly #clock: Clock;
  readonly #countsUnused: boolean;
  readonly #buckets = new Map<string, Bucket>();
  /** Of requests that were let in and are not over. */
  readonly #underWay = { requests: 0, input: 0, output: 0 };
  /** Nobody is let in before. */
  #closedUntilMs = 0;
  /** Those who came first are let in first. */
  #last: Promise<void> = Promise.resolve();

  constructor({ known, countsUnused }: Limits, clock: Clock) {
    this.#clock = clock;
    this.#countsUnused = countsUnused;
    for (const { unit, amount, windowMs } of known) {
      const perMs = amount / windowMs;
      const atMs = clock.monotonicMs();
      this.#buckets.set(`${unit} ${windowMs}`, { unit, amount, level: amount, perMs, atMs });
    }
  }

  /** Waits for a place for one request that may use so much, and takes it until it is settled. */
  async admit(most: Use, signal: AbortSignal): Promise<void> {
    const earlier = this.#last;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#last = promise;
    try {
      await earlier;
      for (let waitMs = this.#waitMs(most); waitMs > 0; waitMs = this.#waitMs(most)) {
        await wait(waitMs, this.#clock, signal);
      }
      for (const bucket of this.#buckets.values()) bucket.level -= charge(bucket, most);
      this.#change(most, 1);
    } finally {
      resolve();
    }
  }

  #waitMs(most: Use): number {
    const now = this.#clock.monotonicMs();
    let waitMs = this.#closedUntilMs - now;
    for (const bucket of this.#buckets.values()) {
      const filled = bucket.level + (now - bucket.atMs) * bucket.perMs;
      bucket.level = Math.min(bucket.amount, filled);
      bucket.atMs = now;
      waitMs = Math.max(waitMs, (charge(bucket, most) - bucket.level) / bucket.perMs);
    }
    // A fraction of a millisecond may be too little for a clock to notice that it has passed.
    return Math.ceil(waitMs);
  }

  #change({ input, output }: Use, by: 1 | -1): void {
    this.#underWay.requests += by;
    this.#underWay.input += by * input;
    this.#underWay.output += by * output;
  }

  /** Lets nobody in for so long: a provider has said no. */
  pause(ms: number): void {
    this.#closedUntilMs = Math.max(this.#closedUntilMs, this.#clock.monotonicMs() + ms);
  }

  /** A request is over that was let in for `most`; the headers of its response, where one came. */
  settle(most: Use, used: Use, headers: IncomingHttpHeaders = {}): void {
    this.#change(most, -1);
    for (const bucket of this.#countsUnused ? [] : this.#buckets.values()) {
      const unused = charge(bucket, most) - charge(bucket, used);
      bucket.level = Math.min(bucket.amount, bucket.level + unused);
    }
    this.#heed(headers);
  }

  /** Takes over how the limits stand from the headers of a response. */
  #heed(headers: IncomingHttpHeaders): void {
    for (const { name, unit, amount, remaining, resetMs } of readRates(headers, this.#clock)) {
      const perMs = (amount - remaining) / resetMs;
      if (!(amount > 0 && perMs > 0 && Number.isFinite(perMs))) continue;
      const atMs = this.#clock.monotonicMs();
      const told = `${unit} ${name}`;
      const before = Math.min(remaining, this.#buckets.get(told)?.level ?? remaining);
      // What is under way may not be in it; what others came to less than they might have, is.
      const level = Math.max(before, remaining - useOf(unit, this.#underWay));
      this.#buckets.set(told, { unit, amount, level, perMs, atMs });
    }
  }
}

/** A request that is larger than a whole limit waits until the limit is all there. */
function charge({ unit, amount }: Bucket, { input, output }: Use): number {
  return Math.min(amount, useOf(unit, { requests: 1, input, output }));
}

function useOf(unit: LimitedUnit, { requests, input, output }: Use & { requests: number }): number {
  switch (unit) {
    case 'requests':
      return requests;
    case 'tokens':
      return input + output;
    case 'inputTokens':
      return input;
    case 'outputTokens':
      return output;
  }
}
