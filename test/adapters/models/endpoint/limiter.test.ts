import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Limiter } from '../../../../src/adapters/models/endpoint/limiter.ts';
import { durationMs, readRates } from '../../../../src/adapters/models/endpoint/rate-headers.ts';
import type { Clock } from '../../../../src/ports/clock.ts';

const never = new AbortController().signal;

/** Time that passes only when somebody waits for it. */
function waitedClock(): Clock & { nowMs: number } {
  const clock = {
    nowMs: 0,
    monotonicMs: () => clock.nowMs,
    wallMs: () => clock.nowMs,
    deadline: (ms: number) => {
      clock.nowMs += ms;
      return AbortSignal.abort();
    },
  };
  return clock;
}

const noLimits = { known: [], countsUnused: true };

/** A limit of 1000 tokens a minute, as it stands. */
const standing = (remaining: number) => ({
  'x-ratelimit-limit-tokens': '1000',
  'x-ratelimit-remaining-tokens': String(remaining),
  'x-ratelimit-reset-tokens': '60s',
});

const written = (output: number) => ({ input: 0, output });

describe('a limiter', () => {
  it('never lets more in than the limits allow in any time', async () => {
    const charges = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(charges, async (all) => {
        const clock = waitedClock();
        const limits = [
          { unit: 'requests', amount: 10, windowMs: 60_000 },
          { unit: 'tokens', amount: 1000, windowMs: 60_000 },
        ] as const;
        const limiter = new Limiter({ known: limits, countsUnused: true }, clock);
        let tokens = 0;
        for (const [index, charge] of all.entries()) {
          await limiter.admit(written(charge), never);
          tokens += charge;
          const windows = clock.nowMs / 60_000;
          expect(index + 1).toBeLessThanOrEqual(10 + 10 * windows + 1e-6);
          expect(tokens).toBeLessThanOrEqual(1000 + 1000 * windows + 1e-6);
        }
      }),
    );
  });

  it('lets a request in that is larger than the limit, once all of it is there', async () => {
    const clock = waitedClock();
    const limiter = new Limiter(
      { known: [{ unit: 'tokens', amount: 100, windowMs: 1000 }], countsUnused: true },
      clock,
    );
    await limiter.admit(written(1000), never);
    expect(clock.nowMs).toBe(0);
    await limiter.admit(written(1000), never);
    expect(clock.nowMs).toBeCloseTo(1000);
  });

  it('waits as long as it was told to, and as the headers of a response say', async () => {
    const clock = waitedClock();
    const limiter = new Limiter(noLimits, clock);
    limiter.pause(250);
    await limiter.admit(written(1), never);
    expect(clock.nowMs).toBe(250);
    limiter.settle(written(0), written(0), {
      'x-ratelimit-limit-tokens': '1000',
      'x-ratelimit-remaining-tokens': '0',
      'x-ratelimit-reset-tokens': '10s',
    });
    await limiter.admit(written(500), never);
    expect(clock.nowMs).toBeCloseTo(250 + 5000);
  });

  it.each([
    [
      'Cerebras',
      'x-ratelimit-limit-tokens-minute',
      'x-ratelimit-remaining-tokens-minute',
      'x-ratelimit-reset-tokens-minute',
      '10',
    ],
    [
      'Groq',
      'x-ratelimit-limit-tokens',
      'x-ratelimit-remaining-tokens',
      'x-ratelimit-reset-tokens',
      '10.0s',
    ],
    [
      'Anthropic',
      'anthropic-ratelimit-tokens-limit',
      'anthropic-ratelimit-tokens-remaining',
      'anthropic-ratelimit-tokens-reset',
      '1970-01-01T00:00:10Z',
    ],
  ])('reads the headers of %s', async (_provider, limit, remaining, reset, in10Seconds) => {
    const clock = waitedClock();
    const limiter = new Limiter(noLimits, clock);
    limiter.settle(written(0), written(0), {
      [limit]: '1000',
      [remaining]: '0',
      [reset]: in10Seconds,
    });
    await limiter.admit(written(500), never);
    expect(clock.nowMs).toBeCloseTo(5000);
  });

  it('reads a moment since 1970, in seconds or in milliseconds, as OpenRouter and SambaNova tell it', async () => {
    for (const unit of [1, 1000]) {
      const clock = { ...waitedClock(), wallMs: () => 2e12 };
      const rates = readRates(
        {
          'x-ratelimit-limit': '10',
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(((2e12 + 10_000) / 1000) * unit),
        },
        clock,
      );
      expect(rates.map(({ unit: of, resetMs }) => [of, resetMs])).toEqual([['requests', 10_000]]);
    }
  });

  it('counts what is read and what is written apart where a provider does', async () => {
    const clock = waitedClock();
    const limiter = new Limiter(noLimits, clock);
    limiter.settle(written(0), written(0), {
      'anthropic-ratelimit-output-tokens-limit': '1000',
      'anthropic-ratelimit-output-tokens-remaining': '0',
      'anthropic-ratelimit-output-tokens-reset': '1970-01-01T00:00:10Z',
    });
    await limiter.admit({ input: 1e9, output: 0 }, never);
    expect(clock.nowMs).toBe(0);
    await limiter.admit({ input: 0, output: 500 }, never);
    expect(clock.nowMs).toBeCloseTo(5000);
  });

  it.each([
    [false, 0],
    [true, 800],
  ])('where unused tokens count (%s) the next request waits %i ms', async (countsUnused, ms) => {
    const clock = waitedClock();
    const known = [{ unit: 'tokens', amount: 100, windowMs: 1000 }] as const;
    const limiter = new Limiter({ known, countsUnused }, clock);
    await limiter.admit(written(100), never);
    limiter.settle(written(100), written(20), {});
    await limiter.admit(written(80), never);
    expect(clock.nowMs).toBeCloseTo(ms);
  });

  it('takes over that a provider gave back what was not used, but for what is under way', async () => {
    const clock = waitedClock();
    const limiter = new Limiter(noLimits, clock);
    limiter.settle(written(0), written(0), standing(500));
    await limiter.admit(written(200), never);
    await limiter.admit(written(200), never);
    // One of the two wrote nothing, and the provider says that 500 are there again.
    limiter.settle(written(200), written(0), standing(500));
    await limiter.admit(written(300), never);
    expect(clock.nowMs).toBe(0);
    await limiter.admit(written(1), never);
    expect(clock.nowMs).toBeGreaterThan(0);
  });

  it('heeds no header that makes no sense', async () => {
    const headers = fc.record({
      'x-ratelimit-limit-requests': fc.string(),
      'x-ratelimit-remaining-requests': fc.string(),
      'x-ratelimit-reset-requests': fc.string(),
    });
    await fc.assert(
      fc.asyncProperty(headers, async (given) => {
        const clock = waitedClock();
        const limiter = new Limiter(noLimits, clock);
        limiter.settle(written(0), written(0), given);
        await limiter.admit(written(1), never);
        expect(Number.isFinite(clock.nowMs)).toBe(true);
      }),
    );
  });
});

it.each([
  ['1', 1000],
  ['0.01', 10],
  ['20ms', 20],
  ['1m2.5s', 62_500],
  ['6h0m0s', 21_600_000],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('a duration of %j is %j ms', (header, ms) => {
  expect(durationMs(header)).toBe(ms);
});
