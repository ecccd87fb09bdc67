import { framed } from '../page/chart.ts';
import { markup, type Markup } from '../page/markup.ts';
import { linearScale, logScale, type Scale } from '../page/scale.ts';
import type { Interval } from './clopper-pearson.ts';

/** A curve of one speed, its points from left to right. */
export interface Series {
  readonly name: string;
  readonly points: readonly {
    readonly x: number;
    readonly y: number;
    readonly interval: Interval;
  }[];
}

/** What sets two curves apart, as a share of the chart's width or height. */
const apartLeast = 0.01;

/** Curves that can be told apart in one chart. */
export const seriesMost = 6;

export const curveStyle = `
.curve { fill: none; stroke-width: 2; stroke-linejoin: round; }
.band { stroke: none; opacity: 0.14; }
.legend { display: flex; flex-wrap: wrap; gap: 2px 16px; font-size: 12px; color: var(--muted); margin-top: 12px; }
.legend i { display: inline-block; width: 14px; height: 3px; margin-right: 6px; vertical-align: middle; }
${[
  ['#4650c4', '#9aa3ff'],
  ['#93480c', '#e2ae7c'],
  ['#27703f', '#8fcb9f'],
  ['#7a3aa8', '#c9a0f0'],
  ['#2b6f80', '#82c3d2'],
  ['#a02c4a', '#f29bb0'],
]
  .map(
    ([light, dark], index) =>
      `.curve-${index} { stroke: light-dark(${light}, ${dark}); } .band-${index} { fill: light-dark(${light}, ${dark}); } .key-${index} { background: light-dark(${light}, ${dark}); }`,
  )
  .join('\n')}
`;

/**
 * Curves on a logarithmic axis, with the interval of the last as a band. Those that lie on each
 * other are drawn once, and have their names side by side.
 */
export function curves(
  all: readonly Series[],
  labels: {
    readonly xLabel: string;
    readonly yLabel: string;
    readonly printX: (value: number) => string;
    readonly printY: (value: number) => string;
  },
): Markup {
  const { xLabel, yLabel, printX, printY } = labels;
  const every = all.flatMap(({ points }) => points);
  const x = logScale(
    Math.min(...every.map((point) => point.x)),
    Math.max(...every.map((point) => point.x)),
    printX,
  );
  const ends = every.flatMap((point) => point.interval);
  const y = linearScale(Math.min(...ends), Math.max(...ends), printY);
  const place = (across: number, up: number): string =>
    `${(x.at(across) * 100).toFixed(2)} ${((1 - y.at(up)) * 100).toFixed(2)}`;
  const series = drawnOnce(all, x, y);
  const last = series.at(-1);
  const band = last?.points ?? [];
  const outline = [
    ...band.map((point) => place(point.x, point.interval[1])),
    ...band.toReversed().map((point) => place(point.x, point.interval[0])),
  ];
  const alternative = `${yLabel} against ${xLabel}: ${series
    .map(
      ({ name, points }) => `${name}: ${printY(points.at(-1)!.y)} at ${printX(points.at(-1)!.x)}`,
    )
    .join('; ')}`;
  return markup`${framed(
    { x, y, xLabel, yLabel, alternative },
    markup`<svg width="100%" height="100%" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
    <path class="band band-${last?.colour ?? 0}" d="M${outline.join('L')}Z" />
    ${series.map(
      ({ points, colour }) =>
        markup`<path class="curve curve-${colour}" d="M${points.map((point) => place(point.x, point.y)).join('L')}" vector-effect="non-scaling-stroke" />`,
    )}</svg>`,
  )}
  <p class="legend">${series.map(({ name, colour }) => markup`<span><i class="key-${colour}"></i>${name}</span>`)}</p>`;
}

interface Drawn extends Series {
  /** Of the palette: each keeps its own, whatever is drawn beside it. */
  readonly colour: number;
}

function drawnOnce(all: readonly Series[], x: Scale, y: Scale): readonly Drawn[] {
  const isOn = (one: Series, other: Series): boolean =>
    one.points.every((point, index) => {
      const beside = other.points[index];
      return (
        beside !== undefined &&
        Math.abs(x.at(point.x) - x.at(beside.x)) < apartLeast &&
        Math.abs(y.at(point.y) - y.at(beside.y)) < apartLeast
      );
    });
  const drawn: Drawn[] = [];
  for (const [colour, next] of all.entries()) {
    const before = drawn.at(-1);
    if (before === undefined || !isOn(before, next)) drawn.push({ ...next, colour });
    else drawn.splice(-1, 1, { ...next, colour, name: `${before.name}, ${next.name}` });
  }
  return drawn;
}
