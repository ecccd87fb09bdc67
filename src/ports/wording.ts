import type { Plan } from '../domain/plan.ts';
import type { CompletionRequest } from './completions.ts';
import type { Parent } from './model.ts';

/** What a reply holds: the source that was asked for, or why there is none. */
export type Found =
  | { readonly kind: 'source'; readonly source: string }
  | { readonly kind: 'none'; readonly reason: string };

/** What is asked; `sharedLetters` are the same for all questions about parents, or about none. */
export type Question = Required<Pick<CompletionRequest, 'messages' | 'sharedLetters'>>;

/** How a problem is put to a language model, and how what it answers is read. */
export interface Wording {
  /** Distinct ways to go about the problem, from the plainest on. */
  readonly plans: readonly Plan[];
  /** The length of a reply, in tokens: what is asked for, and some thought before it. */
  readonly outputTokensMost: number;
  /** Asks for something better than the parents, or, without any, for something new by a plan. */
  ask(parents: readonly Parent[], plan?: Plan): Question;
  /** Never throws, and takes time in proportion to the length of the reply. */
  read(reply: string): Found;
  /** Whether a reply that is cut off here holds what is asked for. */
  isWhole(reply: string): boolean;
}
