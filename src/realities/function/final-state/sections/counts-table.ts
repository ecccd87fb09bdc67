import { shareBar } from '../../../../page/chart.ts';
import { markup, type Markup } from '../../../../page/markup.ts';
import { compact, whole } from '../wording.ts';

/** One counter under its name, with what it means. */
export interface Row {
  readonly name: string;
  readonly count: number;
  readonly means: string;
  /** Of the whole that the row is a part of; no bar where there is none. */
  readonly share?: number;
}

export function table(caption: string, rows: readonly Row[]): Markup {
  return markup`
    <table class="counts">
      <caption>${caption}</caption>
      <tbody>${rows.map(
        ({ name, count, means, share }) => markup`
        <tr><th scope="row">${name}</th><td class="figure"><data value="${count}" title="${whole(count)}">${compact(count)}</data></td><td class="means">${
          share !== undefined && shareBar(share)
        }${means}</td></tr>`,
      )}</tbody>
    </table>`;
}
