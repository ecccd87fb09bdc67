import { greatestOf, leastOf } from '../../../../domain/extremes.ts';
import { scoreFigures } from '../../../../domain/score-figures.ts';
import { stepChart, type Level } from '../../../../page/chart.ts';
import { markup, type Markup } from '../../../../page/markup.ts';
import type { PageData } from '../page-data.ts';
import { linearScale, logScale, type Scale } from '../../../../page/scale.ts';
import { aligned, compact, duration, inUnit, precise } from '../wording.ts';
import { numbers } from './parts.ts';

/** A run's best so far at one moment, in the unit that people read: the score, or a share of 1. */
interface Best {
  readonly elapsedMs: number;
  readonly candidates: number;
  readonly value: number;
}

function bestsOf({ milestones, direction }: PageData): readonly Best[] {
  return milestones
    .map(({ elapsedMs, candidates, quality }) => ({
      elapsedMs,
      candidates,
      value: direction === 'minimise' ? -quality : quality,
    }))
    .filter(({ value }) => Number.isFinite(value));
}

/** What the milestones count: programs where the grammar model ran alone, candidates otherwise. */
const countedIn = ({ models, counts }: PageData): string =>
  models.every((model) => model === 'grammar') && counts.considered.generated > 0
    ? 'programs considered'
    : 'candidates run';

/**
 * The best so far against time and against candidates, each on a straight and on a logarithmic
 * axis. All four are drawn; radio buttons and the style sheet alone choose which is seen.
 */
export function progress(data: PageData): Markup {
  const bests = bestsOf(data);
  const last = bests.at(-1);
  if (last === undefined) {
    return markup`<figure class="panel"><figcaption><h3>Best so far</h3></figcaption><p class="note">Nothing got as far as to be measured.</p></figure>`;
  }
  const charts = (['time', 'candidates'] as const).flatMap((along) =>
    (['linear', 'log'] as const).map(
      (kind) =>
        markup`<div class="choice ${along} ${kind}">${chart(data, bests, along, kind)}</div>`,
    ),
  );
  const values = bests.map(({ value }) => value);
  const print = data.direction === undefined ? aligned(values) : scoreFigures([values], data.unit);
  return markup`
<figure class="panel switched">
  <figcaption><h3>Best so far</h3>
    ${segments('along', [
      ['time', 'time'],
      ['candidates', 'candidates'],
    ])}
    ${segments('axis', [
      ['log', 'log'],
      ['linear', 'linear'],
    ])}
  </figcaption>
  ${charts}
  ${numbers(
    'The same as a table',
    ['Time', countedIn(data), valueName(data)],
    bests.map((best) => [
      markup`${duration(best.elapsedMs)}`,
      markup`${compact(best.candidates)}`,
      markup`${print(best.value)}`,
    ]),
  )}
</figure>`;
}

const segments = (
  name: string,
  options: readonly (readonly [value: string, label: string])[],
): Markup =>
  markup`<span class="segments" role="radiogroup" aria-label="${name}">${options.map(
    ([value, label], index) =>
      markup`<label><input type="radio" name="${name}" value="${value}"${index === 0 && markup` checked`}><span>${label}</span></label>`,
  )}</span>`;

const valueName = ({ direction }: PageData): string =>
  direction === undefined
    ? 'share of the cases right'
    : `score, ${direction === 'minimise' ? 'lower' : 'higher'} is better`;

function chart(
  data: PageData,
  bests: readonly Best[],
  along: 'time' | 'candidates',
  kind: 'linear' | 'log',
): Markup {
  const read = (best: Best) => (along === 'time' ? best.elapsedMs : best.candidates);
  const print = along === 'time' ? roundDuration : compact;
  const lastX = read(bests.at(-1)!);
  const end = Math.max(
    lastX,
    along === 'time' ? data.elapsedMs : Math.max(data.counts.considered.generated, data.counts.run),
  );
  const start = Math.max(1, leastOf(bests.map(read)));
  const x =
    kind === 'log'
      ? logScale(start, end, print)
      : linearScale(0, end, print, { widen: false, most: 6 });
  const levels = levelsOf(data);
  const first = bests[0]!;
  const last = bests.at(-1)!;
  const unit = along === 'time' ? 'time' : countedIn(data);
  return stepChart(
    {
      x,
      y: valueScale(bests, levels, data),
      xLabel: unit,
      yLabel: valueName(data),
      alternative: `Best so far against ${unit}: from ${inUnit(data.unit)(first.value)} at ${print(read(first))} to ${inUnit(data.unit)(last.value)} at ${print(lastX)}, in ${bests.length} steps.`,
    },
    bests.map((best) => ({ x: read(best), y: best.value })),
    end,
    levels,
  );
}

const roundDuration = (ms: number): string => duration(ms).replace('.0 s', ' s');

/** The references on the split that breeds, which is what the best so far was measured on. */
function levelsOf({ references, unit }: PageData): readonly Level[] {
  return references.flatMap(({ name, score }) =>
    score.train === undefined
      ? []
      : [{ label: `${name} ${inUnit(unit)(score.train)}`, y: score.train }],
  );
}

function valueScale(
  bests: readonly Best[],
  levels: readonly Level[],
  { direction, unit }: PageData,
): Scale {
  const values = [...bests.map(({ value }) => value), ...levels.map(({ y }) => y)];
  const low = leastOf(values);
  const high = greatestOf(values);
  if (direction === undefined) return linearScale(0, 1, precise);
  const print = inUnit(unit);
  return low > 0 && high / low > 5
    ? logScale(low * 0.92, high * 1.15, print)
    : linearScale(low, high, print);
}
