import { showRounded, type Value } from '../domain/value.ts';
import { inShares, isSame, type Meaning } from './meaning.ts';
import type { Answers } from './programs.ts';
import { casesOf, type Reading } from './reading.ts';

/** Finds an input by its arguments; every case of a reading is among the inputs. */
export type PlaceOf = (args: readonly Value[]) => number;

/** The programs that agree with each reading in all its cases, by their place. */
export function agreeingWith(
  readings: readonly Reading[],
  programs: readonly Answers[],
  placeOf: PlaceOf,
): readonly (readonly number[])[] {
  return readings.map((reading) => {
    const table = tableOf(reading, placeOf);
    return [...programs.keys()].filter((program) =>
      table.every(({ input, result }) => {
        const answer = programs[program]![input];
        return answer !== undefined && isSame(answer, result);
      }),
    );
  });
}

const tableOf = (reading: Reading, placeOf: PlaceOf) =>
  casesOf(reading).map(({ args, result }) => ({ input: placeOf(args), result }));

/**
 * What the readings come to: each program counts for every reading that it is `agreeing` with,
 * programs that answer alike are one meaning, and a reading without a program is a meaning
 * that is known by its cases alone.
 */
export function meaningsOf(
  readings: readonly Reading[],
  programs: readonly Answers[],
  agreeing: readonly (readonly number[])[],
  inputs: number,
  placeOf: PlaceOf,
): readonly Meaning[] {
  const meanings = new Map<string, { answers: Answers; share: number; readings: number[] }>();
  const count = (answers: Answers, share: number, reading: number): void => {
    const key = keyOf(answers);
    const meaning = meanings.get(key) ?? { answers, share: 0, readings: [] };
    meaning.share += share;
    if (!meaning.readings.includes(reading)) meaning.readings.push(reading);
    meanings.set(key, meaning);
  };
  for (const [place, reading] of readings.entries()) {
    const { votes } = reading;
    const mine = agreeing[place]!;
    for (const program of mine) count(programs[program]!, votes / mine.length, place);
    if (mine.length > 0) continue;
    const answers = Array.from<Value | undefined>({ length: inputs });
    for (const { input, result } of tableOf(reading, placeOf)) answers[input] = result;
    count(answers, votes, place);
  }
  return inShares([...meanings.values()]);
}

/** Equal for programs that answer alike as a person reads it. */
function keyOf(answers: Answers): string {
  return answers.map((value) => (value === undefined ? '-' : showRounded(value))).join(' ');
}
