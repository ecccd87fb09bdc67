import { markup, type Markup } from '../../../../page/markup.ts';
import type { ExampleView, PageData } from '../page-data.ts';
import { rankBadge, section } from './parts.ts';

const examplesMost = 12;

/** The form in which a reader types inputs and sees the three run. */
export function trial(data: PageData): Markup {
  if (!data.finalists.some(({ javascript }) => javascript !== undefined)) return markup``;
  const first = data.examples[0]?.args ?? data.disagreements[0]?.args ?? [];
  return section({
    id: 'try',
    title: 'Try it live',
    lead: 'Each of the three runs here in your browser, in a worker of its own that is stopped after 1 s.',
    body: markup`
  <noscript><p class="note">This part needs JavaScript.</p></noscript>
  <div class="trial">
    <form class="panel fields" data-trial autocomplete="off" spellcheck="false">
      ${data.signature.params.map(({ name, type }, index) => field(name, type, first[index], index))}
      ${data.finalists.length > 1 && markup`<p><button type="button" data-differ>Find a difference</button></p>`}
    </form>
    <div class="panel" aria-live="polite">
      <table class="results">
        <thead class="unseen"><tr><th scope="col">Finalist</th><th scope="col">Result</th><th scope="col">Remark</th></tr></thead>
        <tbody>${data.finalists.map(
          ({ rank }, index) => markup`
          <tr data-result="${index}"><th scope="row">${rankBadge(rank)}</th><td><output>–</output></td><td class="remark"></td></tr>`,
        )}</tbody>
      </table>
      <p class="note" data-expected></p>
    </div>
  </div>
  ${data.examples.length > 0 && chips(data.examples)}`,
  });
}

function field(name: string, type: string, literal: string | undefined, index: number): Markup {
  const label = markup`<span class="field-name">${name} <i>${type}</i></span>`;
  const value = literal ?? placeholder(type);
  const attributes = markup`name="${index}" data-field="${index}" data-literal="${value}"`;
  if (type === 'boolean') {
    return markup`<label>${label}<select ${attributes}>${['true', 'false'].map(
      (option) => markup`<option${value === option && markup` selected`}>${option}</option>`,
    )}</select></label>`;
  }
  return type === 'number' || type === 'integer'
    ? markup`<label>${label}<input ${attributes} inputmode="text" value="${value}"></label>`
    : markup`<label>${label}<textarea ${attributes} rows="1"></textarea></label>`;
}

function placeholder(type: string): string {
  if (type.endsWith('[]')) return type === 'string[]' ? '["a", "b"]' : '[1, 2, 3]';
  return { boolean: 'true', string: '"text"' }[type] ?? '1';
}

const chip = ({ args, result, isAnswer }: ExampleView): Markup =>
  markup`<button type="button" class="chip" data-fill="${JSON.stringify(args)}" title="Fill in: ${args.join(', ')}">${args.join(', ')} <span aria-label="gives">→</span> ${result}${
    isAnswer && markup` <small>answered</small>`
  }</button>`;

function chips(examples: readonly ExampleView[]): Markup {
  const rest = examples.slice(examplesMost);
  return markup`
  <div class="chips" role="group" aria-label="Examples to fill in">${examples.slice(0, examplesMost).map(chip)}</div>
  ${
    rest.length > 0 &&
    markup`<details class="numbers"><summary>${rest.length} more examples</summary><div class="chips">${rest.map(chip)}</div></details>`
  }`;
}
