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
      `   A letter, or another value in JSON (${signature.returns}); Enter alone where it does not matter.`,
    ),
  ];
}

export const letterOf = (place: number): string =>
  String.fromCodePoint('a'.codePointAt(0)! + place);

/** What is said for a result, and how likely it is. */
function reasonFor({ means, share }: Choice): string {
  return [`${Math.round(share * 100)} %`, ...means.slice(0, 2).map(shown)].join(' · ');
}

/** Where the words were unclear, and what a person said. */
export function unclearLines(name: string, drafted: Drafted, colour: Palette): string[] {
  const { unclear, otherHeads, isStranded, meanings } = drafted;
  const notes = [
    ...(isStranded ? ['No reading of a model agrees with all that was decided.'] : []),
    ...(otherHeads.length === 0
      ? []
      : [`Set aside, for it was read as another function: ${shown(otherHeads.join('; '))}`]),
  ];
  if (unclear.length === 0) {
    const agreed =
      meanings > 1
        ? 'What was decided leaves nothing open.'
        : 'The words are clear: all readings of them do the same.';
    return [agreed, ...notes];
  }
  return [
    ...notes,
    'The words were unclear here:',
    ...unclear.map((one) => unclearLine(name, one, colour)),
  ];
}

function unclearLine(name: string, { args, choices, answer }: Unclear, colour: Palette): string {
  const results = choices.map(({ result }) => shown(showValue(result)));
  const said =
    answer === undefined
      ? colour.quiet(`undecided; likeliest ${shown(showValue(choices[0]!.result))}`)
      : `you said ${colour.strong(shown(showValue(answer)))}`;
  return `     ${callOf(name, args)}: ${results.join(' or ')}?  ${said}`;
}

/** The command that answers what nobody was there to answer; no reading is proposed. */
export function answeringLine(
  name: string,
  { words, unclear }: Drafted,
  models: readonly string[],
): string {
  const asked = models.map((model) => `--model ${shellWord(model)}`);
  const answers = unclear.map(({ args, answer }) => {
    const said = answer === undefined ? 'YOUR_ANSWER' : shown(showValue(answer));
    const call = `${callOf(name, args)} => ${said}`;
    return `--answer ${shellWord(call)}`;
  });
  return ['solve', shellWord(words), ...asked, ...answers].join(' ');
}

const callOf = (name: string, args: Unclear['args']): string =>
  `${name}(${shown(args.map(showValue).join(', '))})`;
