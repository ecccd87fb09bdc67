import { greatestOf, leastOf } from '../../../../domain/extremes.ts';
import { scatterChart, type Pin, type Spot } from '../../../../page/chart.ts';
import { markup, type Markup } from '../../../../page/markup.ts';
import type { PageData, SurvivorView } from '../page-data.ts';
import { linearScale, logScale, type Scale } from '../../../../page/scale.ts';
import { compact, measureName, precise } from '../wording.ts';
import { code, numbers } from './parts.ts';

const acrossNames = ['size', 'characters'] as const;
const upNames = ['score', 'heldOut', 'medianNs'] as const;

/** A measure as an axis: the values of all survivors that have it. */
interface Axis {
  readonly name: string;
  readonly of: (survivor: SurvivorView) => number | undefined;
}

const axis = (name: string): Axis => ({
  name,
  of: ({ measures, source }) => (name === 'characters' ? source.length : measures[name]),
});

/** The first that tells survivors apart. */
function telling(names: readonly string[], survivors: readonly SurvivorView[]): Axis | undefined {
  return names.map(axis).find(({ of }) => {
    const values = new Set(survivors.map(of));
    values.delete(undefined);
    return values.size > 1;
  });
}

/** Size against quality of all survivors, the three marked; a spot shows the code that lies there. */
export function landscape(data: PageData): Markup {
  if (data.survivors.length === 0) return markup``;
  const x = telling(acrossNames, data.survivors);
  const y = telling(upNames, data.survivors);
  if (x === undefined || y === undefined) {
    return markup`<figure class="panel"><figcaption><h3>Size against quality</h3></figcaption><p class="note">The survivors do not differ in what was measured.</p></figure>`;
  }
  const shown = data.survivors.flatMap((survivor, index) => {
    const across = x.of(survivor);
    const up = y.of(survivor);
    return across === undefined || up === undefined ? [] : [{ survivor, index, x: across, y: up }];
  });
  const unshown = data.survivors.length - shown.length;
  const quality = `${y.name === 'score' ? 'mean score where it was bred' : words(y.name)}, ${better(y.name, data)}`;
  const length = `${words(x.name)}, less is better`;
  return markup`
<figure class="panel landscape" data-landscape>
  <figcaption><h3>Size against quality</h3></figcaption>
  ${scatterChart(
    {
      x: fit(
        shown.map((place) => place.x),
        true,
      ),
      y: fit(
        shown.map((place) => place.y),
        y.name !== 'heldOut',
      ),
      xLabel: length,
      yLabel: quality,
      alternative: `${shown.length} survivors: ${words(x.name)} from ${rangeOf(shown.map((place) => place.x))} against ${words(y.name)} from ${rangeOf(shown.map((place) => place.y))}. ${data.finalists.length} of them are the shortlist.`,
    },
    spotsOf(shown.filter(({ survivor }) => rankOf(survivor, data) === undefined)),
    shown.flatMap((place) => pinOf(place, data)),
  )}
  <div class="picked" data-picked aria-live="polite"><p class="note">Point at a survivor to see its code.${unshown > 0 && ` ${compact(unshown)} without both figures are not drawn.`}</p></div>
  ${numbers(
    'The same as a table',
    [words(x.name), words(y.name), 'Code'],
    shown.map((place) => [
      markup`${precise(place.x)}`,
      markup`${precise(place.y)}`,
      markup`${code(place.survivor.source)}`,
    ]),
  )}
</figure>`;
}

const words = (name: string): string => {
  const { words: text, unit } = measureName(name);
  return unit === '' ? text : `${text} ${unit}`;
};

function better(name: string, { direction }: PageData): string {
  const isLess = name === 'score' ? direction === 'minimise' : name === 'medianNs';
  return `${isLess ? 'less' : 'more'} is better`;
}

const rangeOf = (values: readonly number[]): string =>
  `${precise(leastOf(values))} to ${precise(greatestOf(values))}`;

/** What spans so many times its least has a long tail: orders of magnitude tell more then. */
const logSpan = 8;

/** A share of the whole is never told by its orders of magnitude. */
function fit(values: readonly number[], mayBeLog: boolean): Scale {
  const low = leastOf(values);
  const high = greatestOf(values);
  if (mayBeLog && low > 0 && high / low > logSpan) return logScale(low * 0.8, high * 1.25, precise);
  const margin = (high - low) * 0.06 || 1;
  return linearScale(low - margin, high + margin, precise, { widen: false, most: 6 });
}

interface Place {
  readonly survivor: SurvivorView;
  readonly index: number;
  readonly x: number;
  readonly y: number;
}

const rankOf = (survivor: SurvivorView, { finalists }: PageData): number | undefined =>
  finalists.find(({ id }) => id === survivor.id)?.rank;

const titleOf = ({ x, y }: Place): string => `${precise(x)}, ${precise(y)}`;

function spotsOf(places: readonly Place[]): readonly Spot[] {
  const groups = Map.groupBy(places, titleOf);
  return [...groups.values()].map((group) => ({
    x: group[0]!.x,
    y: group[0]!.y,
    members: group.map(({ index }) => index),
    title: `${titleOf(group[0]!)}${group.length > 1 ? `: ${group.length} survivors` : ''}`,
  }));
}

function pinOf(place: Place, data: PageData): Pin[] {
  const rank = rankOf(place.survivor, data);
  if (rank === undefined) return [];
  return [
    {
      x: place.x,
      y: place.y,
      members: [place.index],
      title: `Number ${rank}: ${titleOf(place)}`,
      rank,
    },
  ];
}
