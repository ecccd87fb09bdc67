import type { CandidateId } from '../domain/candidate.ts';
import type { Survivor } from '../domain/survivor.ts';

/** How many that behave alike are kept. */
const alikeMost = 4;

/** How many behaviours are kept: the newest. */
const behavioursMost = 1024;

/**
 * Those that behave like one of the archive, the shortest few of each behaviour: the archive keeps
 * the shortest alone, and what is found out about that one at the end may speak against it. Work
 * per survivor is O(1).
 */
export class Spares {
  readonly #alike = new Map<string, readonly Survivor[]>();

  /** Whether it is among the shortest of those that behave as it does. */
  add(survivor: Survivor): boolean {
    const { behaviour } = survivor;
    const before = this.#alike.get(behaviour) ?? [];
    const shortest = [...before, survivor].toSorted(byLength).slice(0, alikeMost);
    // What was met again last is forgotten last.
    this.#alike.delete(behaviour);
    this.#alike.set(behaviour, shortest);
    const [oldest] = this.#alike.keys();
    if (this.#alike.size > behavioursMost) this.#alike.delete(oldest!);
    return shortest.includes(survivor);
  }

  /** Up to `most` that behave as these do and are none of them, in the order of these. */
  beside(survivors: readonly Survivor[], most: number): readonly Survivor[] {
    const ids = new Set(survivors.map(({ candidate }) => candidate.id));
    return survivors
      .flatMap(({ behaviour }) => this.#alike.get(behaviour) ?? [])
      .filter(({ candidate }) => !ids.has(candidate.id))
      .slice(0, most);
  }

  /** What `restore` is told, in the order in which it is told. */
  checkpoint(): readonly CandidateId[] {
    return [...this.#alike.values()].flatMap((alike) => alike.map(({ candidate }) => candidate.id));
  }
}

function byLength(left: Survivor, right: Survivor): number {
  const [one, other] = [left.candidate, right.candidate];
  return one.source.length - other.source.length || (one.id < other.id ? -1 : 1);
}
