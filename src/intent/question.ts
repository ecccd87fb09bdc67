import { showValue, type Value } from '../domain/value.ts';
import { agrees, inShares, isSame, type Meaning } from './meaning.ts';

/** A call that a person is asked about. */
export interface Question {
  /** The place of the input. */
  readonly input: number;
  readonly args: readonly Value[];
  /** What it may return, the most likely first: two or more. */
  readonly choices: readonly Answerable[];
  /** What an answer is expected to tell, in bits. */
  readonly bits: number;
}

interface Answerable {
  readonly result: Value;
  readonly share: number;
  readonly readings: readonly number[];
}

/** Bits that are rounding apart are equal: then the simpler question is the better one. */
const rounding = 1e-9;

/**
 * The question that is expected to tell the most: the one whose answer has the greatest entropy
 * (greedy, as in generalised binary search), the shortest to read among equals. `undefined` where
 * the meanings agree on every input that is open. `doubtLeast`: how likely it must be that the
 * likeliest answer is wrong, for a person's time costs something too.
 */
export function nextQuestion(
  meanings: readonly Meaning[],
  inputs: readonly (readonly Value[])[],
  isOpen: (input: number) => boolean,
  doubtLeast: number,
): Question | undefined {
  let best: Question | undefined;
  for (const [input, args] of inputs.entries()) {
    if (!isOpen(input)) continue;
    const question = questionOn(meanings, input, args);
    if (question === undefined || 1 - question.choices[0]!.share < doubtLeast) continue;
    if (best === undefined || isBetter(question, best)) best = question;
  }
  return best;
}

/**
 * Questions that are asked all at once, without the answers to those before: each is the one that
 * is expected to tell the most beside them, until any answers to all would leave no doubt.
 */
export function questionsAtOnce(
  meanings: readonly Meaning[],
  inputs: readonly (readonly Value[])[],
  most: number,
  doubtLeast: number,
): readonly Question[] {
  const questions: Question[] = [];
  let groups: readonly (readonly Meaning[])[] = [meanings];
  while (questions.length < most) {
    let best: Question | undefined;
    for (const [input, args] of inputs.entries()) {
      const asked = groups.flatMap((group) => questionOn(inShares(group), input, args) ?? []);
      if (!asked.some(({ choices }) => 1 - choices[0]!.share >= doubtLeast)) continue;
      const bits = groups.reduce((sum, group) => {
        const told = questionOn(inShares(group), input, args)?.bits ?? 0;
        return sum + told * shareOf(group);
      }, 0);
      const question = { ...questionOn(meanings, input, args)!, bits };
      if (best === undefined || isBetter(question, best)) best = question;
    }
    if (best === undefined) break;
    const { input, choices } = best;
    groups = groups.flatMap((group) =>
      choices
        .map(({ result }) => group.filter((meaning) => agrees(meaning, input, result)))
        .filter((rest) => rest.length > 0),
    );
    questions.push(best);
  }
  return questions;
}

const shareOf = (group: readonly Meaning[]): number =>
  group.reduce((sum, { share }) => sum + share, 0);

function isBetter(question: Question, than: Question): boolean {
  const more = question.bits - than.bits;
  if (Math.abs(more) > rounding) return more > 0;
  return lettersOf(question.args) < lettersOf(than.args);
}

const lettersOf = (args: readonly Value[]): number => args.map(showValue).join(', ').length;

/** The question on one input; `undefined` where the meanings do not differ there. */
export function questionOn(
  meanings: readonly Meaning[],
  input: number,
  args: readonly Value[],
): Question | undefined {
  const groups: { readonly result: Value; share: number; readonly readings: Set<number> }[] = [];
  let known = 0;
  for (const { answers, share, readings } of meanings) {
    const result = answers[input];
    if (result === undefined) continue;
    known += share;
    let group = groups.find((each) => isSame(result, each.result));
    if (group === undefined) groups.push((group = { result, share: 0, readings: new Set() }));
    group.share += share;
    for (const reading of readings) group.readings.add(reading);
  }
  if (groups.length < 2) return undefined;
  const choices = groups
    .map(({ result, share, readings }) => ({
      result,
      share: share / known,
      readings: [...readings],
    }))
    .toSorted((left, right) => right.share - left.share);
  // Whoever says nothing about an input is not told apart by the answer to it.
  return { input, args, choices, bits: known * entropyOf(choices) };
}

/** Which meanings agree with which on an input: equal for inputs that tell the same apart. */
export function divisionOf(meanings: readonly Meaning[], input: number): string {
  const groups: Value[] = [];
  const places = meanings.map(({ answers }) => {
    const result = answers[input];
    if (result === undefined) return '-';
    const known = groups.findIndex((each) => isSame(result, each));
    return known >= 0 ? known : groups.push(result) - 1;
  });
  return places.join(' ');
}

function entropyOf(choices: readonly { readonly share: number }[]): number {
  return choices.reduce((sum, { share }) => sum - share * Math.log2(share), 0);
}
