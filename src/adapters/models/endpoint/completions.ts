import { SluiceError } from '../../../domain/errors.ts';
import { Places } from '../../../domain/places.ts';
import type { Cost } from '../../../domain/run.ts';
import { noCost } from '../../../domain/tally.ts';
import { cutOff } from '../../../domain/unheard.ts';
import type { Clock } from '../../../ports/clock.ts';
import type {
  Allowance,
  Charge,
  Completion,
  CompletionRequest,
  Completions,
} from '../../../ports/completions.ts';
import { Bill } from './bill.ts';
import { Limiter } from './limiter.ts';
import { mostOf, type Part } from './part.ts';
import { cutIn, merged, missingIn, nothing } from './pieces.ts';
import { dollarsFor, unknownPrice, type Price, type Usage } from './price.ts';
import type { Exchange, Outcome, Transport } from './transport.ts';
import { noUsage, usageOf, type Failure } from './verdict.ts';
import { wait } from './wait.ts';

export interface InsistentParts {
  readonly transport: Transport;
  readonly price: Price;
  readonly allowance: Allowance;
  readonly clock: Clock;
  /** The first wait after a fault of the server's; each further one is twice as long. */
  readonly backoffMs: number;
}

/** A reply beyond so many letters a token is no reply of a model: the rest of it is not kept. */
const lettersPerToken = 64;

/** How often one request is made, by what becomes of it. */
const attemptsMost: Readonly<Record<Failure, number>> = {
  limited: 12,
  unreachable: 4,
  faulty: 4,
  // It may have been answered, and billed: charged at its most, and asked again once.
  unanswered: 2,
  refused: 1,
};

/**
 * Insists on an answer as often as it is worth: whatever carries the requests, they are paid for,
 * held back by limits, repeated and counted here.
 */
export class InsistentCompletions implements Completions {
  readonly #parts: InsistentParts;
  readonly #limiter: Limiter;
  readonly #places: Places;
  /** What the server was found to give at once. */
  #samplesMost: number;

  constructor(parts: InsistentParts) {
    this.#parts = parts;
    this.#limiter = new Limiter(parts.transport.limits, parts.clock);
    this.#places = new Places(parts.transport.requestsMost);
    this.#samplesMost = parts.transport.samplesMost;
  }

  get samplesMost(): number {
    return this.#samplesMost;
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
    const bill = new Bill();
    let said = '';
    try {
      return await this.#insist(part, bill, signal, (reason) => (said = `: ${reason}`));
    } catch (error) {
      if (!signal.aborted || error instanceof SluiceError) throw error;
      return nothing(part, `${cutOff}${said}`, bill.cost);
    }
  }

  /** Makes one request, as often as it takes or as it is worth. */
  async #insist(
    part: Part,
    bill: Bill,
    signal: AbortSignal,
    failedFor: (reason: string) => void,
  ): Promise<Completion> {
    const failures = { limited: 0, unreachable: 0, faulty: 0, unanswered: 0, refused: 0 };
    for (;;) {
      const asked = await this.#ask(part, bill, signal);
      if (asked === undefined) return await this.#fewer(part, bill.cost, signal);
      const { outcome, usage } = asked;
      if (outcome.kind === 'answered')
        return this.#answered(part, outcome, usage, bill.cost, signal);
      if (outcome.kind === 'tooMany') return await this.#oneByOne(part, bill.cost, signal);
      signal.throwIfAborted();
      failedFor(outcome.reason);
      const failed = ++failures[outcome.failure];
      if (failed >= attemptsMost[outcome.failure]) return nothing(part, outcome.reason, bill.cost);
      const backoffMs = this.#parts.backoffMs * 2 ** (failed - 1);
      if (outcome.failure === 'limited') this.#limiter.pause(outcome.waitMs ?? backoffMs);
      else await wait(outcome.waitMs ?? backoffMs, this.#parts.clock, signal);
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
    const { transport, allowance, price } = this.#parts;
    const most = mostOf(part);
    const reservation = await allowance.reserve(chargeOf(most, price));
    if (reservation === undefined) return undefined;
    let usage = noUsage;
    let isSent = false;
    let isAnswered = false;
    let isAdmitted = false;
    let told: Exchange['headers'];
    await this.#places.take();
    try {
      await this.#limiter.admit(most, signal);
      isAdmitted = true;
      await reservation.sent?.();
      signal.throwIfAborted();
      // From here on it may have been read, whatever becomes of it.
      usage = most;
      isSent = true;
      const { outcome, headers } = await transport.exchange(part, signal);
      told = headers;
      usage = usageOf(outcome, most);
      isAnswered = !isUnanswered(outcome);
      if (outcome.kind === 'hopeless') throw outcome.error;
      return { outcome, usage };
    } finally {
      this.#places.free();
      if (isAdmitted) this.#limiter.settle(most, usage, told);
      const charge = { ...chargeOf(usage, price), isUnanswered: isSent && !isAnswered };
      reservation.settle(charge);
      if (isSent) bill.add(charge);
    }
  }

  async #answered(
    part: Part,
    { texts, cut }: Extract<Outcome, { kind: 'answered' }>,
    usage: Usage,
    cost: Cost,
    signal: AbortSignal,
  ): Promise<Completion> {
    const lettersMost = part.outputTokensMost * lettersPerToken;
    const kept = texts
      .filter((text) => text.trim() !== '')
      .slice(0, part.samples)
      .map((text) => text.slice(0, lettersMost));
    const tokens = Math.max(0, usage.output - (cut?.tokensMost ?? 0)) / texts.length;
    const costUsd = dollarsFor(usage, this.#parts.price) / texts.length;
    const came: Completion = {
      texts: kept.map((text) => ({ text, tokens, costUsd })),
      missing:
        cut === undefined
          ? missingIn(texts, kept.length, part.samples)
          : cutIn(cut.reason, part.samples - kept.length),
      cost,
      isSpent: false,
    };
    if (kept.length !== 1 || texts.length !== 1 || part.samples === 1) return came;
    if (cut !== undefined) return came;
    // A server that ignores `n` gives one sample: the others are asked for one by one.
    const rest = { ...part, samples: part.samples - 1, seed: part.seed + 1 };
    return merged([{ ...came, missing: [] }, await this.#oneByOne(rest, noCost, signal)]);
  }

  async #oneByOne(part: Part, cost: Cost, signal: AbortSignal): Promise<Completion> {
    this.#samplesMost = 1;
    const completion = await this.complete(part, signal);
    return merged([{ texts: [], missing: [], cost, isSpent: false }, completion]);
  }

  close(): Promise<void> {
    return this.#parts.transport.close();
  }
}

/** The answer never came, or not all of it. */
const isUnanswered = (outcome: Outcome): boolean =>
  outcome.kind === 'failed'
    ? outcome.failure === 'unanswered'
    : outcome.kind === 'answered' && outcome.cut !== undefined;

function chargeOf(usage: Usage, price: Price): Charge {
  return {
    tokens: usage.input + usage.output,
    inputTokens: usage.input,
    cachedTokens: usage.cached,
    dollars: dollarsFor(usage, price),
    ...(usage.isEstimate === true ? { isEstimate: true } : {}),
    ...(price === unknownPrice ? { isUnpriced: true } : {}),
  };
}
