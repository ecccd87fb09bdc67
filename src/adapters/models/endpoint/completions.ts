import { SluiceError } from '../../../domain/errors.ts';
import type { Cost } from '../../../domain/run.ts';
import { noCost } from '../../../domain/tally.ts';
import type { Clock } from '../../../ports/clock.ts';
import type {
  Allowance,
  Completion,
  CompletionRequest,
  Completions,
} from '../../../ports/completions.ts';
import type { Address } from './address.ts';
import { Bill } from './bill.ts';
import { Connections } from './connections.ts';
import { Limiter } from './limiter.ts';
import { bodyOf, lettersPerToken, tokensIn, type Part } from './part.ts';
import { merged, missingIn, nothing } from './pieces.ts';
import { dollarsFor, type Price, type Usage } from './price.ts';
import type { Provider } from './provider.ts';
import { untilWhole } from './stream.ts';
import { readVerdict, type Failure, type Verdict } from './verdict.ts';
import { wait } from './wait.ts';

export interface EndpointParts {
  readonly address: Address;
  readonly provider: Provider;
  readonly key: string | undefined;
  readonly price: Price;
  readonly allowance: Allowance;
  readonly clock: Clock;
  readonly limitMs: number;
  readonly backoffMs: number;
}

/** Connections to one server at once. */
const connectionsMost = 64;

/** Bytes of one answer, a token taken for 16 of them, and for what stands around the text. */
const bytesPerToken = 16;
const bytesBesides = 2 ** 20;

/** How often one request is made, by what becomes of it. */
const attemptsMost: Readonly<Record<Failure, number>> = {
  limited: 12,
  unreachable: 4,
  faulty: 4,
  // It may have been answered, and billed: charged at its most, and asked again once.
  unanswered: 2,
  refused: 1,
};

/** A server that writes a sample no faster is stopped when it has written what was asked for. */
const slowTokensPerSecond = 200;

const noUsage: Usage = { input: 0, output: 0, cached: 0 };

export class EndpointCompletions implements Completions {
  readonly #parts: EndpointParts;
  readonly #connections: Connections;
  readonly #limiter: Limiter;
  /** What the server was found to give at once. */
  #samplesMost: number;
  /** Its last answer came slowly: the next are streamed, so that they can be stopped. */
  #isSlow = false;

  constructor(parts: EndpointParts) {
    this.#parts = parts;
    this.#connections = new Connections(parts.address.url, connectionsMost);
    this.#limiter = new Limiter(parts.provider.limits, parts.clock);
    this.#samplesMost = parts.provider.samplesMost;
  }

  async complete(request: CompletionRequest, signal: AbortSignal): Promise<Completion> {
    const parts: Part[] = [];
    for (let from = 0; from < request.samples; from += this.#samplesMost) {
      const samples = Math.min(this.#samplesMost, request.samples - from);
      parts.push({ ...request, samples, seed: request.seed + from });
    }
    const completions = await Promise.all(parts.map((part) => this.#complete(part, signal)));
    return completions.length === 1 ? completions[0]! : merged(completions);
  }

  async #complete(part: Part, signal: AbortSignal): Promise<Completion> {
    const bill = new Bill(this.#parts.price);
    try {
      return await this.#insist(part, bill, signal);
    } catch (error) {
      if (!signal.aborted || error instanceof SluiceError) throw error;
      return nothing(part, 'cut off', bill.cost);
    }
  }

  /** Makes one request, as often as it takes or as it is worth. */
  async #insist(part: Part, bill: Bill, signal: AbortSignal): Promise<Completion> {
    const failures = { limited: 0, unreachable: 0, faulty: 0, unanswered: 0, refused: 0 };
    for (;;) {
      const asked = await this.#ask(part, bill, signal);
      if (asked === undefined) return await this.#fewer(part, bill.cost, signal);
      const { verdict, usage } = asked;
      if (verdict.kind === 'answered')
        return this.#answered(part, verdict, usage, bill.cost, signal);
      if (verdict.kind === 'tooMany') return await this.#oneByOne(part, bill.cost, signal);
      const failed = ++failures[verdict.failure];
      if (failed >= attemptsMost[verdict.failure]) {
        return nothing(part, this.#withoutKey(verdict.reason), bill.cost);
      }
      const backoffMs = this.#parts.backoffMs * 2 ** (failed - 1);
      if (verdict.failure === 'limited') this.#limiter.pause(verdict.waitMs ?? backoffMs);
      else await wait(verdict.waitMs ?? backoffMs, this.#parts.clock, signal);
    }
  }

  /** The budget does not pay for so many samples at once; it may for half of them. */
  async #fewer(part: Part, cost: Cost, signal: AbortSignal): Promise<Completion> {
    const samples = part.samples >> 1;
    const left = { ...part, samples: part.samples - samples };
    const unpaid = { ...nothing(left, 'the budget is spent', cost), isSpent: true };
    if (samples === 0) return unpaid;
    return merged([await this.#complete({ ...part, samples }, signal), unpaid]);
  }

  /**
   * One exchange with the server; `undefined` where the budget does not pay for it. What it took
   * is on the bill, however it ends.
   */
  async #ask(part: Part, bill: Bill, signal: AbortSignal) {
    const { allowance, price, provider, key, limitMs, address } = this.#parts;
    const output = part.samples * part.outputTokensMost;
    const most: Usage = { input: tokensIn(part), output, cached: 0 };
    const reservation = await allowance.reserve(chargeOf(most, price));
    if (reservation === undefined) return undefined;
    let usage = noUsage;
    let isSent = false;
    try {
      await this.#limiter.admit(most.input + most.output, signal);
      signal.throwIfAborted();
      // From here on it may have been read, whatever becomes of it.
      usage = most;
      isSent = true;
      const isWhole = this.#isSlow ? part.isWhole : undefined;
      const startMs = this.#parts.clock.monotonicMs();
      const exchanged = await this.#connections.post(
        {
          body: bodyOf(part, address.model, provider, isWhole !== undefined),
          isEnough: isWhole === undefined ? undefined : untilWhole(part.samples, isWhole),
          headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
          limitMs,
          bytesMost: bytesBesides + output * bytesPerToken,
        },
        signal,
      );
      if (exchanged.kind === 'response') this.#limiter.heed(exchanged.headers);
      const verdict = readVerdict(exchanged, part.samples, this.#parts.clock);
      usage = usageOf(verdict, most);
      if (verdict.kind === 'hopeless') throw this.#hopeless(verdict);
      const seconds = (this.#parts.clock.monotonicMs() - startMs) / 1000;
      if (verdict.kind === 'answered') {
        this.#isSlow = usage.output / verdict.texts.length / seconds < slowTokensPerSecond;
      }
      return { verdict, usage };
    } finally {
      reservation.settle(chargeOf(usage, price));
      if (isSent) bill.add(usage);
    }
  }

  async #answered(
    part: Part,
    { texts }: Extract<Verdict, { kind: 'answered' }>,
    usage: Usage,
    cost: Cost,
    signal: AbortSignal,
  ): Promise<Completion> {
    const kept = texts.filter((text) => text.trim() !== '').slice(0, part.samples);
    const tokens = usage.output / texts.length;
    const costUsd = dollarsFor(usage, this.#parts.price) / texts.length;
    const came: Completion = {
      texts: kept.map((text) => ({ text, tokens, costUsd })),
      missing: missingIn(texts, kept.length, part.samples),
      cost,
      isSpent: false,
    };
    if (kept.length !== 1 || texts.length !== 1 || part.samples === 1) return came;
    // A server that ignores `n` gives one sample: the others are asked for one by one.
    const rest = { ...part, samples: part.samples - 1, seed: part.seed + 1 };
    return merged([{ ...came, missing: [] }, await this.#oneByOne(rest, noCost, signal)]);
  }

  async #oneByOne(part: Part, cost: Cost, signal: AbortSignal): Promise<Completion> {
    this.#samplesMost = 1;
    const completion = await this.complete(part, signal);
    return merged([{ texts: [], missing: [], cost, isSpent: false }, completion]);
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

/** What an exchange is charged with: what the server counted, or the most where nobody knows. */
function usageOf(verdict: Verdict, most: Usage): Usage {
  switch (verdict.kind) {
    case 'answered': {
      if (verdict.usage !== undefined) return verdict.usage;
      const letters = verdict.texts.reduce((sum, text) => sum + text.length, 0);
      return { ...most, output: Math.min(most.output, Math.ceil(letters / lettersPerToken)) };
    }
    case 'failed':
      return verdict.failure === 'unanswered' ? most : noUsage;
    case 'tooMany':
    case 'hopeless':
      return noUsage;
  }
}

function chargeOf(usage: Usage, price: Price): { tokens: number; dollars: number } {
  return { tokens: usage.input + usage.output, dollars: dollarsFor(usage, price) };
}
