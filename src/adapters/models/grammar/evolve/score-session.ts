import type { ValueSignature } from '../../../../domain/function.ts';
import type { Value } from '../../../../domain/value.ts';
import type { ModelEvent, ModelSession, ProposalRequest } from '../../../../ports/model.ts';
import type { Random } from '../../../../ports/random.ts';
import { nothingConsidered } from '../../../../domain/considered.ts';
import { seededRandom } from '../../../system/seeded-random.ts';
import { breed } from './breed.ts';
import { Productions } from './productions.ts';

/** The grammar model on a problem of score: it samples, and varies the parents it is given. */
export class ScoreSession implements ModelSession {
  readonly #productions: Productions;
  readonly #random: Random;
  readonly #known = new Set<string>();

  private constructor(productions: Productions, random: Random) {
    this.#productions = productions;
    this.#random = random;
  }

  static open(
    problem: { readonly signature: ValueSignature; readonly constants: readonly Value[] },
    options: { readonly seed: number },
  ): ScoreSession {
    const productions = new Productions(problem.signature, problem.constants);
    return new ScoreSession(productions, seededRandom(`evolve ${options.seed}`));
  }

  async *propose({ step, asks }: ProposalRequest): AsyncIterable<ModelEvent> {
    const random = this.#random.fork(`step ${step}`);
    const { drafts, generated, tokens } = breed(asks, this.#productions, this.#known, random);
    const distinct = drafts.length;
    yield await Promise.resolve({
      kind: 'considered' as const,
      considered: { ...nothingConsidered, generated, tokens, distinct },
    });
    for (const { draft, island } of drafts) yield { kind: 'draft', island, draft };
  }

  checkpoint(): Promise<unknown> {
    return Promise.resolve({});
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
