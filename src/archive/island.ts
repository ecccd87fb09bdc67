import type { Admission } from '../domain/run.ts';
import type { Survivor } from '../domain/survivor.ts';
import type { Cell } from './cell.ts';

/** A survivor in its place. */
export interface Elite {
  readonly entry: Survivor;
  /** Higher is better. */
  readonly quality: number;
  /** Smaller is preferred among equals. */
  readonly size: number;
  readonly cell: Cell;
}

/** Better by quality, or as good and smaller, or as small and sooner read. */
export function outranks(left: Elite, right: Elite): boolean {
  if (left.quality !== right.quality) return left.quality > right.quality;
  if (left.size !== right.size) return left.size < right.size;
  return left.entry.candidate.source.length < right.entry.candidate.source.length;
}

/** Enough to breed from where few cells are reached, few enough where many are; */
const elitesPerCell = 4;

/**
 * A population that breeds with itself only. It keeps the best few of every cell, one a cluster
 * of equal behaviour, the shortest (Romera-Paredes et al. 2024), where
 * MAP-Elites (Mouret & Clune 2015) keeps one a cell. Work per candidate is bounded by the size of a cell.
 */
export class Island {
  readonly #cells = new Map<Cell, Elite[]>();
  readonly #clusters = new Map<string, Elite>();
  #best: Elite | undefined;

  admit(elite: Elite): Admission {
    const alike = this.#clusters.get(elite.entry.behaviour);
    if (alike !== undefined && !outranks(elite, alike)) return 'rejected';
    // Whoever is alike leaves a place where it is in the same cell.
    const worst = alike?.cell === elite.cell ? undefined : this.#worstIfFull(elite.cell);
    if (worst !== undefined && !outranks(elite, worst)) return 'rejected';
    const leaving = [alike, worst].filter((other) => other !== undefined);
    for (const other of leaving) this.#remove(other);
    this.#insert(elite);
    return leaving.length === 0 ? 'new' : 'improved';
  }

  #worstIfFull(place: Cell): Elite | undefined {
    const cell = this.#cells.get(place) ?? [];
    if (cell.length < elitesPerCell) return undefined;
    return cell.reduce((found, other) => (outranks(found, other) ? other : found));
  }

  #insert(elite: Elite): void {
    const cell = this.#cells.get(elite.cell) ?? [];
    cell.push(elite);
    this.#cells.set(elite.cell, cell);
    this.#clusters.set(elite.entry.behaviour, elite);
    if (this.#best === undefined || leads(elite, this.#best)) this.#best = elite;
  }

  #remove(elite: Elite): void {
    const cell = this.#cells.get(elite.cell) ?? [];
    cell.splice(cell.indexOf(elite), 1);
    // An empty cell must not keep its place: a restored island would not know of it.
    if (cell.length === 0) this.#cells.delete(elite.cell);
    this.#clusters.delete(elite.entry.behaviour);
    if (elite === this.#best) this.#best = bestOf(this.#clusters.values());
  }

  clear(): void {
    this.#cells.clear();
    this.#clusters.clear();
    this.#best = undefined;
  }

  get elites(): readonly Elite[] {
    return [...this.#cells.values()].flat();
  }

  get best(): Elite | undefined {
    return this.#best;
  }
}

/** A total order, so that which of two equals came first decides nothing. */
function leads(left: Elite, right: Elite): boolean {
  if (outranks(left, right)) return true;
  return !outranks(right, left) && left.entry.candidate.id < right.entry.candidate.id;
}

function bestOf(elites: Iterable<Elite>): Elite | undefined {
  let best: Elite | undefined;
  for (const elite of elites) {
    if (best === undefined || leads(elite, best)) best = elite;
  }
  return best;
}
