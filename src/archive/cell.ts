import type { Measures } from '../domain/evidence.ts';
import type { Axis } from '../ports/reality.ts';

/** The name of a cell: one number an axis. */
export type Cell = string;

/** The cell in which a candidate with these measures belongs; a missing measure counts as 0. */
export function cellOf(axes: readonly Axis[], measures: Measures): Cell {
  return axes
    .map(({ name, bounds }) => {
      const measure = measures[name] ?? 0;
      const index = bounds.findIndex((bound) => measure < bound);
      return index === -1 ? bounds.length : index;
    })
    .join(',');
}
