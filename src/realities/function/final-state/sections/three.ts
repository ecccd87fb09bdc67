import { whyFewer } from '../../../../domain/shortlist.ts';
import { markup, type Markup } from '../../../../page/markup.ts';
import type { EvidenceLine, FinalistView, PageData } from '../page-data.ts';
import { compact, measured, measureName, plural, shellWord, spaced } from '../wording.ts';
import { codeLines, commandLine, rankBadge, section } from './parts.ts';
import { score } from './score.ts';
import { printerOf } from './score-printer.ts';

/** The finalists side by side; where there are none, what came closest. */
export function three(data: PageData): Markup {
  const shown = data.finalists.length > 0 ? data.finalists : [data.closest ?? []].flat();
  if (shown.length === 0) return markup``;
  const fewer = whyFewer(data.finalists, data.compared);
  return section({
    id: 'three',
    title: data.finalists.length > 0 ? titleOf(data.finalists.length) : 'What came closest',
    ...(fewer === undefined ? {} : { lead: fewer }),
    body: markup`<div class="cards cards-${shown.length}">${shown.map((finalist) => card(finalist, data))}</div>`,
  });
}

const titleOf = (count: number): string => ['', 'The one', 'The two'][count] ?? 'The three';

function card(finalist: FinalistView, data: PageData): Markup {
  const { rank, id } = finalist;
  return markup`
<article class="card" id="finalist-${rank}" tabindex="-1" aria-labelledby="why-${rank}">
  <header>${rank > 0 && rankBadge(rank)}<h3 id="why-${rank}">${finalist.why}</h3>
    <button type="button" class="small" data-copy-from="code-${rank}" aria-label="Copy the source of number ${rank}">Copy</button></header>
  <pre id="code-${rank}" tabindex="0" role="region" aria-label="Source of number ${rank}">${codeLines(finalist.source)}</pre>
  <div><h4>Evidence</h4>${evidence(finalist.evidence, printerOf(data))}</div>
  <div><h4>Measures</h4>${measures(finalist.measures)}</div>
  ${finalist.score !== undefined && markup`<div>${score(finalist.score, data)}</div>`}
  <footer>
    <p>${finalist.strategy} by ${finalist.model} <span class="id">${id}</span></p>
    ${rank > 0 && commandLine(`sluice pick ${shellWord(data.run)} ${rank}`, `the line that picks number ${rank}`)}
    ${rank === 0 && commandLine(`sluice show ${shellWord(data.run)} --candidate ${id} --replay`, 'the line that judges it again')}
  </footer>
</article>`;
}

const verdictWords = {
  passed: '✓',
  failed: 'failed',
  timedOut: 'timed out',
  crashed: 'crashed',
  rejected: 'rejected',
} as const;

function evidence(lines: readonly EvidenceLine[], print: (score: number) => string): Markup {
  return markup`<ul class="evidence">${lines.map(
    ({ stage, verdict, passed, total, score: folded, note }) => {
      const share =
        passed === undefined || total === undefined
          ? ''
          : folded === undefined
            ? `${compact(passed)} / ${compact(total)}`
            : `${print(folded)} over ${plural(total, 'instance')}`;
      return markup`<li class="${verdict === 'passed' ? 'passed' : 'fallen'}">
      <span>${spaced(stage)}</span><span class="figure">${share}</span><span class="mark">${verdictWords[verdict]}</span>
      ${note !== '' && markup`<p class="note">${note}</p>`}
    </li>`;
    },
  )}</ul>`;
}

function measures(all: FinalistView['measures']): Markup {
  const isBound = (name: string) =>
    /(?:Low|High)$/.test(name) && name.replace(/(?:Low|High)$/, '') in all;
  const names = Object.keys(all).filter(
    (name) => name !== 'score' && name !== 'heldOut' && !isBound(name),
  );
  return markup`<dl class="measures">${names.map((name) => {
    const { words, unit } = measureName(name);
    const low = all[`${name}Low`];
    const high = all[`${name}High`];
    return markup`<div><dt>${words}</dt><dd>${measured(all[name] ?? NaN)} <small>${unit}${
      low !== undefined && high !== undefined && ` (${measured(low)} to ${measured(high)})`
    }</small></dd></div>`;
  })}</dl>`;
}
