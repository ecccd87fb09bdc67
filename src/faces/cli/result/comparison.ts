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
  const scores: Scores[] = [...shortlist, ...references].map(({ score = {} }) => score);
  const known = splits.filter((split) => scores.some((score) => score[split] !== undefined));
  if (known.length === 0 || (known.length === 1 && references.length === 0)) return [];
  const own = shortlist.flatMap(({ rank, score }) =>
    score === undefined ? [] : [{ rank, score }],
  );
  const cellsOf = (score: Scores): string[] =>
    known.map((split) => (score[split] === undefined ? '–' : print(score[split])));
  const rows = [
    ['', ...known, intervalTitle(own)],
    ...own.map(({ rank, score }) => [
      String(rank),
      ...cellsOf(score),
      score.interval?.map(print).join(' … ') ?? '–',
    ]),
    ...references.map(({ name, kind, score }) => [label(name, kind), ...cellsOf(score)]),
  ];
  const [head = '', ...body] = table(rows, new Set(known.map((_, index) => index + 1)));
  const isFinalMissing =
    known.includes('final') &&
    own.length > 0 &&
    own.every(({ score }) => score.final === undefined);
  return [
    colour.quiet(`     ${head}`),
    ...body.map((line, index) => `     ${index < own.length ? colour.accent(line) : line}`),
    ...references.flatMap((reference) => failures(reference).map((line) => `     ${line}`)),
    ...(isFinalMissing ? ['     No time was left to run what was found on final.'] : []),
  ];
}

/** Of which split the intervals are, where that is one. */
function intervalTitle(own: readonly { readonly score: ScoreReport }[]): string {
  const measured = own.filter(({ score }) => score.interval !== undefined);
  const last = measured.map(({ score }) => splits.findLast((split) => score[split] !== undefined));
  if (last.length === 0) return '';
  return `95 % of ${new Set(last).size === 1 ? last[0]! : 'the last'}`;
}

/** Where a reference was run and came to no score. */
const failures = ({ name, kind, failed = {} }: Reference): string[] =>
  splits.flatMap((split) => {
    const why = failed[split];
    return why === undefined ? [] : [`${label(name, kind)} failed on ${split}: ${shown(why)}`];
  });

const label = (name: string, kind: Reference['kind']): string =>
  kind === 'published' ? `${shown(name)} (published)` : shown(name);
