export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** Maps values to 0 … 1 along an axis. */
export interface Scale {
  readonly at: (value: number) => number;
  readonly ticks: readonly Tick[];
}

/** The next of 1, 2, 5, 10, … times a power of ten that cuts `span` into at most `most` parts. */
function tickStep(span: number, most: number): number {
  const power = 10 ** Math.floor(Math.log10(span / most));
  return ([1, 2, 5].find((factor) => span / power / factor <= most) ?? 10) * power;
}

/** Bounds so near that doubles between them are too few for ticks count as one. */
const leastSpan = 1e-9;

/** Straight from `low` to `high`, which may be equal; widened to whole ticks where `widen`. */
export function linearScale(
  low: number,
  high: number,
  print: (value: number) => string,
  { widen = true, most = 5 }: { readonly widen?: boolean; readonly most?: number } = {},
): Scale {
  const isPoint = high - low <= leastSpan * Math.max(Math.abs(low), Math.abs(high));
  const span = isPoint ? Math.abs(low) || 1 : high - low;
  const step = tickStep(span, most);
  const first = Math.floor((isPoint ? low - span / 2 : low) / step);
  const last = Math.ceil((isPoint ? low + span / 2 : high) / step);
  const start = widen || isPoint ? first * step : low;
  const end = widen || isPoint ? last * step : high;
  const ticks: Tick[] = [];
  for (let index = first; index <= last; index++) {
    const value = Number((index * step).toPrecision(12));
    if (value >= start - step / 1e6 && value <= end + step / 1e6) {
      ticks.push({ value, label: print(value) });
    }
  }
  return { at: (value) => (value - start) / (end - start), ticks };
}

/** Powers of ten apart by equal lengths. `low` must be above 0. */
export function logScale(low: number, high: number, print: (value: number) => string): Scale {
  const start = Math.log10(low);
  const end = Math.max(Math.log10(high), start + 0.1);
  const decades = Math.max(1, Math.ceil((end - start) / 5));
  const factors = end - start < 1 ? [1, 2, 3, 5, 7] : end - start < 2.2 ? [1, 3] : [1];
  const ticks: Tick[] = [];
  for (let power = Math.floor(start); power <= Math.ceil(end); power += decades) {
    for (const factor of factors) {
      const value = factor * 10 ** power;
      const place = Math.log10(value);
      if (place >= start - 1e-9 && place <= end + 1e-9) ticks.push({ value, label: print(value) });
    }
  }
  return { at: (value) => (Math.log10(Math.max(value, low)) - start) / (end - start), ticks };
}
