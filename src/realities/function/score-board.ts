import { isDeepStrictEqual } from 'node:util';

import { SluiceError } from '../../domain/errors.ts';
import type { Direction } from '../../domain/problem.ts';
import { mean } from '../../domain/mean-interval.ts';
import type { Outcome, Program, Split, Trial } from '../../ports/sandbox.ts';
import { placeOf, programsOf } from './references.ts';
import { merge, scoresOrThrow, type Scoring } from './scoring.ts';
import type { Bench } from './stages/judging.ts';
import { limitMsMost, trialFuel, trialLimitMs, type Pace } from './trial-limit.ts';

/** Trials that a batch is cut into at least, so that every process of the sandbox has work. */
const trialsLeast = 4;
/** How often an aggregate is folded anew to find its interval. */
const resamples = 200;

/** Runs programs over the instances of a score, whose splits and seeds it owns. */
export class ScoreBoard {
  readonly counts: Readonly<Record<Split, number>>;
  readonly direction: Direction;
  /** Whether the same program comes to something else when it is scored again. */
  readonly varies: boolean;
  readonly #bench: Bench;
  readonly #pace: Pace;

  private constructor(
    bench: Bench,
    direction: Direction,
    counts: Readonly<Record<Split, number>>,
    { pace, varies }: Trying,
  ) {
    this.#bench = bench;
    this.direction = direction;
    this.counts = counts;
    this.varies = varies;
    this.#pace = pace;
  }

  /** Sees that the score can be used at all: instances in every split, references that run. */
  static async open(bench: Bench, direction: Direction, signal: AbortSignal): Promise<ScoreBoard> {
    const counts = { train: 0, validate: 0, final: 0 };
    for (const split of splits) {
      const task = { kind: 'count', split, seed: seedOf(bench, split) } as const;
      bench.tell?.(`making the instances of ${split}`);
      const trial = { program: scoreItself, task, limitMs: limitMsMost };
      const outcome = await only(bench.sandbox.run([trial], signal));
      const [count = 0] = scoresOrThrow(outcome, 'score.instances');
      if (count === 0) throw noInstances(split);
      counts[split] = count;
    }
    const untried = { pace: { wallMs: Infinity, fuel: Infinity }, varies: false };
    const board = new ScoreBoard(bench, direction, counts, untried);
    return new ScoreBoard(bench, direction, counts, await tried(board, bench, signal));
  }

  /** Scores each program on the instances `from` … `to` − 1 of a split, in their order. */
  async *score(
    programs: readonly Program[],
    split: Split,
    from: number,
    to: number,
    signal: AbortSignal,
    fuelMost?: number,
  ): AsyncIterable<Scoring> {
    const count = to - from;
    const parts = Math.min(count, Math.ceil(trialsLeast / programs.length));
    const seed = seedOf(this.#bench, split);
    const trials = programs.flatMap((program) =>
      Array.from({ length: parts }, (_, part): Trial => {
        const start = from + Math.floor((part * count) / parts);
        const end = from + Math.floor(((part + 1) * count) / parts);
        return {
          program,
          task: { kind: 'score', split, seed, from: start, to: end },
          ...this.limitFor(end - start, fuelMost),
        };
      }),
    );
    let outcomes: Outcome[] = [];
    for await (const outcome of this.#bench.sandbox.run(trials, signal)) {
      outcomes.push(outcome);
      if (outcomes.length < parts) continue;
      yield merge(outcomes);
      outcomes = [];
    }
  }

  /** Folds lists of scores as the specification says: their means unless it says otherwise. */
  async aggregate(
    lists: readonly (readonly number[])[],
    signal: AbortSignal,
  ): Promise<readonly number[]> {
    if (!this.#bench.spec.has.aggregate) return lists.map(mean);
    const task = { kind: 'aggregate', lists } as const;
    const trial = { program: scoreItself, task, limitMs: limitMsMost };
    return scoresOrThrow(await only(this.#bench.sandbox.run([trial], signal)), 'score.aggregate');
  }

  /**
   * The 95 % interval of the aggregate of each list, by resampling its instances (the percentile
   * bootstrap, Efron 1979); `undefined` where scores are folded by their mean.
   */
  async intervals(
    lists: readonly (readonly number[])[],
    signal: AbortSignal,
  ): Promise<readonly (readonly [low: number, high: number])[] | undefined> {
    if (!this.#bench.spec.has.aggregate) return undefined;
    const random = this.#bench.random.fork('resamples');
    const resampled = lists.flatMap((list) =>
      Array.from({ length: resamples }, () => list.map(() => list[random.below(list.length)]!)),
    );
    const folded = await this.aggregate(resampled, signal);
    return lists.map((_, index) => {
      const sorted = folded
        .slice(index * resamples, (index + 1) * resamples)
        .toSorted((left, right) => left - right);
      const tail = Math.floor(resamples * 0.025);
      return [sorted[tail]!, sorted[resamples - 1 - tail]!];
    });
  }

  /** Whether one aggregated score is better than another. */
  isBetter(left: number, right: number): boolean {
    return this.direction === 'minimise' ? left < right : left > right;
  }

  /** What a candidate may take for so many instances, of which others may spend `fuelMost`. */
  limitFor(instances: number, fuelMost = Infinity): Required<Pick<Trial, 'limitMs' | 'fuelMost'>> {
    return {
      limitMs: trialLimitMs(this.#pace, instances),
      fuelMost: Math.min(fuelMost, trialFuel(this.#pace, instances)),
    };
  }
}

/** What running the references tells before anything is spent. */
interface Trying {
  /** What the most wasteful baseline took for one instance. */
  readonly pace: Pace;
  readonly varies: boolean;
}

/**
 * Runs every reference on the first instance of every split, before anything is spent: twice where
 * it has to be found out whether scores vary.
 */
async function tried(board: ScoreBoard, bench: Bench, signal: AbortSignal): Promise<Trying> {
  const first = await scoredOnce(board, bench, signal);
  const {
    varies = !isDeepStrictEqual((await scoredOnce(board, bench, signal)).scores, first.scores),
  } = bench.spec;
  return { pace: first.pace, varies };
}

/** The scores, and what the most wasteful baseline took. */
async function scoredOnce(board: ScoreBoard, bench: Bench, signal: AbortSignal) {
  const programs = programsOf(bench);
  const scores: (readonly number[])[] = [];
  let slowestMs = 0;
  let isCounted = false;
  for (const split of splits) {
    let position = 0;
    const tell = (): void => {
      const program = programs[position];
      if (program !== undefined)
        bench.tell?.(`scoring ${placeOf(program)} on the first instance of ${split}`);
    };
    tell();
    for await (const scoring of board.score(programs, split, 0, 1, signal)) {
      const program = programs[position++]!;
      tell();
      scores.push(scoresOrThrow(scoring, placeOf(program)));
      if (program.part === 'baseline') slowestMs = Math.max(slowestMs, scoring.wallMs);
      if (scoring.kind === 'scored' && scoring.fuel !== undefined) isCounted = true;
    }
  }
  const fuel = isCounted ? await fuelOfBaselines(board, bench, signal) : 0;
  const pace: Pace = { wallMs: slowestMs, fuel };
  return { pace, scores };
}

/** The most that the text of a baseline spends on one instance, where each stands by itself. */
async function fuelOfBaselines(
  board: ScoreBoard,
  bench: Bench,
  signal: AbortSignal,
): Promise<number | undefined> {
  const transcripts = bench.spec.has.baselines.map((name): Program => ({
    kind: 'specified',
    part: 'transcript',
    name,
  }));
  let most = transcripts.length === 0 ? undefined : 0;
  for (const split of splits) {
    for await (const scoring of board.score(transcripts, split, 0, 1, signal)) {
      const fuel = spentOf(scoring);
      most = most === undefined || fuel === undefined ? undefined : Math.max(most, fuel);
    }
  }
  return most;
}

function spentOf(scoring: Scoring): number | undefined {
  if (scoring.kind === 'timedOut') return Infinity;
  return scoring.kind === 'scored' ? scoring.fuel : undefined;
}

const splits = ['train', 'validate', 'final'] as const;

const scoreItself: Program = { kind: 'specified', part: 'score', name: '' };

/** Every split has a seed of its own, so that a careless author still gets different instances. */
export function seedOf({ random }: Bench, split: Split): number {
  return random.fork(`instances of ${split}`).uint32();
}

async function only<Item>(items: AsyncIterable<Item>): Promise<Item> {
  const all = await Array.fromAsync(items);
  return all[0]!;
}

function noInstances(split: Split): SluiceError {
  return new SluiceError({
    fault: 'input',
    place: 'score.instances',
    found: `no instances for "${split}"`,
    wanted: 'at least one instance in each of train, validate and final',
    mend: 'Return a list of instances for every split.',
  });
}
