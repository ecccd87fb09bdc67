import { SluiceError } from '../../domain/errors.ts';
import { timesForNominees } from '../../domain/measured-again.ts';
import { mean } from '../../domain/mean-interval.ts';
import type { Reference } from '../../domain/shortlist.ts';
import type { Split } from '../../ports/sandbox.ts';
import type { ScoreBoard } from './score-board.ts';
import { scoresOrThrow } from './scoring.ts';
import type { Bench } from './stages/judging.ts';

/** A program that a specification brings to be held against. */
interface ReferenceProgram {
  readonly kind: 'specified';
  readonly part: Exclude<Reference['kind'], 'initial'>;
  readonly name: string;
}

/** A program of the specification's own over one split: its score, or why it has none. */
type Standing =
  | { readonly kind: 'scored'; readonly score: number }
  | { readonly kind: 'failed'; readonly why: string };

/** The baselines and published results of a specification, over whole splits, each run once. */
export class References {
  readonly #bench: Bench;
  readonly #board: ScoreBoard;
  readonly #known = new Map<string, Promise<Standing>>();

  constructor(bench: Bench, board: ScoreBoard) {
    this.#bench = bench;
    this.#board = board;
  }

  /** The scores to be beaten on a split; a baseline that fails there is none. */
  async bars(
    split: Split,
    signal: AbortSignal,
  ): Promise<readonly { readonly name: string; readonly score: number }[]> {
    const baselines = programsOf(this.#bench).filter(({ part }) => part === 'baseline');
    const standings = await Promise.all(
      baselines.map((program) => this.#once(program, split, signal)),
    );
    return standings.flatMap((standing, index) =>
      standing.kind === 'scored' ? [{ name: baselines[index]!.name, score: standing.score }] : [],
    );
  }

  /** How all of them do on the splits that were run; `final` only where `withFinal`. */
  async all(withFinal: boolean, signal: AbortSignal): Promise<readonly Reference[]> {
    const splits = ['train', 'validate', ...(withFinal ? (['final'] as const) : [])] as const;
    return Promise.all(
      programsOf(this.#bench).map(async (program): Promise<Reference> => {
        const score: Partial<Record<Split, number>> = {};
        const failed: Partial<Record<Split, string>> = {};
        for (const split of splits) {
          const standing = await this.#once(program, split, signal);
          if (standing.kind === 'scored') score[split] = standing.score;
          else failed[split] = standing.why;
        }
        const hasFailed = Object.keys(failed).length > 0;
        const { name, part: kind } = program;
        return { name, kind, score, ...(hasFailed ? { failed } : {}) };
      }),
    );
  }

  #once(program: ReferenceProgram, split: Split, signal: AbortSignal): Promise<Standing> {
    const key = `${program.part} ${program.name} ${split}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const running = this.#run(program, split, signal);
    this.#known.set(key, running);
    running.catch(() => this.#known.delete(key));
    return running;
  }

  async #run(program: ReferenceProgram, split: Split, signal: AbortSignal): Promise<Standing> {
    const board = this.#board;
    const programs = Array.from({ length: board.varies ? timesForNominees : 1 }, () => program);
    const scorings = await Array.fromAsync(
      board.score(programs, split, 0, board.counts[split], signal),
    );
    try {
      const lists = scorings.map((scoring) => scoresOrThrow(scoring, placeOf(program)));
      return { kind: 'scored', score: mean(await board.aggregate(lists, signal)) };
    } catch (error) {
      // By now a budget has been spent: what survived it is handed over all the same.
      if (!(error instanceof SluiceError) || error.fault !== 'input') throw error;
      return { kind: 'failed', why: error.found };
    }
  }
}

/** The baselines, and the published results after them. */
export function programsOf({ spec }: Bench): readonly ReferenceProgram[] {
  const { baselines, published } = spec.has;
  return [
    ...baselines.map((name) => ({ kind: 'specified', part: 'baseline', name }) as const),
    ...published.map((name) => ({ kind: 'specified', part: 'published', name }) as const),
  ];
}

/** Where it stands in the specification. */
export function placeOf({ part, name }: ReferenceProgram): string {
  return `score.${part === 'baseline' ? 'baselines' : 'published'}.${name}`;
}
