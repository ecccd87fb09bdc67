import type { CandidateId } from '../domain/candidate.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Direction } from '../domain/problem.ts';
import type { Admission } from '../domain/run.ts';
import type { Survivor } from '../domain/survivor.ts';
import type { Parent } from '../ports/model.ts';
import type { Random } from '../ports/random.ts';
import type { Axis } from '../ports/reality.ts';
import { cellOf } from './cell.ts';
import { Island, outranks, type Elite } from './island.ts';
import { lexicase } from './lexicase.ts';
import { qualityOf, sizeOf } from './quality.ts';

/** What the archive keeps: a survivor with the evidence of its visible stages. */
export type Entry = Survivor;

export interface ArchiveOptions {
  readonly axes: readonly Axis[];
  /** Whether scores are costs; equality is always maximised. */
  readonly direction?: Direction;
  readonly islands: number;
}

/** Plain JSON that names candidates by their content; the ledger holds the candidates. */
export interface ArchiveCheckpoint {
  readonly islands: readonly (readonly {
    readonly candidate: CandidateId;
    readonly scores: readonly number[];
    readonly score?: number;
  }[])[];
}

/** How many elites meet for one to be a parent. */
const tournamentSize = 8;

/** What an island that is reset starts from. */
const foundersMost = 3;

/**
 * The survivors of a run, kept diverse on islands, in cells and in clusters of behaviour; the
 * parents of what comes next are chosen here, by visible evidence only. `add` is O(1) in the size
 * of the archive and of the run.
 */
export class Archive {
  readonly #axes: readonly Axis[];
  readonly #direction: Direction;
  readonly #islands: readonly Island[];

  constructor(options: ArchiveOptions) {
    this.#axes = options.axes;
    this.#direction = options.direction ?? 'maximise';
    this.#islands = Array.from({ length: options.islands }, () => new Island());
  }

  get islands(): number {
    return this.#islands.length;
  }

  /** Takes an entry in on the island of its candidate. */
  add(entry: Entry): Admission {
    const island = this.#islands[entry.candidate.island % this.#islands.length]!;
    return island.admit(this.#eliteOf(entry));
  }

  #eliteOf(entry: Entry): Elite {
    return {
      entry,
      quality: this.qualityOf(entry),
      size: sizeOf(entry),
      cell: cellOf(this.#axes, entry.measures),
    };
  }

  /** Higher is better. */
  qualityOf(entry: Entry): number {
    return qualityOf(entry, this.#direction);
  }

  /**
   * Up to `count` different parents of one island, the best first, each by epsilon-lexicase over
   * the instances or as the best of a few drawn at random.
   */
  parents(island: number, count: number, random: Random): Parent[] {
    const pool = [...this.#islands[island]!.elites];
    const chosen: Elite[] = [];
    while (chosen.length < count && pool.length > 0) {
      const [elite] = pool.splice(this.#choose(pool, island, random), 1);
      chosen.push(elite!);
    }
    return chosen.toSorted(byRank).map(({ entry }) => ({
      candidate: entry.candidate,
      scores: entry.scores,
      feedback: feedbackOf(entry.evidence),
    }));
  }

  /**
   * Every other island breeds the best of a tournament instead: where single instances say little
   * the mean finds more, elsewhere those that are good at different instances do.
   */
  #choose(pool: readonly Elite[], island: number, random: Random): number {
    if (pool[0]!.entry.scores.length > 1 && island % 2 === 0) {
      const scores = pool.map(({ entry }) => entry.scores);
      return lexicase(scores, this.#direction, random);
    }
    let best = random.below(pool.length);
    for (let draw = 1; draw < tournamentSize; draw++) {
      const other = random.below(pool.length);
      if (outranks(pool[other]!, pool[best]!)) best = other;
    }
    return best;
  }

  /**
   * Clears the worse half of the islands and starts each anew from the champions of a few cells
   * of the better half, drawn at random: what is best already breeds where it is, and from short
   * programs a search may take another turn.
   */
  reset(random: Random): void {
    const ranked = this.#islands
      .map((island) => ({ island, best: island.best }))
      .toSorted((left, right) => byRank(left.best, right.best));
    const kept = ranked.slice(0, Math.ceil(ranked.length / 2));
    for (const { island } of ranked.slice(kept.length)) {
      island.clear();
      const elites = kept.flatMap((better) => better.island.elites);
      const cells = [...Map.groupBy(elites, ({ cell }) => cell).values()];
      for (let founder = 0; founder < foundersMost && cells.length > 0; founder++) {
        const [cell] = cells.splice(random.below(cells.length), 1);
        island.admit(cell!.toSorted(byRank)[0]!);
      }
    }
  }

  /** The best first, one a cluster of behaviour, over all islands. */
  survivors(most: number): Entry[] {
    return this.#ranked(most).map(({ entry }) => entry);
  }

  /**
   * For a shortlist: the better half by rank, then the best of every further cell, so that what is
   * short or simple meets the held-out evidence although longer programs score better.
   */
  nominees(most: number): Entry[] {
    const ranked = this.#ranked(Infinity);
    const leaders = ranked.slice(0, Math.ceil(most / 2));
    const cells = new Set(leaders.map(({ cell }) => cell));
    const champions = ranked.filter(({ cell }) => !cells.has(cell) && cells.add(cell));
    const nominees = new Set([...leaders, ...champions, ...ranked]);
    return [...nominees].slice(0, most).map(({ entry }) => entry);
  }

  best(): Entry | undefined {
    return this.#islands
      .map((island) => island.best)
      .toSorted(byRank)
      .at(0)?.entry;
  }

  #ranked(most: number): Elite[] {
    const behaviours = new Set<string>();
    return this.#islands
      .flatMap((island) => island.elites)
      .toSorted(byRank)
      .filter(({ entry }) => {
        const isNew = !behaviours.has(entry.behaviour);
        behaviours.add(entry.behaviour);
        return isNew;
      })
      .slice(0, most);
  }

  checkpoint(): ArchiveCheckpoint {
    return {
      islands: this.#islands.map((island) =>
        island.elites.map(({ entry }) => ({
          candidate: entry.candidate.id,
          scores: entry.scores,
          ...(entry.score === undefined ? {} : { score: entry.score }),
        })),
      ),
    };
  }

  /** The archive as it was; `find` gives back an entry that the ledger holds. */
  static restore(
    options: ArchiveOptions,
    checkpoint: ArchiveCheckpoint,
    find: (candidate: CandidateId) => Entry | undefined,
  ): Archive {
    const archive = new Archive(options);
    checkpoint.islands.forEach((elites, index) => {
      for (const { candidate, ...measured } of elites) {
        const entry = find(candidate);
        if (entry === undefined) continue;
        archive.#islands[index]!.admit(archive.#eliteOf({ ...entry, ...measured }));
      }
    });
    return archive;
  }
}

function byRank(left: Elite | undefined, right: Elite | undefined): number {
  if (left === undefined || right === undefined) {
    return Number(left === undefined) - Number(right === undefined);
  }
  return outranks(left, right) ? -1 : Number(outranks(right, left));
}

function feedbackOf(evidence: readonly Evidence[]): string {
  const failed = evidence.findLast((seen) => seen.verdict === 'failed');
  return failed?.feedback ?? '';
}
