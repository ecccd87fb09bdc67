import { sameValue, type Value } from '../domain/value.ts';

/** One thing that an intent may mean: what it answers to each of the inputs that are looked at. */
export interface Meaning {
  /** By the place of the input; `undefined` where nothing is known. */
  readonly answers: readonly (Value | undefined)[];
  /** How likely it is; the shares of all meanings make 1. */
  readonly share: number;
  /** The readings that it agrees with in all their cases, by their place. */
  readonly readings: readonly number[];
}

/** How far two numbers may be apart and still be one answer to a person. */
export const tolerance = 1e-9;

export const isSame = (left: Value, right: Value): boolean => sameValue(left, right, tolerance);

/** What is left once the answer to one input is known. Who says nothing about it stays. */
export function withAnswer(
  meanings: readonly Meaning[],
  input: number,
  answer: Value,
): readonly Meaning[] {
  return inShares(meanings.filter((meaning) => agrees(meaning, input, answer)));
}

/** Whether a meaning answers so, or says nothing about it. */
export function agrees({ answers }: Meaning, input: number, answer: Value): boolean {
  const known = answers[input];
  return known === undefined || isSame(known, answer);
}

/** The one with the largest share; `undefined` where there is none. */
export function likeliest(meanings: readonly Meaning[]): Meaning | undefined {
  return meanings.toSorted((left, right) => right.share - left.share)[0];
}

/** The same with shares that make 1. */
export function inShares(meanings: readonly Meaning[]): readonly Meaning[] {
  const whole = meanings.reduce((sum, { share }) => sum + share, 0);
  return meanings.map((meaning) => ({ ...meaning, share: meaning.share / whole }));
}
