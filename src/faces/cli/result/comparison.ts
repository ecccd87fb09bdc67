import type { Outcome, Reference, ScoreReport } from '../../../index.ts';
import { shown } from '../columns.ts';
import { figure } from '../figures.ts';
import { table } from '../table.ts';
import type { Palette } from '../terminal.ts';

const splits = ['train', 'validate', 'final'] as const;

/** The three beside what they are held against; nothing where reality does not score. */
export function comparisonLines({ shortlist, references }: Outcome, colour: Palette): string[] {
  const scored = shortlist.flatMap(({ rank, score }) =>
    score === undefined ? [] : [[String(rank), ...scoreCells(score), interval(score)]],
  );
  if (scored.length + references.length === 0) return [];
  const rows = [
    ['', ...splits, scored.length === 0 ? '' : '95 % of the last'],
    ...scored,
    ...references.map(({ name, kind, score }) => [label(name, kind), ...scoreCells(score)]),
  ];
  const [head = '', ...body] = table(rows, new Set([1, 2, 3]));
  return [
    colour.quiet(`     ${head}`),
    ...body.map((line, index) => `     ${index < scored.length ? colour.accent(line) : line}`),
  ];
}

const label = (name: string, kind: Reference['kind']): string =>
  kind === 'published' ? `${shown(name)} (published)` : shown(name);

function scoreCells(score: Partial<Readonly<Record<(typeof splits)[number], number>>>): string[] {
  return splits.map((split) => {
    const value = score[split];
    return value === undefined ? '–' : figure(value);
  });
}

const interval = ({ interval: [low, high] }: ScoreReport): string =>
  `${figure(low)} … ${figure(high)}`;
