import { SluiceError } from '../../domain/errors.ts';
import type { Direction } from '../../domain/problem.ts';
import type { Reference } from '../../domain/shortlist.ts';
import { mean } from '../../domain/score.ts';
import type { Outcome, Program, Split, Trial } from '../../ports/sandbox.ts';
import { faultOf, type Bench } from './stages/judging.ts';

/** Trials that a batch is cut into at least, so that every process of the sandbox has work. */
const trialsLeast = 4;
/** A candidate may take this many times as long as the slowest baseline. */
const patience = 50;
/** How often an aggregate is folded anew to find its interval. */
const resamples = 200;
/** Milliseconds that a trial may always take, and those it may never exceed. */
const limitMsLeast = 1000;
const limitMsMost = 60_000;

/** One score an instance, or how it came to none. */
export type Scoring =
  | {
      readonly kind: 'scored';
      readonly scores: readonly number[];
      readonly wallMs: number;
      readonly fuel?: number;
    }
  | Extract<Outcome, { kind: 'timedOut' | 'crashed' | 'rejected' }>;

/** Runs programs over the instances of a score, whose splits and seeds it owns. */
export class ScoreBoard {
  readonly counts: Readonly<Record<Split, number>>;
  readonly direction: Direction;
  readonly #bench: Bench;
  readonly #limitMs: number;
  /** Means of the baselines and published results that have been run. */
  readonly #known = new Map<string, Promise<number>>();

  private constructor(
    bench: Bench,
    direction: Direction,
    counts: Readonly<Record<Split, number>>,
    instanceMs: number,
  ) {
    this.#bench = bench;
    this.direction = direction;
    this.counts = counts;
    this.#limitMs = instanceMs * patience;
  }

  /** Sees that the score can be used at all: instances in every split, baselines that run. */
  static async open(bench: Bench, direction: Direction, signal: AbortSignal): Promise<ScoreBoard> {
    const counts = { train: 0, validate: 0, final: 0 };
    for (const split of ['train', 'validate', 'final'] as const) {
      const task = { kind: 'count', split, seed: seedOf(bench, split) } as const;
      const trial = { program: scoreItself, task, limitMs: limitMsMost };
      const outcome = await only(bench.sandbox.run([trial], signal));
      const [count = 0] = scoresOrThrow(outcome, 'score.instances');
      if (count === 0) throw noInstances(split);
      counts[split] = count;
    }
    const board = new ScoreBoard(bench, direction, counts, limitMsMost / patience);
    let slowestMs = 0;
    for (const name of bench.spec.has.baselines) {
      for await (const scoring of board.score([baseline(name)], 'train', 0, 1, signal)) {
        scoresOrThrow(scoring, `score.baselines.${name}`);
        slowestMs = Math.max(slowestMs, scoring.wallMs);
      }
    }
    return new ScoreBoard(bench, direction, counts, slowestMs);
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
          limitMs: this.limitFor(end - start),
          ...(fuelMost === undefined ? {} : { fuelMost }),
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

  /** The aggregated scores of the baselines on a split, each run once. */
  async baselines(
    split: Split,
    signal: AbortSignal,
  ): Promise<readonly { name: string; score: number }[]> {
    const { baselines } = this.#bench.spec.has;
    return Promise.all(
      baselines.map(async (name) => ({
        name,
        score: await this.#once(baseline(name), split, signal),
      })),
    );
  }

  async references(withFinal: boolean, signal: AbortSignal): Promise<readonly Reference[]> {
    const splits: readonly Split[] = withFinal
      ? ['train', 'validate', 'final']
      : ['train', 'validate'];
    const { baselines, published } = this.#bench.spec.has;
    const programs = [
      ...baselines.map((name) => ({ name, kind: 'baseline' as const })),
      ...published.map((name) => ({ name, kind: 'published' as const })),
    ];
    return Promise.all(
      programs.map(async ({ name, kind }) => {
        const score: Partial<Record<Split, number>> = {};
        for (const split of splits) {
          score[split] = await this.#once({ kind: 'specified', part: kind, name }, split, signal);
        }
        return { name, kind, score };
      }),
    );
  }

  #once(
    program: Extract<Program, { kind: 'specified' }>,
    split: Split,
    signal: AbortSignal,
  ): Promise<number> {
    const key = `${program.part} ${program.name} ${split}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const run = async () => {
      const scoring = await only(this.score([program], split, 0, this.counts[split], signal));
      const place = `score.${program.part === 'baseline' ? 'baselines' : 'published'}.${program.name}`;
      const [score] = await this.aggregate([scoresOrThrow(scoring, place)], signal);
      return score!;
    };
    const running = run();
    this.#known.set(key, running);
    running.catch(() => this.#known.delete(key));
    return running;
  }

  /** Milliseconds that a candidate may take for so many instances. */
  limitFor(instances: number): number {
    return Math.min(limitMsMost, Math.max(limitMsLeast, this.#limitMs * instances));
  }
}

const scoreItself: Program = { kind: 'specified', part: 'score', name: '' };

function baseline(name: string): Extract<Program, { kind: 'specified' }> {
  return { kind: 'specified', part: 'baseline', name };
}

/** Every split has a seed of its own, so that a careless author still gets different instances. */
export function seedOf({ random }: Bench, split: Split): number {
  return random.fork(`instances of ${split}`).uint32();
}

function merge(outcomes: readonly Outcome[]): Scoring {
  const scores: number[] = [];
  let wallMs = 0;
  let fuel: number | undefined;
  for (const outcome of outcomes) {
    wallMs += outcome.wallMs;
    if (outcome.fuel !== undefined) fuel = (fuel ?? 0) + outcome.fuel;
    if (outcome.kind === 'scored') scores.push(...outcome.scores);
    else if (outcome.kind === 'timedOut' || outcome.kind === 'rejected') return outcome;
    else if (outcome.kind === 'crashed') return outcome;
    else throw new TypeError(`a score came back as ${outcome.kind}`);
  }
  return { kind: 'scored', scores, wallMs, ...(fuel === undefined ? {} : { fuel }) };
}

async function only<Item>(items: AsyncIterable<Item>): Promise<Item> {
  const all = await Array.fromAsync(items);
  return all[0]!;
}

/** The scores of code that is the specification's own, and has no excuse. */
function scoresOrThrow(outcome: Outcome, place: string): readonly number[] {
  if (outcome.kind === 'scored' && outcome.scores.every(Number.isFinite)) return outcome.scores;
  throw new SluiceError({
    fault: 'input',
    place,
    found:
      outcome.kind === 'scored'
        ? `the score ${String(outcome.scores.find((score) => !Number.isFinite(score)))}`
        : faultOf(outcome),
    wanted: 'a finite number for every instance',
    mend: 'Mend the specification: nothing can be compared with that.',
  });
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
