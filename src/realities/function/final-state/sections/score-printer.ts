import { scoreFigures } from '../../../../domain/score-figures.ts';
import type { Reference } from '../../../../domain/shortlist.ts';
import type { PageData } from '../page-data.ts';

/** How scores read: with the digits that tell the three from what they are held against. */
export function printerOf({ finalists, references, unit }: PageData): (score: number) => string {
  const scores = [...finalists, ...references].flatMap((each) => each.score ?? []);
  const groups = (['train', 'validate', 'final'] as const).map((split) =>
    scores.flatMap((each: Reference['score']) => each[split] ?? []),
  );
  return scoreFigures(groups, unit);
}
