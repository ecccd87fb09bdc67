import type { Property } from './function.ts';
import type { Cost } from './run.ts';
import type { Value } from './value.ts';

/** What a call may return, as some readings of an intent have it. */
export interface Choice {
  readonly result: Value;
  /** How likely it is, from 0 to 1. */
  readonly share: number;
  /** What the readings behind it say of themselves; may be empty. */
  readonly means: readonly string[];
}

/** A call on which the readings of an intent differ. */
export interface Unclear {
  readonly args: readonly Value[];
  /** What the likeliest reading says first, then by how likely they are. */
  readonly choices: readonly Choice[];
  /** What a person said; absent where nobody did. */
  readonly answer?: Value;
}

/** A property that a model drafted. */
export interface DraftedProperty extends Property {
  /** What readings say of themselves whose programs do not have it. */
  readonly unlike: readonly string[];
  /** Why the specification does without it; absent where it holds it. */
  readonly leftOut?: string;
}

/** How a specification came out of an intent in words. */
export interface Drafted {
  readonly words: string;
  /** Of the function; absent in older records. */
  readonly name?: string;
  /** How many different things the words could mean, as far as models and their programs saw. */
  readonly meanings: number;
  /** Where the words were unclear, in the order of asking. */
  readonly unclear: readonly Unclear[];
  /** Properties of what was settled on, and those that were left out; absent in older records. */
  readonly properties?: readonly DraftedProperty[];
  /** Readings, properties, and whole replies, that were refused, by the reason. */
  readonly refused: Readonly<Record<string, number>>;
  /** Heads that readings had beside the one that most had: they were set aside. */
  readonly otherHeads: readonly string[];
  /** Nothing that models read into the words agrees with what was decided. */
  readonly isStranded: boolean;
  /** What models were paid for it; part of the cost of the run. */
  readonly cost: Cost;
}
