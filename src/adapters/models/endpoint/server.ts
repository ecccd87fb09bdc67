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

export interface ServerParts {
  readonly address: Address;
  readonly provider: Provider;
  readonly key: string | undefined;
  readonly clock: Clock;
  readonly limitMs: number;
}

/** Connections to one server at once. */
const connectionsMost = 64;

/** Bytes of one answer, a token taken for 16 of them, and for what stands around the text. */
const bytesPerToken = 16;
const bytesBesides = 2 ** 20;

/** A server that writes a sample no faster is stopped when it has written what was asked for. */
const slowTokensPerSecond = 200;

/** A server that speaks the chat completions of OpenAI. */
export class Server implements Transport {
  readonly samplesMost: number;
  readonly requestsMost = connectionsMost;
  readonly limits: Limits;
  readonly #parts: ServerParts;
  readonly #connections: Connections;
  /** Its last answer came slowly: the next are streamed, so that they can be stopped. */
  #isSlow = false;

  constructor(parts: ServerParts) {
    this.#parts = parts;
    this.#connections = new Connections(parts.address.url, connectionsMost);
    this.samplesMost = parts.provider.samplesMost;
    this.limits = parts.provider.limits;
  }

  async exchange(part: Part, signal: AbortSignal): Promise<Exchange> {
    const { address, provider, key, clock, limitMs } = this.#parts;
    const isWhole = this.#isSlow ? part.isWhole : undefined;
    const startMs = clock.monotonicMs();
    const exchanged = await this.#connections.post(
      {
        body: bodyOf(part, address.model, provider, isWhole !== undefined),
        isEnough: isWhole === undefined ? undefined : untilWhole(part.samples, isWhole),
        headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
        limitMs,
        bytesMost: bytesBesides + part.samples * part.outputTokensMost * bytesPerToken,
      },
      signal,
    );
    const verdict = readVerdict(exchanged, part.samples, clock);
    if (verdict.kind === 'answered') {
      const seconds = (clock.monotonicMs() - startMs) / 1000;
      const { output } = usageOf(verdict, mostOf(part));
      this.#isSlow = output / verdict.texts.length / seconds < slowTokensPerSecond;
    }
    const headers = exchanged.kind === 'response' ? exchanged.headers : undefined;
    return { outcome: this.#outcomeOf(verdict), headers };
  }

  #outcomeOf(verdict: Verdict): Outcome {
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
