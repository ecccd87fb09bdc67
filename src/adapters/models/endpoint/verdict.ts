import type { IncomingHttpHeaders } from 'node:http';

import type { Clock } from '../../../ports/clock.ts';
import { readAnswer, readError, retryDelayMs, type Answer } from './answer.ts';
import type { Exchanged } from './connections.ts';
import { durationMs, untilMs } from './rate-headers.ts';
import { tokensMostOf } from './part.ts';
import type { Usage } from './price.ts';
import { StreamedAnswer } from './stream.ts';
import type { Outcome } from './transport.ts';

/**
 * Why an exchange came to nothing:
 * - `limited`: the server takes no more for now (429);
 * - `unreachable`: nothing could be sent;
 * - `faulty`: the server says that it failed (5xx);
 * - `unanswered`: the answer broke off, never came, or is no answer;
 * - `refused`: this one request is not to the server's liking.
 */
export type Failure = 'limited' | 'unreachable' | 'faulty' | 'unanswered' | 'refused';

/** What an exchange means for the request. */
export type Verdict =
  | ({ readonly kind: 'answered' } & Answer)
  | {
      readonly kind: 'failed';
      readonly failure: Failure;
      readonly reason: string;
      /** Of a stream that broke off: the tokens that came of it, at the most. */
      readonly heardTokens?: number | undefined;
      /** What the server asked to wait, in milliseconds. */
      readonly waitMs?: number | undefined;
    }
  /** The server does not give so many samples at once. */
  | { readonly kind: 'tooMany' }
  /** No request of the kind can succeed. */
  | { readonly kind: 'hopeless'; readonly status: number; readonly reason: string };

/** The key, the account, the address or the model is wrong. */
const hopeless: ReadonlySet<number> = new Set([401, 402, 403, 404]);

/** A server's wish beyond this is not waited for in one go. */
const waitMsMost = 10 * 60_000;

export function readVerdict(exchanged: Exchanged, samples: number, clock: Clock): Verdict {
  if (exchanged.kind === 'cut') {
    return { kind: 'failed', failure: 'unanswered', reason: exchanged.reason };
  }
  if (exchanged.kind === 'unreachable') {
    return { kind: 'failed', failure: 'unreachable', reason: exchanged.reason };
  }
  const { status, headers, body } = exchanged;
  if (status >= 200 && status < 300) {
    if (exchanged.cut !== undefined && !isStream(headers)) {
      return { kind: 'failed', failure: 'unanswered', reason: exchanged.cut };
    }
    const answer = isStream(headers) ? readStream(body) : readAnswer(body);
    return typeof answer === 'string'
      ? { kind: 'failed', failure: 'unanswered', reason: answer }
      : { kind: 'answered', ...answer };
  }
  const said = readError(body);
  if (hopeless.has(status)) return { kind: 'hopeless', status, reason: said };
  const reason = `status ${status}: ${said}`;
  const waitMs = waitOf(headers, clock) ?? retryDelayMs(body);
  if (status === 429) return { kind: 'failed', failure: 'limited', reason, waitMs };
  if (status >= 500 || status === 408) return { kind: 'failed', failure: 'faulty', reason, waitMs };
  // How servers say that they give but one sample differs; one by one is tried in any case.
  if (samples > 1 && (status === 400 || status === 422)) return { kind: 'tooMany' };
  return { kind: 'failed', failure: 'refused', reason };
}

export const noUsage: Usage = { input: 0, output: 0, cached: 0 };

/** What an exchange is charged with: what the server counted, or the most where nobody knows. */
export function usageOf(outcome: Outcome, most: Usage): Usage {
  switch (outcome.kind) {
    case 'answered': {
      if (outcome.usage !== undefined) return outcome.usage;
      const { cut } = outcome;
      const whole = outcome.texts.reduce((sum, text) => sum + tokensMostOf(text), 0);
      const written = whole + (cut?.tokensMost ?? 0);
      return { ...most, output: Math.min(most.output, written) };
    }
    case 'failed':
      if (outcome.failure !== 'unanswered') return noUsage;
      return { ...most, output: Math.min(most.output, outcome.heardTokens ?? Infinity) };
    case 'tooMany':
    case 'hopeless':
      return noUsage;
  }
}

const isStream = (headers: IncomingHttpHeaders): boolean =>
  headers['content-type']?.startsWith('text/event-stream') === true;

function readStream(body: string): Answer | string {
  const streamed = new StreamedAnswer();
  streamed.take(Buffer.from(`${body}\n`));
  return streamed.answer();
}

/**
 * How long a server asks to wait: Retry-After, which is seconds or a date, or, where there is none,
 * as Together says it (https://docs.together.ai/docs/rate-limits).
 */
function waitOf(headers: IncomingHttpHeaders, clock: Clock): number | undefined {
  const { 'retry-after-ms': inMs, 'retry-after': after, 'x-ratelimit-reset': reset } = headers;
  const ms = typeof inMs === 'string' ? Number(inMs) : Number.NaN;
  const date = after === undefined ? Number.NaN : Date.parse(after) - clock.wallMs();
  const wanted = [ms, durationMs(after), date, untilMs(reset, clock)].find(
    (each) => each !== undefined && !Number.isNaN(each),
  );
  return wanted === undefined ? undefined : Math.min(waitMsMost, Math.max(0, wanted));
}
