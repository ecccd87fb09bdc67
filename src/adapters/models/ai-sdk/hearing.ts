import { tokensMostOf, type Part } from '../endpoint/part.ts';
import type { Sdk } from './load.ts';

/** A model as all versions of the SDK's models become one. */
export type Wrapped = ReturnType<Sdk['ai']['wrapLanguageModel']>;

type Stream = Awaited<ReturnType<Wrapped['doStream']>>['stream'];
type Piece = Stream extends ReadableStream<infer Each> ? Each : never;

/** What ends a stream that has come to its end. */
export type Finished = Extract<Piece, { type: 'finish' }>;

/** How often a sample is looked at; a hostile one would have it done at each of its letters. */
const looksMost = 64;

/** A sample as it arrives through the SDK, piece by piece. */
export class Hearing {
  readonly #isWhole: Part['isWhole'];
  #looks = 0;
  #thoughtTokens = 0;
  #text = '';
  #whole = false;
  #finished: Finished | undefined;
  #failure: unknown;

  constructor({ isWhole }: Pick<Part, 'isWhole'>) {
    this.#isWhole = isWhole;
  }

  take(piece: Piece): void {
    if (piece.type === 'text-delta') {
      this.#text += piece.delta;
      // Only a fence can make a reply whole.
      if (/[`~]/u.test(piece.delta)) this.#look();
    } else if (piece.type === 'reasoning-delta') this.#thoughtTokens += tokensMostOf(piece.delta);
    else if (piece.type === 'finish') this.#finished = piece;
    else if (piece.type === 'error') this.#failure = piece.error;
  }

  #look(): void {
    if (this.#whole || this.#looks++ >= looksMost) return;
    this.#whole = this.#isWhole?.(this.#text) === true;
  }

  get text(): string {
    return this.#text;
  }

  /** Thoughts included, at the most. */
  get heardTokens(): number {
    return tokensMostOf(this.#text) + this.#thoughtTokens;
  }

  /** Whether it holds what was asked for, as far as it has come. */
  get isWhole(): boolean {
    return this.#whole;
  }

  /** How it ended by itself, where it did. */
  get finished(): Finished | undefined {
    return this.#failure === undefined ? this.#finished : undefined;
  }

  get failure(): unknown {
    return this.#failure;
  }
}
