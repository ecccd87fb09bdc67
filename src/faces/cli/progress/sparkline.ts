const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** A value that stands from `atMs` on, until the next. */
export interface Improvement {
  readonly atMs: number;
  readonly value: number;
}

/**
 * The best so far over time, in `columns` characters from the start to `nowMs`. It only ever
 * improves, so the line rises from the first value to the last, whichever direction is better.
 */
export function sparkline(
  improvements: readonly Improvement[],
  nowMs: number,
  columns: number,
): string {
  const first = improvements[0];
  const last = improvements.at(-1);
  if (first === undefined || last === undefined || nowMs <= 0) return '';
  const range = Math.abs(last.value - first.value);
  const heights = Array.from({ length: columns }, (_, column) => {
    const untilMs = ((column + 1) / columns) * nowMs;
    const standing = improvements.findLast(({ atMs }) => atMs <= untilMs);
    if (standing === undefined) return ' ';
    const share = range === 0 ? 0 : Math.abs(standing.value - first.value) / range;
    return bars[Math.min(bars.length - 1, Math.floor(share * bars.length))] ?? ' ';
  });
  return heights.join('');
}
