import type { Property } from '../domain/function.ts';
import { casesOf, typeOf, type Reading } from './reading.ts';
import { keyOf } from './settle.ts';

/** Readings that are held against each other at most: the likeliest. */
const readingsMost = 6;

/** Properties of one reading that are looked at. */
const propertiesMost = 4;

/** Readings of the head that has the most votes, under one name; equal ones are one. */
export function comparable(readings: readonly Reading[]): readonly Reading[] {
  const groups = [...Map.groupBy(readings, ({ signature }) => typeOf(signature)).values()];
  const [most] = groups.toSorted((left, right) => votesOf(right) - votesOf(left));
  const [first] = most!.toSorted((left, right) => right.votes - left.votes);
  const merged = Map.groupBy(most!, (reading) =>
    casesOf(reading)
      .map(({ args, result }) => keyOf([...args, result]))
      .toSorted()
      .join(),
  );
  return [...merged.values()]
    .map((alike) => ({
      ...alike[0]!,
      signature: first!.signature,
      properties: propertiesOf(alike),
      votes: votesOf(alike),
    }))
    .toSorted((left, right) => right.votes - left.votes)
    .slice(0, readingsMost);
}

/** Heads of another type than those that are compared, as they were written. */
export function otherHeads(
  all: readonly Reading[],
  compared: readonly Reading[],
): readonly string[] {
  const type = typeOf(compared[0]!.signature);
  const others = all.filter(({ signature }) => typeOf(signature) !== type);
  const heads = others.map(({ signature }) => {
    const params = signature.params.map((param) => `${param.name}: ${param.type}`);
    return `${signature.name}(${params.join(', ')}): ${signature.returns}`;
  });
  return [...new Set(heads)];
}

/** What any of them names, most often named first: equal texts are one. */
function propertiesOf(alike: readonly Reading[]): readonly Property[] {
  const bySource = Map.groupBy(
    alike.flatMap(({ properties }) => properties),
    ({ source }) => source,
  );
  return [...bySource.values()]
    .toSorted((left, right) => right.length - left.length)
    .slice(0, propertiesMost)
    .map(([property]) => property!);
}

const votesOf = (readings: readonly Reading[]): number =>
  readings.reduce((sum, { votes }) => sum + votes, 0);
