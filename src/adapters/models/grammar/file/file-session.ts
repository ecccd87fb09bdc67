import type { Draft } from '../../../../domain/candidate.ts';
import { nothingConsidered } from '../../../../domain/considered.ts';
import type { FileProblem } from '../../../../domain/problem.ts';
import { joined, splitAtRegions, type Marked } from '../../../../domain/region.ts';
import type { Ask, ModelEvent, ModelSession, ProposalRequest } from '../../../../ports/model.ts';
import type { Random } from '../../../../ports/random.ts';
import { seededRandom } from '../../../system/seeded-random.ts';
import { crossLines, varyLines } from './vary-lines.ts';
import { varyNumbers } from './vary-numbers.ts';
import { varyOperators } from './vary-operators.ts';

/** What is tried on a file, and how often; numbers are where a step is least likely to break it. */
const strategies = [
  { name: 'numbers', share: 0.75 },
  { name: 'lines', share: 0.1 },
  { name: 'operators', share: 0.1 },
  { name: 'cross', share: 0.05 },
] as const;

/**
 * The grammar model on a file of any language: it knows no grammar for it but that of numbers,
 * lines and a few operators. It proposes the file as it is, then variations of the parents it is
 * given: the parameters of a script are tuned without a language model.
 */
export class FileSession implements ModelSession {
  readonly #problem: FileProblem;
  readonly #random: Random;

  constructor(problem: FileProblem, seed: number) {
    this.#problem = problem;
    this.#random = seededRandom(`file ${seed}`);
  }

  async *propose({ step, asks }: ProposalRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
    signal.throwIfAborted();
    const random = this.#random.fork(`step ${step}`);
    const drafts = asks.flatMap((ask) =>
      Array.from({ length: ask.count }, () => ({
        island: ask.island,
        draft: this.#vary(ask, random),
      })),
    );
    if (step === 0)
      drafts.unshift({ island: 0, draft: draftOf(this.#problem.initial, [], 'initial') });
    const distinct = new Set(drafts.map(({ draft }) => draft.source)).size;
    const generated = drafts.length;
    yield await Promise.resolve({
      kind: 'considered' as const,
      considered: { ...nothingConsidered, generated, distinct },
    });
    for (const { island, draft } of drafts) {
      signal.throwIfAborted();
      yield { kind: 'draft', island, draft };
    }
    signal.throwIfAborted();
  }

  #vary(ask: Ask, random: Random): Draft {
    const [parent, mate] = ask.parents.map(({ candidate }) => candidate);
    const source = parent?.source ?? this.#problem.initial;
    const marked = this.#marked(source);
    const { open } = marked;
    const strategy = chosen(random.float());
    const at = open.length === 1 ? 0 : random.below(open.length);
    const inside = open[at]!;
    const varied = vary(strategy, inside, mate && this.#marked(mate.source).open[at], random);
    const parents = [parent, ...(strategy === 'cross' ? [mate] : [])].flatMap(
      (each) => each?.id ?? [],
    );
    // Where one way has nothing to work on, numbers are what most texts have.
    const text = varied ?? varyNumbers(inside, random) ?? inside;
    const child = joined({ ...marked, open: open.with(at, text) });
    return draftOf(child, parents, varied === undefined ? 'numbers' : strategy);
  }

  #marked(source: string): Marked {
    return splitAtRegions(source, this.#problem.region) ?? { fixed: [source, ''], open: [''] };
  }

  checkpoint(): Promise<unknown> {
    return Promise.resolve({});
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

type Strategy = (typeof strategies)[number]['name'];

function chosen(chance: number): Strategy {
  let left = chance;
  return strategies.find(({ share }) => (left -= share) < 0)?.name ?? 'numbers';
}

function vary(
  strategy: Strategy,
  text: string,
  mate: string | undefined,
  random: Random,
): string | undefined {
  switch (strategy) {
    case 'numbers':
      return varyNumbers(text, random);
    case 'lines':
      return varyLines(text, random);
    case 'operators':
      return varyOperators(text, random);
    case 'cross':
      return mate === undefined ? undefined : crossLines(text, mate, random);
  }
}

function draftOf(source: string, parents: readonly string[], strategy: string): Draft {
  return { source, parents, strategy, tokens: 0, costUsd: 0 };
}
