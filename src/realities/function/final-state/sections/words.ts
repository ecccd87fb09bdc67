import type { DraftedProperty } from '../../../../domain/drafted.ts';
import { markup, type Markup } from '../../../../page/markup.ts';
import type { DraftedView, PageData, UnclearView } from '../page-data.ts';
import { code, section } from './parts.ts';

/** Where the intent came as words: how these could be read, and what was decided. */
export function words({ drafted, signature }: PageData): Markup {
  if (drafted === undefined) return markup``;
  const { unclear, properties = [] } = drafted;
  return section({
    id: 'words',
    title: unclear.length === 0 ? 'What the words mean' : 'Where the words were unclear',
    lead: `“${drafted.words}”`,
    body: markup`
    ${notesOf(drafted).map((note) => markup`<p class="note">${note}</p>`)}
    ${unclear.length > 0 && markup`<div class="questions">${unclear.map((one) => asked(signature.name, one))}</div>`}
    ${properties.map(propertyNote)}`,
  });
}

function notesOf({ unclear, meanings, otherHeads, isStranded }: DraftedView): string[] {
  const clear =
    meanings > 1
      ? 'What was decided leaves nothing open.'
      : 'They are clear: all readings of them do the same.';
  return [
    ...(unclear.length === 0 ? [clear] : [`They could mean ${meanings} different things.`]),
    ...(isStranded ? ['No reading of a model agrees with all that was decided.'] : []),
    ...(otherHeads.length === 0
      ? []
      : [`Set aside, for it was read as another function: ${otherHeads.join('; ')}`]),
  ];
}

function propertyNote({ name, source, unlike, leftOut }: DraftedProperty): Markup {
  const notes = [
    leftOut === undefined ? 'every survivor has it' : `left out: ${leftOut}`,
    ...(unlike.length === 0 ? [] : [`not so where ${unlike.join('; ')}`]),
  ];
  return markup`<p class="note">Property “${name}”: ${code(source)} (${notes.join('; ')})</p>`;
}

function asked(name: string, { args, choices, answer }: UnclearView): Markup {
  const decided =
    answer === undefined
      ? markup`<p class="note">undecided: nobody said which</p>`
      : markup`<p class="note">you said <code>${answer}</code></p>`;
  return markup`
  <div class="panel question">
    <p class="call">${code(`${name}(${args.join(', ')})`)}</p>
    ${choices.map(({ result, says }) => markup`<p class="answer"><code>${result}</code> ${says}</p>`)}
    ${decided}
  </div>`;
}
