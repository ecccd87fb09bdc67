import type { Example, Property, ValueSignature } from '../domain/function.ts';
import type { Value } from '../domain/value.ts';
import type { Clarified, Doubt } from './clarify.ts';
import { likeliest } from './meaning.ts';
import { questionOn } from './question.ts';
import type { Reading } from './reading.ts';

/** A specification as a file holds it. */
export interface SpecDocument {
  readonly intent: string;
  readonly function: ValueSignature;
  readonly examples: readonly Example[];
  readonly heldOut?: readonly Example[];
  readonly properties?: Readonly<Record<string, string>>;
}

/**
 * Makes a specification of what a person decided, and of the cases of the readings that agree with
 * it; what nobody decided is as the likeliest reading has it. Where no reading agrees with what was
 * decided, of the other cases only those are kept on which all readings were at one.
 */
export function settle(
  words: string,
  readings: readonly Reading[],
  doubt: Doubt,
  { meanings, decided, indifferent, unclear }: Clarified,
  properties: readonly Property[],
): SpecDocument {
  const { signature, inputs } = doubt;
  const best = likeliest(meanings);
  const examples = new Cases([...indifferent]);
  for (const example of decided) examples.add(example);
  const behind = (best?.readings ?? []).map((place) => readings[place]!);
  const byVotes = behind.toSorted((left, right) => right.votes - left.votes);
  const assumed = unclear.filter(({ answer }) => answer === undefined);
  for (const { args } of assumed) {
    const result = best?.answers[inputs.indexOf(args)];
    if (result !== undefined) examples.add({ args, result });
  }
  const heldOut = new Cases([...indifferent]);
  if (best === undefined) {
    for (const example of undisputed(readings, doubt)) examples.add(example);
  }
  for (const reading of byVotes) reading.examples.forEach((example) => examples.add(example));
  for (const reading of byVotes) {
    for (const example of reading.heldOut) if (!examples.has(example.args)) heldOut.add(example);
  }
  const means = indifferent.length > 0 || doubt.meanings.length < 2 ? '' : byVotes[0]?.means;
  return {
    intent: means === undefined || means === '' ? words : `${words} (meant: ${means})`,
    function: signature,
    examples: examples.list,
    ...(heldOut.list.length === 0 ? {} : { heldOut: heldOut.list }),
    ...(properties.length === 0
      ? {}
      : { properties: Object.fromEntries(properties.map(({ name, source }) => [name, source])) }),
  };
}

function undisputed(readings: readonly Reading[], { inputs, meanings }: Doubt): Example[] {
  return readings
    .flatMap(({ examples }) => examples)
    .filter(({ args }) => {
      const place = inputs.findIndex((input) => keyOf(input) === keyOf(args));
      return place >= 0 && questionOn(meanings, place, args) === undefined;
    });
}

/** Cases with different arguments; the first of each stays. */
class Cases {
  readonly list: Example[] = [];
  readonly #seen: Set<string>;

  constructor(excluded: readonly (readonly Value[])[]) {
    this.#seen = new Set(excluded.map(keyOf));
  }

  has(args: readonly Value[]): boolean {
    return this.#seen.has(keyOf(args));
  }

  add(example: Example): void {
    if (this.has(example.args)) return;
    this.#seen.add(keyOf(example.args));
    this.list.push(example);
  }
}

/** Equal for arguments that are the same to a function: in JSON `-0` is `0`. */
export const keyOf = (args: readonly Value[]): string => JSON.stringify(args);
