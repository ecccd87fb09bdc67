import type { PutQuestion } from '../../../compose.ts';
import { showValue, type Choice, type Drafted, type Unclear } from '../../../index.ts';
import { shown } from '../columns.ts';
import { shellWord } from '../shell-word.ts';
import type { Palette } from '../terminal.ts';

/** A question as a person at a terminal is asked it; the answer is awaited after the last line. */
export function askingLines(question: PutQuestion, colour: Palette): string[] {
  const { signature, args, choices, number, complaint } = question;
  if (complaint !== undefined) return [`   ${colour.bad('✗')} ${shown(complaint)}`];
  const results = choices.map(({ result }) => shown(showValue(result)));
  const width = Math.max(...results.map(({ length }) => length));
  return [
    '',
    `${colour.accent('?')} ${number}. What is ${colour.strong(callOf(signature.name, args))}?`,
    ...choices.map((choice, place) => {
      const result = results[place]!.padEnd(width);
      return `     ${colour.strong(letterOf(place))}  ${result}  ${colour.quiet(reasonFor(choice))}`.trimEnd();
    }),
    colour.quiet(
      `   A letter, or another ${signature.returns} in JSON; Enter alone where it does not matter.`,
    ),
  ];
}

const letterOf = (place: number): string => String.fromCodePoint('a'.codePointAt(0)! + place);

/** What is said for a result, and how likely it is. */
function reasonFor({ means, share }: Choice): string {
  return [`${Math.round(share * 100)} %`, ...means.slice(0, 2).map(shown)].join(' · ');
}

/** Where the words were unclear, and what a person said. */
export function unclearLines(name: string, { unclear }: Drafted, colour: Palette): string[] {
  if (unclear.length === 0) return ['The words leave nothing open that any reading differs on.'];
  return ['The words are unclear here:', ...unclear.map((one) => unclearLine(name, one, colour))];
}

function unclearLine(name: string, { args, choices, answer }: Unclear, colour: Palette): string {
  const results = choices.map(({ result }) => shown(showValue(result)));
  const said =
    answer === undefined
      ? colour.quiet(`nobody said; likeliest ${reasonFor(choices[0]!)}`)
      : `you said ${colour.strong(shown(showValue(answer)))}`;
  return `     ${callOf(name, args)}: ${results.join(' or ')}?  ${said}`;
}

/** The command that answers what nobody was there to answer. */
export function answeringLine(
  name: string,
  { words, unclear }: Drafted,
  models: readonly string[],
): string {
  const asked = models.map((model) => `--model ${shellWord(model)}`);
  const answers = unclear.map(({ args, choices, answer }) => {
    const call = `${callOf(name, args)} => ${shown(showValue(answer ?? choices[0]!.result))}`;
    return `--answer ${shellWord(call)}`;
  });
  return ['sluice solve', shellWord(words), ...asked, ...answers].join(' ');
}

const callOf = (name: string, args: Unclear['args']): string =>
  `${name}(${shown(args.map(showValue).join(', '))})`;
