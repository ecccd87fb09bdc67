import type { Progress } from '../../../index.ts';
import { clip, padEnd, shown, width } from '../columns.ts';
import { compact, count, duration, figure } from '../figures.ts';
import type { Palette } from '../terminal.ts';
import { sparkline } from './sparkline.ts';
import type { Watched } from './watched.ts';

const barColumnsMost = 40;
const sparklineColumns = 16;
const leadersMost = 3;

const phases = {
  trying: 'getting ready',
  resuming: 'taking the search to where it was',
  searching: 'searching',
  nominating: 'judging the best on held-out evidence',
  reporting: 'judging the three a last time',
} as const;

/** What a person is shown of a run that is on. */
export interface View {
  /** The intent. */
  readonly title: string;
  readonly hint: string;
  readonly watched: Watched;
}

/**
 * At most eight lines, none longer than `columns`; the three that lead come last, so that what
 * stands above them never moves.
 */
export function progressView({ title, hint, watched }: View, columns: number, colour: Palette) {
  const { phase, leaders, resuming, trying } = watched.progress;
  const strong = colour.strong(clip(oneLine(title), columns));
  if (trying !== undefined) {
    return [strong, colour.accent(clip(tryingLine(trying), columns)), colour.quiet(hint)];
  }
  const head = [strong, budgetLine(watched, columns, colour)];
  if (resuming !== undefined) {
    return [...head, colour.accent(clip(resumingLine(resuming), columns)), colour.quiet(hint)];
  }
  const bottom = phase === 'searching' ? hint : phases[phase];
  return [
    ...head,
    ratesLine(watched, columns, colour),
    bestLine(watched, columns, colour),
    ...leaders
      .slice(0, leadersMost)
      .map((source, index) => `${colour.quiet(`${index + 1} `)}${clip(gist(source), columns - 2)}`),
    colour.quiet(clip(bottom, columns)),
  ];
}

function budgetLine({ progress, leftMs }: Watched, columns: number, colour: Palette): string {
  const share = Math.min(1, Math.max(0, progress.budgetShare));
  const spent = `${`${Math.floor(share * 100)} %`.padStart(5)}  ${duration(progress.elapsedMs)}`;
  const says = spent + timeLeft(leftMs);
  const bar = Math.min(barColumnsMost, columns - width(says) - 1);
  if (bar < 4) return clip(says.trim(), columns);
  const full = Math.round(share * bar);
  return `${colour.good('━'.repeat(full))}${colour.quiet('─'.repeat(bar - full))} ${says}`;
}

/** What it takes is no part of the budget above it. */
const resumingLine = ({ share, ms }: NonNullable<Progress['resuming']>): string =>
  `${phases.resuming}: ${Math.floor(share * 100)} %, ${duration(ms)}, not counted`;

const tryingLine = ({ what, ms }: NonNullable<Progress['trying']>): string =>
  `before the search: ${oneLine(what)}, ${duration(ms)}`;

const timeLeft = (leftMs: number | undefined): string =>
  leftMs === undefined || leftMs < 100 ? '' : `, ${duration(leftMs)} left`;

function ratesLine(watched: Watched, columns: number, colour: Palette): string {
  const { considered, run, survived } = watched.progress.counts;
  const parts = [
    considered.generated > 0 &&
      `${compact(considered.generated)} programs, ${compact(watched.consideredPerSecond)}/s`,
    `${compact(run)} run, ${compact(watched.runPerSecond)}/s`,
    `${count(survived)} survived`,
  ];
  return colour.accent(clip(parts.filter((part) => part !== false).join('  ·  '), columns));
}

function bestLine({ progress, improvements }: Watched, columns: number, colour: Palette): string {
  if (progress.best === undefined) return clip('nothing has survived yet', columns);
  const best = `best ${bestFigure(progress.best.quality, progress.scoreUnit)}`;
  const fits = width(best) + 2 + sparklineColumns <= columns;
  if (improvements.length < 2 || !fits) return clip(best, columns);
  const line = sparkline(improvements, progress.elapsedMs, sparklineColumns);
  return `${padEnd(best, 12)}  ${colour.good(line)}`;
}

/** Four digits, so that it is seen to move. */
function bestFigure(quality: number, unit: string | undefined): string {
  const text = figure(Number((unit === '%' ? quality * 100 : quality).toPrecision(4)));
  return unit === undefined ? text : `${text} ${unit}`;
}

/** The same in one plain line, for logs and pipes. */
export function progressLine({ progress, consideredPerSecond, leftMs }: Watched): string {
  const { counts, best, leaders, phase, resuming, trying } = progress;
  if (trying !== undefined) return tryingLine(trying);
  if (resuming !== undefined) return resumingLine(resuming);
  const parts = [
    `${duration(progress.elapsedMs)} (${Math.floor(progress.budgetShare * 100)} %${timeLeft(leftMs)})`,
    phase !== 'searching' && phases[phase],
    counts.considered.generated > 0 &&
      `${compact(counts.considered.generated)} programs (${compact(consideredPerSecond)}/s)`,
    `${compact(counts.run)} run`,
    `${count(counts.survived)} survived`,
    best !== undefined && `best ${bestFigure(best.quality, progress.scoreUnit)}`,
    leaders[0] !== undefined && clip(gist(leaders[0]), 60),
  ];
  return parts.filter((part) => part !== false).join('  ');
}

/** The heart of a program in one line: the body of its only function, else the whole of it. */
export function gist(source: string): string {
  const body = /^export (?:default )?function [^{]*\{(?<body>[^]*)\}\s*$/u.exec(source);
  const unbroken = (body?.groups?.['body'] ?? source)
    .replaceAll(/(?<opening>[([{])\n\s*/gu, '$<opening>')
    .replaceAll(/,?\n\s*(?<closing>[)\]}.])/gu, '$<closing>');
  return oneLine(unbroken).replace(/^return (?<only>[^;]*);$/u, '$<only>');
}

const oneLine = (text: string): string => shown(text.replaceAll(/\s+/gu, ' ').trim());
