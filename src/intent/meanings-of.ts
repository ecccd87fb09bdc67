import { showRounded, type Value } from '../domain/value.ts';
import { inShares, isSame, type Meaning } from './meaning.ts';
import type { Answers } from './programs.ts';
import { casesOf, type Reading } from './reading.ts';

/**
 * What the readings come to: each program counts for every reading that it agrees with in all
 * cases, programs that answer alike are one meaning, and a reading without a program is a meaning
 * that is known by its cases alone. `placeOf` finds an input by its arguments; every case of a
 * reading is among the inputs.
 */
export function meaningsOf(
  readings: readonly Reading[],
  programs: readonly Answers[],
  inputs: number,
  placeOf: (args: readonly Value[]) => number,
): readonly Meaning[] {
  const tables = readings.map((reading) =>
    casesOf(reading).map(({ args, result }) => ({ input: placeOf(args), result })),
  );
  const agreeing = tables.map((table) =>
    programs.filter((answers) =>
      table.every(({ input, result }) => {
        const answer = answers[input];
        return answer !== undefined && isSame(answer, result);
      }),
    ),
  );
  const meanings = new Map<string, { answers: Answers; share: number; readings: number[] }>();
  const count = (answers: Answers, share: number, reading: number): void => {
    const key = keyOf(answers);
    const meaning = meanings.get(key) ?? { answers, share: 0, readings: [] };
    meaning.share += share;
    if (!meaning.readings.includes(reading)) meaning.readings.push(reading);
    meanings.set(key, meaning);
  };
  for (const [place, { votes }] of readings.entries()) {
    const mine = agreeing[place]!;
    for (const answers of mine) count(answers, votes / mine.length, place);
    if (mine.length > 0) continue;
    const answers = Array.from<Value | undefined>({ length: inputs });
    for (const { input, result } of tables[place]!) answers[input] = result;
    count(answers, votes, place);
  }
  return inShares([...meanings.values()]);
}

/** Equal for programs that answer alike as a person reads it. */
function keyOf(answers: Answers): string {
  return answers.map((value) => (value === undefined ? '-' : showRounded(value))).join(' ');
}
