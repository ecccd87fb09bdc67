import { markup, type Markup } from './markup.ts';
import type { Scale } from './scale.ts';

/**
 * Charts as inline SVG that need no script and no drawing to scale: along the page positions are
 * per cent, so that the plot is as wide as its place while text and dots keep their size; down the
 * page they are pixels of a fixed height.
 */
const heightPx = 220;

const percent = (share: number): string => `${Math.round(share * 10_000) / 100}%`;
const down = (share: number): number => Math.round((1 - share) * heightPx * 10) / 10;

interface Frame {
  readonly x: Scale;
  readonly y: Scale;
  readonly xLabel: string;
  readonly yLabel: string;
  /** The text alternative: what a person who cannot see the chart is told. */
  readonly alternative: string;
}

export function framed({ x, y, xLabel, yLabel, alternative }: Frame, marks: Markup): Markup {
  return markup`<div class="plot">
    <p class="axis-label">${yLabel}</p>
    <svg class="plot-area" width="100%" height="${heightPx}" role="img" aria-label="${alternative}">
      <g class="grid" aria-hidden="true">
        ${y.ticks.map(({ value, label }) => {
          const at = down(y.at(value));
          return markup`<line x1="0" x2="100%" y1="${at}" y2="${at}" /><text
              x="0"
              y="${at}"
              dx="-10"
              dy="4"
              text-anchor="end"
            >${label}</text>`;
        })}
        ${x.ticks.map(
          ({ value, label }) =>
            markup`<text x="${percent(x.at(value))}" y="${heightPx}" dy="20" text-anchor="middle">${label}</text>`,
        )}
        <line class="base" x1="0" x2="100%" y1="${heightPx}" y2="${heightPx}" />
      </g>
      ${marks}
    </svg>
    <p class="axis-label axis-label-x">${xLabel}</p>
  </div>`;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A level that the chart is read against: a baseline, a published result. */
export interface Level {
  readonly label: string;
  readonly y: number;
}

/** How far a step curve stays from a level between two places of the axis, as shares of it. */
function clearance(
  level: Level,
  points: readonly Point[],
  { x, y }: Frame,
  from: number,
  to: number,
): number {
  const near = points.filter((point, index) => {
    const next = points[index + 1];
    return x.at(point.x) <= to && (next === undefined || x.at(next.x) >= from);
  });
  return Math.min(...near.map((point) => Math.abs(y.at(point.y) - y.at(level.y))));
}

/**
 * Labels that would overlap are pushed apart, downwards; each stands at the end of its line from
 * which the curve keeps the greater distance.
 */
function placed(
  levels: readonly Level[],
  points: readonly Point[],
  frame: Frame,
): readonly { readonly level: Level; readonly labelAt: number; readonly isLeft: boolean }[] {
  const { y } = frame;
  let lowest = -Infinity;
  return levels
    .toSorted((left, right) => y.at(right.y) - y.at(left.y))
    .map((level) => {
      lowest = Math.max(down(y.at(level.y)) - 5, lowest + 15);
      const isLeft =
        clearance(level, points, frame, 0, 0.4) > clearance(level, points, frame, 0.6, 1);
      return { level, labelAt: lowest, isLeft };
    });
}

/** A best-so-far line: each point holds until the next. `end` is where the axis ends. */
export function stepChart(
  frame: Frame,
  points: readonly Point[],
  end: number,
  levels: readonly Level[],
): Markup {
  const { x, y } = frame;
  const across = (value: number) => Math.round(x.at(value) * 10_000) / 100;
  const path = points
    .map((point, index) =>
      index === 0
        ? `M${across(point.x)} ${down(y.at(point.y))}`
        : `H${across(point.x)}V${down(y.at(point.y))}`,
    )
    .join('');
  return framed(
    frame,
    markup`${placed(levels, points, frame).map(({ level, labelAt, isLeft }) => {
      const at = down(y.at(level.y));
      return markup`<g class="level" aria-hidden="true"
          ><line x1="0" x2="100%" y1="${at}" y2="${at}" /><text
            x="${isLeft ? '0' : '100%'}"
            y="${labelAt}"
            text-anchor="${isLeft ? 'start' : 'end'}"
          >${level.label}</text></g
        >`;
    })}
      <svg
        class="step"
        width="100%"
        height="${heightPx}"
        viewBox="0 0 100 ${heightPx}"
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <path d="${path}H${across(end)}" vector-effect="non-scaling-stroke" />
      </svg>
      ${points.map(
        (point) =>
          markup`<circle class="milestone" cx="${percent(x.at(point.x))}" cy="${down(y.at(point.y))}" r="2.5" />`,
      )}`,
  );
}

/** Survivors that fall on the same spot; `members` are indices into the survivors of the page. */
export interface Spot extends Point {
  readonly members: readonly number[];
  readonly title: string;
}

/** A finalist, drawn as a disc with its rank. */
export interface Pin extends Spot {
  readonly rank: number;
}

const pinSpacingPx = 19;

/** Pins on one spot stand beside one another. */
function fanned(pins: readonly Pin[], { x, y }: Frame): readonly { pin: Pin; shiftPx: number }[] {
  const isNear = (left: Pin, right: Pin) =>
    Math.abs(x.at(left.x) - x.at(right.x)) < 0.03 &&
    Math.abs(down(y.at(left.y)) - down(y.at(right.y))) < pinSpacingPx;
  return pins.map((pin, index) => ({
    pin,
    shiftPx: pins.slice(0, index).filter((other) => isNear(pin, other)).length * pinSpacingPx,
  }));
}

/** Where every survivor stands between two measures, the finalists marked. */
export function scatterChart(frame: Frame, spots: readonly Spot[], pins: readonly Pin[]): Markup {
  const { x, y } = frame;
  return framed(
    frame,
    markup`${spots.map(
      (spot) =>
        markup`<circle
          class="spot"
          data-members="${spot.members.join(' ')}"
          cx="${percent(x.at(spot.x))}"
          cy="${down(y.at(spot.y))}"
          r="${Math.min(9, 3 + Math.sqrt(spot.members.length))}"
          ><title>${spot.title}</title></circle
        >`,
    )}
    ${fanned(pins, frame).map(
      ({ pin, shiftPx }) =>
        markup`<g class="pin" data-members="${pin.members.join(' ')}" transform="translate(${shiftPx} 0)"
          ><title>${pin.title}</title
          ><circle cx="${percent(x.at(pin.x))}" cy="${down(y.at(pin.y))}" r="9" /><text
            x="${percent(x.at(pin.x))}"
            y="${down(y.at(pin.y))}"
            dy="4"
            text-anchor="middle"
          >${pin.rank}</text></g
        >`,
    )}`,
  );
}

/** A figure on a common scale, in one row of a table. */
export interface Mark {
  readonly value: number;
  readonly interval?: readonly [number, number];
  /** The candidate's own, which is drawn stronger than what it is held against. */
  readonly isOwn: boolean;
}

/** A dot with its interval on a track that is as wide as its cell; the cell beside tells the figure. */
export function track({ value, interval, isOwn }: Mark, at: Scale['at']): Markup {
  const clamped = (figure: number) => percent(Math.min(1, Math.max(0, at(figure))));
  return markup`<svg class="track" width="100%" height="16" aria-hidden="true">
    <line class="rail" x1="0" x2="100%" y1="8" y2="8" />
    ${
      interval !== undefined &&
      markup`<line class="interval" x1="${clamped(interval[0])}" x2="${clamped(interval[1])}" y1="8" y2="8" />
    ${interval.map((end) => markup`<line class="interval" x1="${clamped(end)}" x2="${clamped(end)}" y1="3" y2="13" />`)}`
    }
    <circle class="${isOwn ? 'strong' : 'weak'}" cx="${clamped(value)}" cy="8" r="3.5" />
  </svg>`;
}

/** A share of a whole as a bar, in one row of a table. */
export function shareBar(share: number): Markup {
  return markup`<svg class="share" width="100%" height="6" aria-hidden="true">
    <rect class="rail" width="100%" height="6" rx="3" />
    <rect class="fill" width="${percent(share)}" height="6" rx="3" />
  </svg>`;
}
