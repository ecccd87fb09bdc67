import { SluiceError } from '../../../domain/errors.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Address } from './address.ts';
import { Connections } from './connections.ts';
import type { Limits } from './limiter.ts';
import { bodyOf, mostOf, type Part } from './part.ts';
import type { Provider } from './provider.ts';
import { untilWhole } from './stream.ts';
import type { Exchange, Outcome, Transport } from './transport.ts';
import { readVerdict, usageOf, type Verdict } from './verdict.ts';
import { isRefusal, slowTokensPerSecond, wholeOf } from './whole.ts';

export interface ServerParts {
  readonly address: Address;
  readonly provider: Provider;
  readonly key: string | undefined;
  readonly clock: Clock;
  readonly limitMs: number;
}

/** Connections to one server at once. */
const connectionsMost = 64;

/** A server refuses at once, or it is left to the search, which is patient. */
const refusalMs = 2000;

/**
 * Bytes of an answer: a sample may be far longer than what was asked for, which costs that sample
 * and none beside it. Of what is hostile no more is held in memory.
 */
const bytesPerSample = 2 ** 21;

/** A server that speaks the chat completions of OpenAI. */
export class Server implements Transport {
  readonly samplesMost: number;
  readonly requestsMost = connectionsMost;
  readonly limits: Limits;
  readonly #parts: ServerParts;
  readonly #connections: Connections;
  /** Its last answer came fast. The others are streamed: they can be stopped, and end half-way. */
  #isFast = false;
  #refusesStreams = false;

  constructor(parts: ServerParts) {
    this.#parts = parts;
    this.#connections = new Connections(parts.address.url, connectionsMost);
    this.samplesMost = parts.provider.samplesMost;
    this.limits = parts.provider.limits;
  }

  /**
   * Why it will answer nothing, be it the key, the address or the model; `undefined` where it may.
   * It is sent a request without messages: whoever would answer refuses just that, at no cost.
   */
  async refusal(): Promise<SluiceError | undefined> {
    const { address, key, clock } = this.#parts;
    const body = JSON.stringify({ model: address.model, messages: [], max_tokens: 1 });
    const exchange = {
      body,
      headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
      limitMs: refusalMs,
      bytesMost: bytesPerSample,
    };
    const exchanged = await this.#connections.post(exchange, new AbortController().signal);
    const verdict = readVerdict(exchanged, 1, clock);
    return verdict.kind === 'hopeless' ? this.#hopeless(verdict) : undefined;
  }

  async exchange(part: Part, signal: AbortSignal): Promise<Exchange> {
    const streams = !this.#isFast && !this.#refusesStreams && part.isWhole !== undefined;
    const first = await this.#once(part, streams, signal);
    if (!streams || !isRefusal(first.outcome)) return first;
    // It may be a stream that it does not give: then it gives the same in one piece.
    const whole = await this.#once(part, false, signal);
    if (whole.outcome.kind === 'answered') this.#refusesStreams = true;
    return whole;
  }

  async #once(part: Part, streams: boolean, signal: AbortSignal): Promise<Exchange> {
    const { address, provider, key, clock, limitMs } = this.#parts;
    const startMs = clock.monotonicMs();
    const isSlow = (tokens: number): boolean =>
      tokens / part.samples / ((clock.monotonicMs() - startMs) / 1000) < slowTokensPerSecond;
    const exchanged = await this.#connections.post(
      {
        body: bodyOf(part, address.model, provider, streams),
        isEnough: streams ? untilWhole(part, (letters) => isSlow(letters / 4)) : undefined,
        headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
        limitMs,
        bytesMost: (1 + part.samples) * bytesPerSample,
      },
      signal,
    );
    const headers = exchanged.kind === 'response' ? exchanged.headers : undefined;
    const verdict = readVerdict(exchanged, part.samples, clock);
    if (verdict.kind !== 'answered') return { outcome: this.#outcomeOf(verdict), headers };
    const cut = exchanged.kind === 'response' ? exchanged.cut : undefined;
    if (cut !== undefined) return { outcome: wholeOf(verdict, part, cut), headers };
    this.#isFast = !isSlow(usageOf(verdict, mostOf(part)).output);
    return { outcome: verdict, headers };
  }

  #outcomeOf(verdict: Exclude<Verdict, { kind: 'answered' }>): Outcome {
    if (verdict.kind === 'hopeless') return { kind: 'hopeless', error: this.#hopeless(verdict) };
    if (verdict.kind !== 'failed') return verdict;
    return { ...verdict, reason: this.#withoutKey(verdict.reason) };
  }

  #hopeless({ status, reason }: Extract<Verdict, { kind: 'hopeless' }>): SluiceError {
    const { address, provider, key } = this.#parts;
    const said = this.#withoutKey(reason);
    const isKey = status !== 404;
    return new SluiceError({
      fault: 'input',
      place: `${address.url.origin}#${address.model}`,
      found: `status ${status}: ${said}`,
      wanted: isKey ? 'a key that the server accepts' : 'a server that knows the address and model',
      mend: isKey
        ? `Set ${provider.keyVariable} to your key${key === undefined ? '; it is not set' : ''}.`
        : 'Correct --model: the base URL usually ends in /v1, and the name stands after `#`.',
    });
  }

  /** What a server says may repeat the key. */
  #withoutKey(said: string): string {
    return this.#parts.key === undefined ? said : said.replaceAll(this.#parts.key, '…');
  }

  close(): Promise<void> {
    this.#connections.close();
    return Promise.resolve();
  }
}
