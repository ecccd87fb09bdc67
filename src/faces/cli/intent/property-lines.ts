import type { PutProperties } from '../../../compose.ts';
import type { Drafted, DraftedProperty } from '../../../index.ts';
import { shown } from '../columns.ts';
import type { Palette } from '../terminal.ts';
import { letterOf } from './question-lines.ts';

/** Properties as a person at a terminal is asked of them; the answer is awaited after the last line. */
export function propertyQuestionLines(
  { properties, complaint }: PutProperties,
  colour: Palette,
): string[] {
  if (complaint !== undefined) return [`   ${colour.bad('✗')} ${shown(complaint)}`];
  return [
    '',
    `${colour.accent('?')} Is this so of ${colour.strong('every call')}? Survivors must have it.`,
    ...properties.flatMap((property, place) => linesOf(property, letterOf(place), colour)),
    colour.quiet('   Enter alone where it is; else the letters of what is to be left out.'),
  ];
}

/** The properties that a specification holds, and those that it does without. */
export function propertyLines({ properties = [] }: Drafted, colour: Palette): string[] {
  const held = properties.filter(({ leftOut }) => leftOut === undefined);
  const others = properties.filter(({ leftOut }) => leftOut !== undefined);
  return [
    ...(held.length === 0
      ? ['It holds examples and held-out cases, and no properties: those are for you to add.']
      : ['Beside its cases, survivors must have these properties (strike them out in the file):']),
    ...held.flatMap((property) => linesOf(property, '·', colour)),
    ...(others.length === 0 ? [] : ['Properties that were drafted and left out:']),
    ...others.flatMap((property) => linesOf(property, '·', colour)),
  ];
}

function linesOf(
  { name, source, unlike, leftOut }: DraftedProperty,
  mark: string,
  colour: Palette,
): string[] {
  const notes = [
    ...(leftOut === undefined ? [] : [leftOut]),
    ...(unlike.length === 0 ? [] : [`not so where ${unlike.join('; ')}`]),
  ];
  // A line that a comment ends is shown as one: what stands below it counts.
  const [first = '', ...further] = shown(source).split('\n');
  return [
    `     ${colour.strong(mark)}  ${shown(name)}: ${first}`,
    ...further.map((line) => `        ${line}`),
    ...notes.map((note) => `        ${colour.quiet(shown(note))}`),
  ];
}
