import type { Example, Property } from '../domain/function.ts';
import type { FunctionProblem } from '../domain/problem.ts';
import type { ValueSignature } from '../domain/function.ts';

/** One way to read an intent, as a model put it: a sound specification in data. */
export interface Reading {
  /** What sets it apart, in the words of the model; may be empty. */
  readonly means: string;
  readonly signature: ValueSignature;
  readonly examples: readonly Example[];
  readonly heldOut: readonly Example[];
  readonly properties: readonly Property[];
  /** How likely the model holds it to be: a vote a reply, spread over the readings in it. */
  readonly votes: number;
}

export const casesOf = ({ examples, heldOut }: Reading): readonly Example[] => [
  ...examples,
  ...heldOut,
];

/** The reading as a model is asked to solve it. */
export function problemOf(words: string, reading: Reading): FunctionProblem {
  const { means, signature, examples } = reading;
  return {
    kind: 'function',
    intent: means === '' ? words : `${words} (meant: ${means})`,
    signature,
    examples,
    judgement: { by: 'equality', tolerance: 1e-9 },
    constants: [],
  };
}

/**
 * Checks a specification as if it stood in a file: what it says, or in words what is wrong with
 * it. Takes any JSON, and never throws.
 */
export type ReadSpec = (document: unknown) => SpecRead;

export type SpecRead =
  | {
      readonly kind: 'sound';
      readonly examples: readonly Example[];
      readonly heldOut: readonly Example[];
    }
  | { readonly kind: 'unsound'; readonly reason: string };

/** The type of a head: readings of different ones cannot be compared call by call. */
export function typeOf({ params, returns }: ValueSignature): string {
  return `(${params.map(({ type }) => type).join(', ')}) => ${returns}`;
}
