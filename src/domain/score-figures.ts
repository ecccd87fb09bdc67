/** Significant digits that a score is shown with: at least, and where two would read alike. */
const digitsLeast = 3;
const digitsMost = 5;

/**
 * How people read the scores of one problem. All of a group are compared with each other, such as
 * finalists and baselines on one split: there are as many decimals as tell those apart that differ
 * by more than their fifth significant digit. In the unit `%` a score is a share of 1.
 */
export function scoreFigures(
  groups: readonly (readonly number[])[],
  unit: string | undefined,
): (score: number) => string {
  const inUnit = (score: number) => (unit === '%' ? score * 100 : score);
  const suffix = unit === undefined ? '' : ` ${unit}`;
  const all = groups.map((group) => [...new Set(group.filter(Number.isFinite).map(inUnit))]);
  const decimals = decimalsFor(all);
  return (score) => {
    if (!Number.isFinite(score)) return String(score);
    const text =
      decimals === undefined
        ? String(Number(inUnit(score).toPrecision(digitsMost)))
        : grouped(inUnit(score), decimals);
    return text + suffix;
  };
}

/** `undefined` for figures so large or small that only their own digits say anything. */
function decimalsFor(groups: readonly (readonly number[])[]): number | undefined {
  const figures = groups.flat();
  if (figures.every((figure) => Number.isSafeInteger(figure))) return 0;
  const magnitude = Math.floor(Math.log10(Math.max(...figures.map(Math.abs))));
  if (magnitude < -5 || magnitude > 14) return undefined;
  const most = Math.max(0, digitsMost - 1 - magnitude);
  let decimals = Math.max(0, digitsLeast - 1 - magnitude);
  const readAlike = (group: readonly number[]) =>
    new Set(group.map((figure) => figure.toFixed(decimals))).size < group.length;
  while (decimals < most && groups.some(readAlike)) decimals++;
  return decimals;
}

const grouped = (figure: number, decimals: number): string =>
  figure.toLocaleString('en-GB', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
