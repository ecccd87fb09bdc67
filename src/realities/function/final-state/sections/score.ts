import type { Reference, ScoreReport } from '../../../../domain/shortlist.ts';
import { track } from '../../../../page/chart.ts';
import { markup, type Markup } from '../../../../page/markup.ts';
import type { PageData } from '../page-data.ts';
import { linearScale, logScale, type Scale } from '../../../../page/scale.ts';
import { decidingSplit } from './head.ts';
import { printerOf } from './score-printer.ts';

interface Row {
  readonly label: string;
  readonly value: number;
  readonly interval?: readonly [number, number];
  /** The finalist's own, not a reference's. */
  readonly isOwn: boolean;
}

/** The finalist's own figures, and below them those of the references on the deciding split. */
function rowsOf(
  report: ScoreReport,
  references: readonly Reference[],
  deciding: 'train' | 'validate' | 'final',
): readonly Row[] {
  const own = (['train', 'validate', 'final'] as const).flatMap((split): Row[] => {
    const value = report[split];
    if (value === undefined) return [];
    const { interval } = split === deciding ? report : {};
    return [{ label: split, value, isOwn: true, ...(interval && { interval }) }];
  });
  const others = references.flatMap(({ name, score: { [deciding]: value } }): Row[] =>
    value === undefined ? [] : [{ label: name, value, isOwn: false }],
  );
  return [...own, ...others];
}

/** One scale for all cards, so that the eye may compare across them; orders of magnitude apart it is logarithmic. */
function scaleOf(figures: readonly number[]): Scale & { readonly isLog: boolean } {
  const low = Math.min(...figures);
  const high = Math.max(...figures);
  if (low > 0 && high / low > 4) {
    return { ...logScale(low / 1.06, high * 1.06, String), isLog: true };
  }
  const margin = (high - low) * 0.04;
  return { ...linearScale(low - margin, high + margin, String, { widen: false }), isLog: false };
}

/** How a finalist does on each split, with its interval, beside what it is held against. */
export function score(report: ScoreReport, data: PageData): Markup {
  const split = decidingSplit(data.finalists);
  const rows = rowsOf(report, data.references, split);
  const figures = [report, ...data.finalists.map((finalist) => finalist.score)]
    .flatMap((each) => (each === undefined ? [] : rowsOf(each, data.references, split)))
    .flatMap(({ value, interval }) => [value, ...(interval ?? [])])
    .filter(Number.isFinite);
  const print = printerOf(data);
  const { at, isLog } = scaleOf(figures);
  const [from, to] = report.interval ?? [];
  return markup`
<table class="score">
  <caption><h4>Score</h4> <span>${data.direction === 'maximise' ? 'higher' : 'lower'} is better${isLog && ', log scale'}</span></caption>
  <thead class="unseen"><tr><th scope="col">On</th><th scope="col">Chart</th><th scope="col">Score</th></tr></thead>
  <tbody>${rows.map(
    (row) => markup`
    <tr class="${row.isOwn ? 'own' : 'other'}"><th scope="row">${row.label}</th><td>${track(row, at)}</td><td class="figure">${print(row.value)}</td></tr>`,
  )}</tbody>
</table>
<p class="note">${from !== undefined && to !== undefined && `95 % interval on ${split}: ${print(from)} to ${print(to)}. `}References on ${split}.</p>`;
}
