import type { Signature } from '../../../../domain/function.ts';
import type { Reference } from '../../../../domain/shortlist.ts';
import { whyUnheard } from '../../../../domain/unheard.ts';
import { markup, type Markup } from '../../../../page/markup.ts';
import type { FinalistView, PageData } from '../page-data.ts';
import { compact, duration, moment, plural } from '../wording.ts';
import { code } from './parts.ts';
import { printerOf } from './score-printer.ts';

const splits = ['train', 'validate', 'final'] as const;

/** Characters from which on an intent is a paragraph rather than a title. */
const longIntent = 90;

/** The intent, the verdict in one line, and what the three are held against. */
export function head(data: PageData): Markup {
  const facts: readonly (readonly [name: string, fact: string])[] = [
    ['Seed', String(data.seed)],
    ['Took', duration(data.elapsedMs)],
    [data.models.length === 1 ? 'Model' : 'Models', data.models.join(', ')],
    ['Started', moment(data.startedAtMs)],
    ...(data.cost.dollars > 0 ? ([['Cost', paid(data.cost)]] as const) : []),
  ];
  return markup`
<header class="head">
  <div>
    <h1${data.intent.length > longIntent && markup` class="long"`}>${data.intent}</h1>
    <p class="signature">${code(signatureText(data.signature))}</p>
    <p class="verdict">${verdict(data)}</p>
    <p class="lead">${sequel(data)}</p>
    <dl class="facts">${facts.map(([name, fact]) => markup`<div><dt>${name}</dt><dd>${fact}</dd></div>`)}</dl>
  </div>
  ${data.references.length > 0 && against(data)}
</header>`;
}

/** `$0.12, up to $0.03 of it estimated` */
function paid({ dollars, estimated, unpricedTokens = 0 }: PageData['cost']): string {
  const isEstimated = estimated !== undefined && estimated.dollars > 0;
  return (
    `$${dollars.toFixed(2)}` +
    (isEstimated ? `, up to $${estimated.dollars.toFixed(2)} of it estimated` : '') +
    (unpricedTokens > 0 ? `, and ${compact(unpricedTokens)} tokens of no known price` : '')
  );
}

export const signatureText = ({ name, params, returns }: Signature): string =>
  `${name}(${params.map((param) => `${param.name}: ${param.type}`).join(', ')}): ${returns}`;

/** Programs that the run made, whether or not they were worth a full trial. */
const programsOf = ({ counts }: PageData): number =>
  Math.max(counts.considered.generated, counts.proposed);

export function verdict(data: PageData): string {
  const programs = programsOf(data) > 0 ? plural(programsOf(data), 'program') : 'the programs';
  const { length } = data.finalists;
  switch (data.status) {
    case 'survived':
      return `${length} of ${programs} ${length === 1 ? 'survives' : 'survive'}`;
    case 'exhausted':
      return `None of ${programs} survived`;
    case 'interrupted':
      return length > 0
        ? `Interrupted: ${length} of ${programs} stand so far`
        : `Interrupted after ${programs}, with no survivor yet`;
    case 'running':
      return `Still running: ${programs} so far`;
  }
}

function sequel(data: PageData): string {
  if (data.finalists.length === 0) {
    const unheard = whyUnheard(data.counts);
    if (unheard !== undefined) return unheard;
    return data.closest === undefined
      ? 'The budget was spent first, and nothing came close enough to be on record.'
      : 'The budget was spent first. Below stands what came closest, and why it fell.';
  }
  if (programsOf(data) === 0) return 'The run ended before its counters were recorded.';
  const survived = `${plural(data.counts.survived, 'candidate')} passed every visible stage`;
  const compared =
    data.compared > 0
      ? `, ${plural(data.compared, 'nominee was', 'nominees were')} compared on held-out evidence`
      : '';
  return `${survived}${compared}; those below were chosen to be good and to differ.`;
}

/** The last split that was run on the three, and hence the one that counts. */
export function decidingSplit(finalists: readonly FinalistView[]): (typeof splits)[number] {
  const isRun = (split: (typeof splits)[number]) =>
    finalists.some(({ score }) => score?.[split] !== undefined);
  return splits.findLast(isRun) ?? 'validate';
}

function against(data: PageData): Markup {
  const print = printerOf(data);
  const used = splits.filter((split) =>
    data.references.some(({ score }) => score[split] !== undefined),
  );
  const cell = (figure: number | undefined) =>
    markup`<td class="figure">${figure === undefined ? '–' : print(figure)}</td>`;
  return markup`
  <div class="against">
    <table>
      <caption>Held against <span>${data.direction === 'maximise' ? 'higher' : 'lower'} is better</span></caption>
      <thead><tr><th scope="col">Reference</th>${used.map((split) => markup`<th scope="col" class="figure">${split}</th>`)}</tr></thead>
      <tbody>${data.references.map(
        ({ name, kind, score }) => markup`
        <tr><th scope="row">${name} <small>${kind}</small></th>${used.map((split) => cell(score[split]))}</tr>`,
      )}</tbody>
    </table>
    ${data.finalists.length > 0 && markup`<ul class="beaten">${data.references.map((reference) => markup`<li>${beaten(reference, data)}</li>`)}</ul>`}
  </div>`;
}

/** `3 of 3 do better than best fit on final, 2 of them by more than their interval`. */
function beaten({ name, score, failed }: Reference, { finalists, direction }: PageData): string {
  const split = decidingSplit(finalists);
  const level = score[split];
  const why = failed?.[split];
  if (why !== undefined) return `${name} failed on ${split}: ${why}`;
  if (level === undefined) return `${name} was not run on ${split}`;
  const isBetter = (figure: number) => (direction === 'maximise' ? figure > level : figure < level);
  const better = finalists.flatMap((finalist) => {
    const own = finalist.score?.[split];
    return finalist.score !== undefined && own !== undefined && isBetter(own)
      ? [finalist.score]
      : [];
  });
  const clearly = better.filter(({ interval }) => interval?.every(isBetter) === true);
  const count = `${better.length} of ${compact(finalists.length)}`;
  const verb = better.length === 1 ? 'does' : 'do';
  if (better.length === 0) return `None does better than ${name} on ${split}`;
  const margin =
    clearly.length === better.length
      ? 'with the whole interval'
      : `${clearly.length === 0 ? 'none' : clearly.length} of them with the whole interval`;
  return `${count} ${verb} better than ${name} on ${split}, ${margin}`;
}
