import type { Draft } from '../../../../domain/candidate.ts';
import { nothingConsidered } from '../../../../domain/considered.ts';
import type { FileProblem } from '../../../../domain/problem.ts';
import type { Ask, ModelEvent, ModelSession, ProposalRequest } from '../../../../ports/model.ts';
import type { Random } from '../../../../ports/random.ts';
import { seededRandom } from '../../../system/seeded-random.ts';
import { numbersIn, withNumbers } from './number-literals.ts';

/** The largest share of a text's numbers that one proposal changes. */
const changedShareMost = 0.3;

/**
 * The grammar model on a file of any language: it knows no grammar for it but that of numbers. It
 * proposes the file as it is, then varies the number literals of the parents it is given: the
 * parameters of a script are tuned without a language model.
 */
export class FileSession implements ModelSession {
  readonly #problem: FileProblem;
  readonly #random: Random;

  constructor(problem: FileProblem, seed: number) {
    this.#problem = problem;
    this.#random = seededRandom(`file ${seed}`);
  }

  async *propose({ step, asks }: ProposalRequest): AsyncIterable<ModelEvent> {
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
    for (const { island, draft } of drafts) yield { kind: 'draft', island, draft };
  }

  #vary(ask: Ask, random: Random): Draft {
    const parent = ask.parents.at(0)?.candidate;
    const source = parent?.source ?? this.#problem.initial;
    const numbers = numbersIn(source, this.#problem.region);
    const most = Math.max(1, Math.ceil(numbers.length * changedShareMost));
    const changes = new Map<number, number>();
    for (let left = 1 + random.below(most); left > 0 && numbers.length > 0; left--) {
      const place = random.below(numbers.length);
      changes.set(place, vary(numbers[place]!.value, random));
    }
    const text = withNumbers(source, this.#problem.region, changes);
    return draftOf(text, parent === undefined ? [] : [parent.id], 'numbers');
  }

  checkpoint(): Promise<unknown> {
    return Promise.resolve({});
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function draftOf(source: string, parents: readonly string[], strategy: string): Draft {
  return { source, parents, strategy, tokens: 0, costUsd: 0 };
}

/** A whole number stays whole; others move by a share of themselves, now and then a large one. */
function vary(value: number, random: Random): number {
  const reach = 10 ** (-3 * random.float());
  const sign = random.below(2) === 0 ? -1 : 1;
  if (Number.isInteger(value)) {
    return value + sign * Math.max(1, Math.round(Math.abs(value) * reach * random.float()));
  }
  const moved = value + sign * (Math.abs(value) || 1) * reach * random.float();
  return Number(moved.toPrecision(12));
}
