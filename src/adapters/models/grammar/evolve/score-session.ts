import { nothingConsidered } from '../../../../domain/considered.ts';
import type { ValueSignature } from '../../../../domain/function.ts';
import type { Value } from '../../../../domain/value.ts';
import type { Ask, ModelEvent, ModelSession, ProposalRequest } from '../../../../ports/model.ts';
import type { Random } from '../../../../ports/random.ts';
import { seededRandom } from '../../../system/seeded-random.ts';
import { parse } from '../language/parse.ts';
import type { Prior } from '../prior.ts';
import { breed } from './breed.ts';
import { Productions } from './productions.ts';

/** The share of proposals that start from nothing, for as long as a run lasts. */
const freshShareLeast = 0.03;

/** By this step most proposals build on survivors; the first start from nothing. */
const foundingSteps = 30;

/** The grammar model on a problem of score: it samples, and varies the parents it is given. */
export class ScoreSession implements ModelSession {
  readonly #productions: Productions;
  readonly #random: Random;
  readonly #known = new Set<string>();
  readonly #learnt = new Set<string>();

  private constructor(productions: Productions, random: Random) {
    this.#productions = productions;
    this.#random = random;
  }

  static open(
    problem: {
      readonly signature: ValueSignature;
      readonly constants: readonly Value[];
      readonly prior?: Prior;
    },
    options: { readonly seed: number },
  ): ScoreSession {
    const productions = new Productions(problem.signature, problem.constants, problem.prior);
    return new ScoreSession(productions, seededRandom(`evolve ${options.seed}`));
  }

  async *propose({ step, asks }: ProposalRequest): AsyncIterable<ModelEvent> {
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
    for (const { draft, island } of drafts) yield { kind: 'draft', island, draft };
  }

  /** What survives and breeds tells what programs should be made of; each counts once. */
  #learn(asks: readonly Ask[]): void {
    for (const { candidate } of asks.flatMap(({ parents }) => parents)) {
      if (candidate.program === undefined || this.#learnt.has(candidate.id)) continue;
      this.#learnt.add(candidate.id);
      this.#productions.learn(parse(candidate.program, this.#productions.signature));
    }
  }

  checkpoint(): Promise<unknown> {
    return Promise.resolve({});
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
