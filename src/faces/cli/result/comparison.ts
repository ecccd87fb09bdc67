import { scoreFigures, type Outcome, type Reference, type ScoreReport } from '../../../index.ts';
import { shown } from '../columns.ts';
import { table } from '../table.ts';
import type { Palette } from '../terminal.ts';

const splits = ['train', 'validate', 'final'] as const;

type Print = (score: number) => string;
type Scores = Partial<Readonly<Record<(typeof splits)[number], number>>>;

/** How the scores of a run read: with the digits that tell the three from what they are held against. */
export function printerOf({ shortlist, references }: Outcome, unit: string | undefined): Print {
  const scores: Scores[] = [...shortlist, ...references].flatMap(({ score }) => score ?? []);
  const groups = splits.map((split) => scores.flatMap(({ [split]: score }) => score ?? []));
  return scoreFigures(groups, unit);
}

/** The three beside what they are held against; nothing where reality does not score. */
export function comparisonLines(
  { shortlist, references }: Outcome,
  print: Print,
  colour: Palette,
): string[] {
  const scored = shortlist.flatMap(({ rank, score }) =>
    score === undefined
      ? []
      : [[String(rank), ...scoreCells(score, print), intervalCell(score, print)]],
  );
  if (scored.length + references.length === 0) return [];
  const rows = [
    ['', ...splits, scored.length === 0 ? '' : '95 % of the last'],
    ...scored,
    ...references.map(({ name, kind, score }) => [label(name, kind), ...scoreCells(score, print)]),
  ];
  const [head = '', ...body] = table(rows, new Set([1, 2, 3]));
  return [
    colour.quiet(`     ${head}`),
    ...body.map((line, index) => `     ${index < scored.length ? colour.accent(line) : line}`),
    ...references.flatMap((reference) => failures(reference).map((line) => `     ${line}`)),
  ];
}

/** Where a reference was run and came to no score. */
const failures = ({ name, kind, failed = {} }: Reference): string[] =>
  splits.flatMap((split) => {
    const why = failed[split];
    return why === undefined ? [] : [`${label(name, kind)} failed on ${split}: ${shown(why)}`];
  });

const label = (name: string, kind: Reference['kind']): string =>
  kind === 'published' ? `${shown(name)} (published)` : shown(name);

function scoreCells(score: Scores, print: Print): string[] {
  return splits.map((split) => {
    const value = score[split];
    return value === undefined ? '–' : print(value);
  });
}

function intervalCell({ interval }: ScoreReport, print: Print): string {
  if (interval === undefined) return '–';
  return interval.map(print).join(' … ');
}
