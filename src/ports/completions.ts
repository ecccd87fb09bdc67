import type { Charge } from '../domain/cost.ts';
import type { Cost } from '../domain/run.ts';

/** One message of a chat. */
export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** One prompt, of which so many samples are wanted. */
export interface CompletionRequest {
  readonly messages: readonly Message[];
  readonly samples: number;
  /** From 0 to 2³¹ − 1; servers that know seeds answer alike to equal ones. */
  readonly seed: number;
  /** The length of one sample, at most. */
  readonly outputTokensMost: number;
  /**
   * So many letters at the beginning of the last message begin other requests of the run as well:
   * a provider may be asked to keep what it has read of them. 0 where it is left out.
   */
  readonly sharedLetters?: number;
  /** Whether a text, cut off here, holds what is asked for: a slow server need not go on. */
  readonly isWhole?: (text: string) => boolean;
}

/** What came of a request: every sample that was asked for is a text or is missing. */
export interface Completion {
  readonly texts: readonly Sample[];
  readonly missing: readonly Missing[];
  /** What it cost in all, the attempts that failed included. */
  readonly cost: Cost;
  /** The budget does not pay for what is missing, nor for anything like it. */
  readonly isSpent: boolean;
  /** No request of the kind can succeed, now or later; what is missing says why. */
  readonly isHopeless?: boolean;
}

export interface Sample {
  readonly text: string;
  readonly tokens: number;
  readonly costUsd: number;
}

/** Samples that did not come, and why, in words. */
export interface Missing {
  readonly reason: string;
  readonly samples: number;
}

/** A source of text in use. */
export interface Completions {
  /** How many samples it gives at once, as far as that is known by now. */
  readonly samplesMost?: number;
  /**
   * Answers one request. What goes wrong on the way is part of the answer, also that the signal is
   * aborted: what had to be paid by then is told. Throws a `SluiceError` where no request of the
   * kind can succeed (a key that is missing or wrong, a model that there is not).
   */
  complete(request: CompletionRequest, signal: AbortSignal): Promise<Completion>;
  close(): Promise<void>;
}

/** What stands behind a language model: an endpoint, a file of weights, a recording. */
export interface CompletionSource {
  readonly id: string;
  /** Whether equal requests are answered alike. */
  readonly deterministic: boolean;
  /** It costs money, at a price that is known. */
  readonly isPriced: boolean;
  /** As `Model.check`. */
  check?(allowance: Pick<Allowance, 'capsDollars'>): Promise<void>;
  open(allowance: Allowance): Promise<Completions>;
}

/** What may be spent. Whatever is under way counts as spent, at the most that it may cost. */
export interface Allowance {
  /** Dollars are counted: a model without a price cannot be used. */
  readonly capsDollars: boolean;
  /**
   * Sets aside what something may cost at most; waits while what is set aside for others may yet
   * be given back. `undefined` where it would be too much whatever they come to.
   */
  reserve(most: Charge): Promise<Reservation | undefined>;
}

export type { Charge };

export interface Reservation {
  /**
   * To be called, and waited for, right before anything is sent: from then on it counts as spent
   * at its most, even if this process ends the next moment. Absent where nothing is recorded.
   */
  sent?(): Promise<void>;
  /** What it came to; the rest is given back. */
  settle(actual: Charge): void;
}
