import { greatestOf } from '../../../domain/extremes.ts';

const steps = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

const nothing = '–';

/** A count for people: `9,876`, `12.3 k`, `1.4 M`. */
export function compact(count: number): string {
  if (!Number.isFinite(count)) return nothing;
  if (Math.abs(count) < 10_000) return precise(count);
  const [unit, letter] = steps.find(([size]) => Math.abs(count) >= size * 0.9995) ?? [1, ''];
  const scaled = count / unit;
  return `${scaled.toFixed(Math.abs(scaled) < 99.95 ? 1 : 0)} ${letter}`;
}

/** Every digit of a whole number, thousands apart. */
export const whole = (count: number): string =>
  Number.isFinite(count)
    ? Math.round(count)
        .toString()
        .replace(/\B(?=(\d{3})+$)/g, ',')
    : nothing;

/** At most four significant digits. */
export function precise(value: number): string {
  if (!Number.isFinite(value)) return nothing;
  return Number.isInteger(value) && Math.abs(value) < 1e9
    ? whole(value)
    : String(Number(value.toPrecision(4)));
}

/** The same of a score in its unit; `%` shows a share of 1. */
export const inUnit =
  (unit: string | undefined) =>
  (score: number): string => {
    if (unit === undefined) return precise(score);
    return `${precise(unit === '%' ? score * 100 : score)} ${unit}`;
  };

/** Three significant digits are all that a measurement is good for. */
export const measured = (value: number): string =>
  precise(Number.isInteger(value) ? value : Number(value.toPrecision(3)));

/** One way to print figures that stand below one another: as many decimals each, none in vain. */
export function aligned(values: readonly number[]): (value: number) => string {
  const finite = values.filter(Number.isFinite);
  const largest = Math.max(0, greatestOf(finite.map(Math.abs)));
  if (finite.every(Number.isInteger)) return precise;
  const magnitude = Math.floor(Math.log10(largest));
  if (magnitude < -4 || magnitude > 6) return precise;
  const most = Math.min(7, Math.max(0, 3 - magnitude));
  const decimals = finite.map((value) => /\.(\d*?)0*$/.exec(value.toFixed(most))?.[1]?.length ?? 0);
  const kept = greatestOf(decimals);
  return (value) => (Number.isFinite(value) ? value.toFixed(kept) : nothing);
}

/** `340 ms`, `9.9 s`, `3 min 20 s`, `2 h 5 min`. */
export function duration(ms: number): string {
  if (!Number.isFinite(ms)) return nothing;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`;
}

/** `2026-03-12 10:04 UTC`. */
export const moment = (ms: number): string =>
  `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** `heldOut` as people read it: `held out`. */
export const spaced = (name: string): string =>
  name.replace(/([a-z\d])([A-Z])/g, (_, left: string, right: string) => {
    return `${left} ${right.toLowerCase()}`;
  });

const units: readonly (readonly [suffix: RegExp, unit: string])[] = [
  [/Ns$/, 'ns'],
  [/Ms$/, 'ms'],
  [/Us$/, 'µs'],
  [/Bytes$/, 'bytes'],
];

/** The name of a measure apart from its unit: `medianNs` is `median` in `ns`. */
export function measureName(name: string): { readonly words: string; readonly unit: string } {
  const found = units.find(([suffix]) => suffix.test(name));
  return found === undefined
    ? { words: spaced(name), unit: '' }
    : { words: spaced(name.replace(found[0], '')), unit: found[1] };
}

/** `1 survivor`, `2 survivors`. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${compact(count)} ${count === 1 ? one : many}`;

/** One word of a POSIX shell, quoted only where it must be. */
export const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * The command line that answers a disagreement; all but `run` and `name` are literals. Without a
 * result there is a word in its place that is none.
 */
export const answerLine = (
  run: string,
  name: string,
  args: readonly string[],
  result: string,
): string =>
  `sluice resume ${shellWord(run)} --answer ${shellWord(`${name}(${args.join(', ')}) => ${result || 'YOUR_ANSWER'}`)}`;
