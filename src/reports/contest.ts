import type { Arm, Arms } from '../domain/arms.ts';

/** Whether evolution beat plain sampling, as far as this run can tell. */
export interface ContestReport {
  readonly winner: 'evolution' | 'control' | 'undecided';
  readonly control: Side;
  readonly evolution: Side;
  /**
   * Where examples judge: how much larger the share of survivors is among evolution's candidates,
   * with a 95 % interval (Newcombe 1998, method 10).
   */
  readonly difference?: { readonly rate: number; readonly interval: readonly [number, number] };
  /**
   * Where reality scores: the chance that of evolution's candidates, drawn as many as the control
   * has, one is better than the best of the control (or the other way round, where it has fewer).
   * Absent in older records, where it kept too few of the best to tell.
   */
  readonly chance?: number;
}

interface Side extends Omit<Arm, 'best'> {
  /** Higher is better. */
  readonly best?: number;
}

/** What counts as settled. */
const confidence = 0.95;

/** The quantile of the normal distribution that belongs to it. */
const quantile = 1.96;

/** Compares the two by their survivors, or by the best of as many where reality scores. */
export function contestOf(arms: Arms): ContestReport {
  const { control, evolution } = arms;
  const sides = { control: sideOf(control), evolution: sideOf(evolution) };
  if (control.run === 0 || evolution.run === 0) return { winner: 'undecided', ...sides };
  const isScored = control.best.length + evolution.best.length > 0;
  if (!isScored) {
    const difference = differenceOf(evolution, control);
    const [low, high] = difference.interval;
    const winner = low > 0 ? 'evolution' : high < 0 ? 'control' : 'undecided';
    return { winner, ...sides, difference };
  }
  const [fewer, more] = control.run <= evolution.run ? [control, evolution] : [evolution, control];
  const ahead = chanceOf(
    more,
    fewer,
    more.ahead ?? countedIn(more, fewer, (one, best) => one > best),
  );
  const level = chanceOf(
    more,
    fewer,
    more.level ?? countedIn(more, fewer, (one, best) => one >= best),
  );
  if (ahead === undefined || level === undefined) return { winner: 'undecided', ...sides };
  const isEvolution = more === evolution;
  const better = isEvolution ? ahead : 1 - level;
  const worse = isEvolution ? 1 - level : ahead;
  const winner = better >= confidence ? 'evolution' : worse >= confidence ? 'control' : 'undecided';
  return { winner, ...sides, chance: better };
}

function sideOf({ best: [best], ...arm }: Arm): Side {
  return best === undefined ? arm : { ...arm, best };
}

/**
 * In records that do not count them: how many of the survivors compare so with the best of the
 * other side. `undefined` where all that were kept do, and more than these survived.
 */
function countedIn(
  more: Arm,
  fewer: Arm,
  compares: (quality: number, best: number) => boolean,
): number | undefined {
  const [best] = fewer.best;
  if (best === undefined) return more.survived;
  const hits = more.best.filter((quality) => compares(quality, best)).length;
  return hits === more.best.length && hits < more.survived ? undefined : hits;
}

/** The chance that among `fewer.run` candidates of `more`, drawn at random, is one of the hits. */
function chanceOf(more: Arm, fewer: Arm, hits: number | undefined): number | undefined {
  if (hits === undefined) return undefined;
  let none = 1;
  for (let drawn = 0; drawn < fewer.run; drawn++) {
    none *= Math.max(0, more.run - hits - drawn) / (more.run - drawn);
  }
  return 1 - none;
}

function differenceOf(
  evolution: Arm,
  control: Arm,
): { readonly rate: number; readonly interval: readonly [number, number] } {
  const [one, other] = [wilson(evolution), wilson(control)];
  const rate = one.rate - other.rate;
  return {
    rate,
    interval: [
      rate - Math.hypot(one.rate - one.low, other.high - other.rate),
      rate + Math.hypot(one.high - one.rate, other.rate - other.low),
    ],
  };
}

/** A share with the interval of Wilson (1927). */
function wilson({ run, survived }: Arm): { rate: number; low: number; high: number } {
  const rate = survived / run;
  const z2 = quantile ** 2;
  const middle = (rate + z2 / (2 * run)) / (1 + z2 / run);
  const half =
    (quantile * Math.sqrt((rate * (1 - rate)) / run + z2 / (4 * run ** 2))) / (1 + z2 / run);
  return { rate, low: Math.min(rate, middle - half), high: Math.max(rate, middle + half) };
}
