import { nothingConsidered } from '../../../../domain/considered.ts';
import { Remembered } from '../../../../domain/remembered.ts';
import type { ValueSignature } from '../../../../domain/function.ts';
import type { Value } from '../../../../domain/value.ts';
import type {
  Ask,
  ModelEvent,
  ModelSession,
  ProposalRequest,
  SessionOptions,
} from '../../../../ports/model.ts';
import type { Random } from '../../../../ports/random.ts';
import { seededRandom } from '../../../system/seeded-random.ts';
import { parse } from '../language/parse.ts';
import type { Prior } from '../prior.ts';
import { breed } from './breed.ts';
import { KnownPrograms } from './known-programs.ts';
import { Productions } from './productions.ts';

/** The share of proposals that start from nothing, for as long as a run lasts. */
const freshShareLeast = 0.03;

/** By this step most proposals build on survivors; the first start from nothing. */
const foundingSteps = 30;

/** How many programs are known to be learnt from; one that is older may count once more. */
const learntMost = 100_000;

/** What came in since the checkpoint before: programs bred, as hashes, and those learnt from. */
interface ScoreCheckpoint {
  readonly known: readonly string[];
  readonly learnt: readonly string[];
}

/** The grammar model on a problem of score: it samples, and varies the parents it is given. */
export class ScoreSession implements ModelSession {
  readonly #productions: Productions;
  readonly #random: Random;
  readonly #known: KnownPrograms;
  readonly #learnt: Remembered;

  private constructor(
    productions: Productions,
    random: Random,
    checkpoints: readonly ScoreCheckpoint[],
  ) {
    this.#productions = productions;
    this.#random = random;
    this.#known = new KnownPrograms(checkpoints.map(({ known }) => known));
    const learnt = checkpoints.map((checkpoint) => checkpoint.learnt);
    this.#learnt = new Remembered(learntMost, learnt);
    for (const program of learnt.flat()) productions.learn(parse(program, productions.signature));
  }

  static open(
    problem: {
      readonly signature: ValueSignature;
      readonly constants: readonly Value[];
      readonly prior?: Prior;
    },
    options: Pick<SessionOptions, 'seed' | 'resumeFrom'>,
  ): ScoreSession {
    const productions = new Productions(problem.signature, problem.constants, problem.prior);
    const checkpoints = (options.resumeFrom ?? []) as readonly ScoreCheckpoint[];
    return new ScoreSession(productions, seededRandom(`evolve ${options.seed}`), checkpoints);
  }

  async *propose({ step, asks }: ProposalRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
    signal.throwIfAborted();
    this.#learn(asks);
    const breeding = {
      productions: this.#productions,
      known: this.#known,
      freshShare: Math.max(freshShareLeast, 1 - step / foundingSteps),
    };
    const brood = breed(asks, breeding, this.#random.fork(`step ${step}`));
    const { generated, tokens, drafts } = brood;
    const considered = { ...nothingConsidered, generated, tokens, distinct: drafts.length };
    yield await Promise.resolve({ kind: 'considered' as const, considered });
    for (const { draft, island } of drafts) {
      signal.throwIfAborted();
      yield { kind: 'draft', island, draft };
    }
    signal.throwIfAborted();
  }

  /** What survives and breeds tells what programs should be made of; each counts once. */
  #learn(asks: readonly Ask[]): void {
    for (const { candidate } of asks.flatMap(({ parents }) => parents)) {
      if (candidate.program === undefined || !this.#learnt.add(candidate.program)) continue;
      this.#productions.learn(parse(candidate.program, this.#productions.signature));
    }
  }

  checkpoint(): Promise<unknown> {
    const checkpoint = { known: this.#known.growth(), learnt: this.#learnt.growth() };
    return Promise.resolve(checkpoint satisfies ScoreCheckpoint);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
