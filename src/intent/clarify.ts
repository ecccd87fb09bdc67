import type { Choice, Unclear } from '../domain/drafted.ts';
import type { Example, ValueSignature } from '../domain/function.ts';
import { conforms, type Value } from '../domain/value.ts';
import { isSame, likeliest, withAnswer, type Meaning } from './meaning.ts';
import { divisionOf, nextQuestion, questionsAtOnce, type Question } from './question.ts';

/** A person is asked no more than this, however many readings there are. */
const questionsMost = 6;

/** Where the likeliest answer is surer than this nobody is asked. */
const doubtLeast = 0.1;

/** A question as it is put to a person. */
export interface PutQuestion {
  readonly signature: ValueSignature;
  readonly args: readonly Value[];
  readonly choices: readonly Choice[];
  /** 1 for the first. */
  readonly number: number;
  /** What is wrong with the answer that was given before, where one was. */
  readonly complaint?: string;
}

/**
 * Answers with the letter of a choice, or a value in JSON; with nothing where it does not matter,
 * and `undefined` where nobody answers any more.
 */
export type AskPerson = (question: PutQuestion) => Promise<string | undefined>;

/** Everything that is known when a person is asked. */
export interface Doubt {
  readonly signature: ValueSignature;
  readonly inputs: readonly (readonly Value[])[];
  readonly meanings: readonly Meaning[];
  /** What each reading says of itself, by its place. */
  readonly means: readonly string[];
}

/** What came of asking. */
export interface Clarified {
  /** What is left; none where a person wants what no reading says. */
  readonly meanings: readonly Meaning[];
  readonly decided: readonly Example[];
  /** Inputs of which a person said that they do not matter. */
  readonly indifferent: readonly (readonly Value[])[];
  readonly unclear: readonly Unclear[];
}

/**
 * Asks a person, one question after the other and each in the light of the answers before, until
 * the meanings that are left agree. Once nobody answers, tells what is to be decided yet: questions
 * that can be answered all at once.
 */
export async function clarify(doubt: Doubt, ask: AskPerson | undefined): Promise<Clarified> {
  const { signature, inputs } = doubt;
  let { meanings } = doubt;
  const asked = new Set<number>();
  const decided: Example[] = [];
  const indifferent: (readonly Value[])[] = [];
  const unclear: Unclear[] = [];
  const waived: number[] = [];
  // What makes no difference in one call makes none in another that divides the meanings alike.
  const isOpen = (input: number): boolean =>
    !asked.has(input) &&
    !waived.some((other) => divisionOf(meanings, other) === divisionOf(meanings, input));
  let isAnswering = ask !== undefined;
  while (isAnswering && asked.size < questionsMost) {
    const question = nextQuestion(meanings, inputs, isOpen, doubtLeast);
    if (question === undefined) break;
    const { args, input } = question;
    const choices = choicesOf(question, meanings, doubt.means);
    const put = { signature, args, choices, number: asked.size + 1 };
    const answer = await answerTo(put, ask!);
    isAnswering = answer !== undefined;
    if (answer === undefined) break;
    asked.add(input);
    if (answer.kind === 'indifferent') {
      indifferent.push(args);
      waived.push(input);
      unclear.push({ args, choices });
      continue;
    }
    const { result } = answer;
    decided.push({ args, result });
    unclear.push({ args, choices, answer: result });
    meanings = withAnswer(meanings, input, result);
  }
  const open = isAnswering ? [] : questionsAtOnce(meanings, inputs, questionsMost, doubtLeast);
  const left = open.filter(({ input }) => isOpen(input));
  for (const question of left) {
    unclear.push({ args: question.args, choices: choicesOf(question, meanings, doubt.means) });
  }
  return { meanings, decided, indifferent, unclear };
}

/** What the likeliest meaning says first, and then the likeliest answers. */
function choicesOf(
  { choices, input }: Question,
  meanings: readonly Meaning[],
  means: readonly string[],
): readonly Choice[] {
  const first = likeliest(meanings)?.answers[input];
  const isFirst = ({ result }: { readonly result: Value }): boolean =>
    first !== undefined && isSame(result, first);
  return [...choices.filter(isFirst), ...choices.filter((choice) => !isFirst(choice))].map(
    ({ result, share, readings }) => {
      const said = readings.map((reading) => means[reading] ?? '').filter((text) => text !== '');
      return { result, share, means: [...new Set(said)] };
    },
  );
}

type Answer = { readonly kind: 'said'; readonly result: Value } | { readonly kind: 'indifferent' };

/** Asks until the answer can be read; `undefined` where nobody answers any more. */
async function answerTo(question: PutQuestion, ask: AskPerson): Promise<Answer | undefined> {
  let complaint: string | undefined;
  for (;;) {
    const text = await ask(complaint === undefined ? question : { ...question, complaint });
    if (text === undefined) return undefined;
    const read = readAnswer(text, question);
    if (typeof read !== 'string') return read;
    complaint = read;
  }
}

/** The answer, or in words what is wrong with it. */
export function readAnswer(
  text: string,
  { choices, signature }: Pick<PutQuestion, 'choices' | 'signature'>,
): Answer | string {
  const said = text.trim();
  if (said === '') return { kind: 'indifferent' };
  const choice = /^[a-z]$/iu.test(said) ? choices[letters.indexOf(said.toLowerCase())] : undefined;
  if (choice !== undefined) return { kind: 'said', result: choice.result };
  const { returns } = signature;
  let value: unknown;
  try {
    value = JSON.parse(said);
  } catch {
    return `${said} is neither one of the letters nor a value in JSON`;
  }
  return conforms(value, returns)
    ? { kind: 'said', result: value }
    : `${said} is not of the type ${returns}`;
}

const letters = 'abcdefghijklmnopqrstuvwxyz';
