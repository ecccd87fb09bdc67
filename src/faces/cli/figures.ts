/** Figures as people read them. */

/** `6,412,003` */
export function count(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}

/** Three significant digits and the unit's prefix: `941`, `1.31 k`, `2.00 M`. */
export function compact(value: number): string {
  const prefixes = ['', ' k', ' M', ' G', ' T'];
  let scaled = value;
  let step = 0;
  while (scaled >= 999.5 && step < prefixes.length - 1) {
    scaled /= 1000;
    step++;
  }
  const digits = step === 0 || scaled >= 99.95 ? 0 : scaled >= 9.995 ? 1 : 2;
  return scaled.toFixed(digits) + (prefixes[step] ?? '');
}

/** A score or a measure: up to five significant digits, without noise. */
export function figure(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return count(value);
  return String(Number(value.toPrecision(5)));
}

/** `0.4 s`, `9.9 s`, `42 s`, `3 min 07 s`, `2 h 05 min` */
export function duration(ms: number): string {
  if (ms < 10_000) return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`;
  const seconds = Math.floor(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${twoDigits(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;
}

/** `512 B`, `1.31 kB`, `2.00 GB` */
export function bytes(value: number): string {
  const short = compact(value);
  return short.includes(' ') ? `${short}B` : `${short} B`;
}

/** `2026-11-21 22:37`, in the time zone of whoever reads. */
export function moment(wallMs: number): string {
  const date = new Date(wallMs);
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(twoDigits).join('-');
  return `${day} ${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');
