import type { IncomingHttpHeaders } from 'node:http';

import type { Clock } from '../../../ports/clock.ts';
import type { LimitedUnit } from './limiter.ts';

/** How one limit of a provider stands, as a response tells it. */
export interface Rate {
  /** What tells it from the others: the header that told it. */
  readonly name: string;
  readonly unit: LimitedUnit;
  readonly amount: number;
  readonly remaining: number;
  /** Until all of it is there again. */
  readonly resetMs: number;
}

interface Headers {
  readonly unit: Rate['unit'];
  readonly limit: string;
  readonly remaining: string;
  readonly reset: string;
}

const openAi = (unit: Rate['unit'], window: string): Headers => ({
  unit,
  limit: `x-ratelimit-limit-${unit}${window}`,
  remaining: `x-ratelimit-remaining-${unit}${window}`,
  reset: `x-ratelimit-reset-${unit}${window}`,
});

const anthropic = (unit: Rate['unit'], kind: string): Headers => ({
  unit,
  limit: `anthropic-ratelimit-${kind}-limit`,
  remaining: `anthropic-ratelimit-${kind}-remaining`,
  reset: `anthropic-ratelimit-${kind}-reset`,
});

/**
 * What providers send, as their pages said in November 2026:
 * - OpenAI and Groq: `x-ratelimit-*` of the minute, of Groq's requests the day
 *   (https://console.groq.com/docs/rate-limits);
 * - Cerebras: the window in the name, seconds (https://inference-docs.cerebras.ai/support/rate-limits);
 * - SambaNova: requests, the reset a moment (https://docs.sambanova.ai/docs/en/models/rate-limits);
 * - Together (https://docs.together.ai/docs/rate-limits) and OpenRouter: requests, without a unit;
 * - Anthropic: what is read, what is written, and the scarcest of its limits as `tokens`; dates
 *   (https://docs.claude.com/en/api/rate-limits).
 *
 * Those of Fireworks are left unread: its pages disagree whether they are of a second or of a
 * minute (https://docs.fireworks.ai/serverless/rate-limits). Google sends none, but says in the
 * body of a 429 how long to wait (`retryDelayMs` in answer.ts).
 */
const known: readonly Headers[] = [
  ...['', '-minute', '-hour', '-day'].flatMap((window) => [
    openAi('requests', window),
    openAi('tokens', window),
  ]),
  anthropic('requests', 'requests'),
  anthropic('tokens', 'tokens'),
  anthropic('inputTokens', 'input-tokens'),
  anthropic('outputTokens', 'output-tokens'),
  {
    unit: 'requests',
    limit: 'x-ratelimit-limit',
    remaining: 'x-ratelimit-remaining',
    reset: 'x-ratelimit-reset',
  },
];

/** The limits that a response tells in full; what makes no sense is left out. */
export function readRates(headers: IncomingHttpHeaders, clock: Clock): Rate[] {
  return known.flatMap(({ unit, limit, remaining: left, reset }) => {
    const amount = numberOf(headers[limit]);
    const remaining = numberOf(headers[left]);
    const resetMs = untilMs(headers[reset], clock);
    if (amount === undefined || remaining === undefined || resetMs === undefined) return [];
    return [{ name: limit, unit, amount, remaining, resetMs }];
  });
}

/** A bare number beyond this is a moment: seconds, or milliseconds, since 1970. */
const momentsFrom = 1e9;
const momentsInMsFrom = 1e12;

/** The least until a date: clocks differ, and a limit is full within the second at the earliest. */
const dateMsLeast = 1000;

/** How long until a moment that is told as a duration, as a date, or as time since 1970. */
export function untilMs(
  header: string | readonly string[] | undefined,
  clock: Clock,
): number | undefined {
  const number = numberOf(header);
  if (number !== undefined && number >= momentsFrom) {
    const moment = number >= momentsInMsFrom ? number : number * 1000;
    return Math.max(0, moment - clock.wallMs());
  }
  const duration = durationMs(header);
  if (duration !== undefined) return duration;
  if (typeof header !== 'string' || !/^\d{4}-\d\d-\d\dT/u.test(header)) return undefined;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(dateMsLeast, date - clock.wallMs());
}

function numberOf(header: string | readonly string[] | undefined): number | undefined {
  if (typeof header !== 'string' || header.trim() === '') return undefined;
  const value = Number(header);
  return Number.isNaN(value) ? undefined : value;
}

const partsMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Reads `1m2.5s`, `20ms`, or a bare number of seconds; in milliseconds. */
export function durationMs(header: string | readonly string[] | undefined): number | undefined {
  if (typeof header !== 'string') return undefined;
  const bare = Number(header);
  if (header.trim() !== '' && !Number.isNaN(bare)) return bare * 1000;
  if (!/^(?:\d+(?:\.\d+)?(?:ms|[smhd]))+$/u.test(header)) return undefined;
  return [...header.matchAll(/(\d+(?:\.\d+)?)(ms|[smhd])/gu)].reduce(
    (sum, [, amount, part]) => sum + Number(amount) * partsMs[part!]!,
    0,
  );
}
