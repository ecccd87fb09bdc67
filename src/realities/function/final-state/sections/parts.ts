import { highlight, highlightLines, indentClass, printed, type Token } from '../highlight.ts';
import { markup, type Markup } from '../../../../page/markup.ts';

const coloured = (token: Token): Markup =>
  token.kind === 'plain'
    ? markup`${token.text}`
    : markup`<span class="t-${token.kind}">${printed(token)}</span>`;

/** Source text in colours, on one line. */
export const code = (source: string): Markup =>
  markup`<code>${highlight(source.trimEnd()).map(coloured)}</code>`;

/** Source text in colours, for a `<pre>`. */
export const codeLines = (source: string): Markup =>
  markup`<code>${highlightLines(source.trimEnd()).map(
    ({ tokens, indent }) =>
      markup`<span class="${indentClass(indent)}">${tokens.map(coloured)}</span>`,
  )}</code>`;

export const copyButton = (text: string, what: string): Markup =>
  markup`<button type="button" class="small" data-copy="${text}" aria-label="Copy ${what}">Copy</button>`;

/** A line for the shell, with its copy button. It may break, but not within the name of an option. */
export function commandLine(line: string, what: string): Markup {
  const words = line
    .split(/(?<=\s)(?=--)|(?<=\s--\w+)(?=\s)/)
    .map((word) =>
      word.startsWith('--') ? markup`<span class="option">${word}</span>` : markup`${word}`,
    );
  return markup`<div class="command"><code>${words}</code>${copyButton(line, what)}</div>`;
}

export const rankBadge = (rank: number): Markup =>
  markup`<span class="rank" aria-label="Number ${rank}">${rank}</span>`;

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly lead?: string;
  readonly body: Markup;
}

/** A part of the page under its heading. */
export const section = ({ id, title, lead, body }: Section): Markup => markup`
<section id="${id}" aria-labelledby="${id}-title">
  <h2 id="${id}-title">${title}</h2>
  ${lead !== undefined && markup`<p class="lead">${lead}</p>`}
  ${body}
</section>`;

/** A figure's numbers, folded away, for those who cannot or will not read the figure. */
export const numbers = (
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly Markup[])[],
): Markup => markup`
<details class="numbers">
  <summary>${caption}</summary>
  <div class="scroll" tabindex="0" role="region" aria-label="${caption}">
    <table>
      <thead><tr>${columns.map((column) => markup`<th scope="col">${column}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => markup`<tr>${row.map((cell) => markup`<td>${cell}</td>`)}</tr>`)}</tbody>
    </table>
  </div>
</details>`;
