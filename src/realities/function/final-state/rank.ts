import { greatestOf, leastOf } from '../../../domain/extremes.ts';

/** A survivor as far as ranking looks at it. */
export interface Rankable {
  /** Equal for survivors that behave alike. */
  readonly cluster: string;
  readonly measures: Readonly<Record<string, number>>;
}

/** A measure of which more or less is wanted, and how much it counts, from 0 to 1. */
export interface Weighted {
  readonly name: string;
  readonly direction: 'minimise' | 'maximise';
  readonly weight: number;
}

/**
 * One measure brought to 0 (the worst of those compared) … 1 (the best), as the shortlist does it;
 * what was not measured counts as the worst.
 */
export function standings(
  values: readonly (number | undefined)[],
  direction: 'minimise' | 'maximise',
): readonly number[] {
  const known = values.filter((value) => value !== undefined);
  const low = leastOf(known);
  const span = greatestOf(known) - low;
  return values.map((value) => {
    if (value === undefined) return 0;
    if (span === 0) return 1;
    const share = (value - low) / span;
    return direction === 'maximise' ? share : 1 - share;
  });
}

/** The survivors from best to worst: by the weighted mean of their standings, from 0 to 1. */
export function rankBy<S extends Rankable>(
  survivors: readonly S[],
  objectives: readonly Weighted[],
): readonly { readonly survivor: S; readonly utility: number }[] {
  const total = objectives.reduce((sum, objective) => sum + objective.weight, 0) || 1;
  const columns = objectives.map(({ name, direction, weight }) => {
    const values = survivors.map((survivor) => survivor.measures[name]);
    return { weight, values: standings(values, direction) };
  });
  return survivors
    .map((survivor, row) => ({
      survivor,
      utility:
        columns.reduce((sum, { weight, values }) => sum + weight * (values[row] ?? 0), 0) / total,
    }))
    .toSorted((left, right) => right.utility - left.utility);
}

/** The best `most`, each from another cluster as long as there is one; best first. */
export function chooseDiverse<S extends { readonly survivor: Rankable }>(
  ranked: readonly S[],
  most: number,
): readonly S[] {
  const clusters = new Set<string>();
  const leaders = ranked.filter(({ survivor }) => {
    const isNew = !clusters.has(survivor.cluster);
    clusters.add(survivor.cluster);
    return isNew;
  });
  const chosen = new Set(leaders.slice(0, most));
  for (const entry of ranked) if (chosen.size < most) chosen.add(entry);
  return ranked.filter((entry) => chosen.has(entry));
}
