import { markup, type Markup } from '../../../../page/markup.ts';
import type { DisagreementView, PageData } from '../page-data.ts';
import { answerLine } from '../wording.ts';
import { code, commandLine, rankBadge, section } from './parts.ts';

/**
 * Inputs on which the three differ. Where examples decide, they are questions whose answers go on
 * with the run; where a score does, they only show the three apart.
 */
export function questions(data: PageData): Markup {
  if (data.disagreements.length === 0) return markup``;
  const isScored = data.direction !== undefined;
  return section({
    id: 'questions',
    title: isScored ? 'Where they differ' : 'Where they disagree',
    lead: isScored
      ? 'None of these is wrong, since only the score decides.'
      : 'Which is right? An answer becomes an example, and the run goes on from there.',
    body: markup`<div class="questions">${data.disagreements.map((disagreement, index) =>
      isScored ? difference(disagreement, data) : question(disagreement, index, data),
    )}</div>`,
  });
}

/** What the finalists return, each result once, with the badges of those that return it. */
function resultsOf({ results }: DisagreementView, data: PageData) {
  const badges = (result: string | null) =>
    results.flatMap((other, place) =>
      other === result ? [rankBadge(data.finalists[place]?.rank ?? place + 1)] : [],
    );
  const given = [...new Set(results)].filter((result) => result !== null);
  const silent = badges(null);
  return {
    given: given.map((result) => ({
      result,
      label: markup`<code>${result}</code><span class="ranks">${badges(result)}</span>`,
    })),
    silent:
      silent.length === 0
        ? markup``
        : markup`<p class="note"><span class="ranks">${silent}</span> gave no answer</p>`,
  };
}

function call({ args }: DisagreementView, { signature }: PageData): Markup {
  const fill = JSON.stringify(args);
  return markup`<p class="call">${code(`${signature.name}(${args.join(', ')})`)} <button type="button" class="small" data-fill="${fill}">Try</button></p>`;
}

function difference(disagreement: DisagreementView, data: PageData): Markup {
  const { given, silent } = resultsOf(disagreement, data);
  return markup`
  <div class="panel question">
    ${call(disagreement, data)}
    ${given.map(({ label }) => markup`<p class="answer">${label}</p>`)}
    ${silent}
  </div>`;
}

function question(disagreement: DisagreementView, index: number, data: PageData): Markup {
  const { args } = disagreement;
  const { name } = data.signature;
  const { given, silent } = resultsOf(disagreement, data);
  const radio = (result: string) =>
    markup`<input type="radio" name="answer-${index}" value="${result}">`;
  return markup`
  <fieldset class="panel question" data-question="${JSON.stringify(args)}">
    <legend class="unseen">${name}(${args.join(', ')})</legend>
    ${call(disagreement, data)}
    ${given.map(({ result, label }) => markup`<label class="answer">${radio(result)}${label}</label>`)}
    <label class="answer">${radio('')}<input type="text" data-other aria-label="Another answer, as a literal" placeholder="something else"></label>
    ${silent}
    ${commandLine(answerLine(data.run, name, args, ''), 'the line that answers this')}
  </fieldset>`;
}
