/** Figures as the page shows them. */

/** Four significant digits. */
export function figure(value: number): string {
  const rounded = Number(value.toPrecision(4));
  return Math.abs(rounded) >= 1000 ? Math.round(rounded).toLocaleString('en-GB') : String(rounded);
}

/** Three significant digits of a share of 1. */
export const percent = (share: number): string => `${Number((share * 100).toPrecision(3))} %`;

/** `43`, `17 k`, `1 M`. */
export function short(value: number): string {
  const [size, letter] = value >= 999_950 ? [1e6, ' M'] : value >= 999.95 ? [1e3, ' k'] : [1, ''];
  return `${Number((value / size).toPrecision(3))}${letter}`;
}

/** `3.2 ms`, `41 s`, `3.1 min`, `2 h`. */
export function duration(ms: number): string {
  const [size, unit] =
    ms < 1000 ? [1, 'ms'] : ms < 60_000 ? [1e3, 's'] : ms < 3_600_000 ? [6e4, 'min'] : [3.6e6, 'h'];
  return `${Number((ms / size).toPrecision(2))} ${unit}`;
}
