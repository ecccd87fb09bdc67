import type { ContestReport } from '../../../index.ts';
import { count } from '../figures.ts';

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** What the control says of evolution, in one line. */
export function contestLine(contest: ContestReport): string {
  const { winner, evolution, control, difference, chance } = contest;
  const verdict = {
    evolution: 'evolution beat plain sampling',
    control: 'plain sampling beat evolution',
    undecided: 'evolution and plain sampling cannot be told apart',
  }[winner];
  if (evolution.run === 0) {
    return `plain sampling alone: ${count(control.survived)} of ${count(control.run)} survived`;
  }
  const of = ({ survived, run }: typeof control): string => `${count(survived)} of ${count(run)}`;
  const rates = `${of(evolution)} survived, ${of(control)} plain ones`;
  if (chance !== undefined) {
    return `${verdict}: of as many, its best is the better with a chance of ${percent(chance)}; ${rates}`;
  }
  if (difference === undefined) return `${verdict}: ${rates}`;
  const [low, high] = difference.interval.map(percent);
  return `${verdict}: ${rates} (difference ${percent(difference.rate)}, 95 % ${low} to ${high})`;
}
