import { controlStrategy } from '../../domain/arms.ts';
import type { Draft } from '../../domain/candidate.ts';
import type { Problem } from '../../domain/problem.ts';
import { Purse } from '../../domain/purse.ts';
import { noCost } from '../../domain/tally.ts';
import type {
  Completion,
  CompletionRequest,
  Completions,
  CompletionSource,
  Sample,
} from '../../ports/completions.ts';
import type { Answered, Correspondence } from '../../ports/correspondence.ts';
import type { Ask, Model, ModelEvent, ModelSession, ProposalRequest } from '../../ports/model.ts';
import type { Wording } from '../../ports/wording.ts';
import { resigned } from './resigned.ts';
import { samplesPerAsk, seedFor } from './seed-for.ts';

/** Requests that come to nothing before anything has come of one: then nothing will. */
const patience = 8;

/** How much of a reply without source stands on record, in letters. */
const replyLettersMost = 2000;

/** A model that is asked in words, and answers in words; in which, each kind of problem decides. */
export function languageModel(
  source: CompletionSource,
  wordingOf: (problem: Problem) => Wording,
): Model {
  return {
    id: source.id,
    deterministic: source.deterministic,
    prolific: false,
    samplesPerAsk,
    plansFor: (problem) => wordingOf(problem).plans,
    isPriced: source.isPriced,
    check: async (allowance) => source.check?.(allowance),
    async open(problem, options): Promise<ModelSession> {
      const { correspondence, allowance = new Purse({}), seed } = options;
      // Where all that is asked has been answered nobody is connected to.
      const completions =
        correspondence?.isClosed === true ? undefined : await source.open(allowance);
      const answering = { completions, correspondence };
      return new LanguageSession(source.id, answering, wordingOf(problem), seed);
    },
  };
}

/** Who answers: what is on record, and where that ends, the source itself. */
interface Answering {
  readonly completions: Completions | undefined;
  readonly correspondence: Correspondence | undefined;
}

class LanguageSession implements ModelSession {
  readonly #id: string;
  readonly #answering: Answering;
  readonly #wording: Wording;
  readonly #seed: number;
  #hasAnswered = false;
  #isHopeless = false;
  #failed = 0;

  constructor(id: string, answering: Answering, wording: Wording, seed: number) {
    this.#id = id;
    this.#answering = answering;
    this.#wording = wording;
    this.#seed = seed;
  }

  async *propose({ step, asks }: ProposalRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
    signal.throwIfAborted();
    const asked = asks.map((ask, index) => {
      const completion = this.#ask(ask, seedFor(this.#seed, step, index), signal);
      // A rejection is met when its turn comes; until then it must not count as unhandled.
      completion.catch(() => undefined);
      return { ask, completion };
    });
    for (const { ask, completion } of asked) {
      const { texts, missing, cost, costBefore, isSpent } = await completion;
      yield { kind: 'usage', cost };
      yield { kind: 'usage', cost: costBefore, isKnown: true };
      for (const { reason, samples } of missing) yield { kind: 'missing', reason, samples };
      for (const sample of texts) {
        yield { kind: 'draft', island: ask.island, draft: this.#draftOf(sample, ask) };
      }
      if (isSpent) yield { kind: 'spent' };
    }
    if (this.#isGivenUp) yield { kind: 'exhausted' };
    // Not before what was paid for is told: an abort changes nothing of that.
    signal.throwIfAborted();
  }

  async #ask(ask: Ask, seed: number, signal: AbortSignal): Promise<Answered> {
    const { outputTokensMost } = this.#wording;
    const request = {
      ...this.#wording.ask(ask.parents, ask.plan),
      samples: ask.count,
      seed,
      outputTokensMost,
      isWhole: (text: string) => this.#wording.isWhole(text),
    };
    const answered = await this.#answer(request, signal);
    if (!signal.aborted) this.#heed(answered);
    return answered;
  }

  async #answer(request: CompletionRequest, signal: AbortSignal): Promise<Answered> {
    const { completions, correspondence } = this.#answering;
    if (correspondence !== undefined) {
      return await correspondence.answer(this.#id, request, completions, signal);
    }
    try {
      return { ...(await completions!.complete(request, signal)), costBefore: noCost };
    } catch (error) {
      return { ...resigned(error, request.samples), costBefore: noCost };
    }
  }

  /** One failure is a matter of course; where nothing has ever come, nothing will. */
  #heed({ texts, isSpent, isHopeless }: Completion): void {
    if (texts.length > 0) this.#hasAnswered = true;
    if (isHopeless === true) this.#isHopeless = true;
    if (texts.length === 0 && !isSpent) this.#failed++;
  }

  get #isGivenUp(): boolean {
    return this.#isHopeless || (!this.#hasAnswered && this.#failed >= patience);
  }

  /** A reply without what was asked for is an attempt too: reality rejects it, and it is on record. */
  #draftOf({ text, tokens, costUsd }: Sample, ask: Ask): Draft {
    const found = this.#wording.read(text);
    return {
      source: found.kind === 'source' ? found.source : text.slice(0, replyLettersMost),
      parents: ask.parents.map(({ candidate }) => candidate.id),
      strategy: strategyOf(ask),
      tokens: Math.round(tokens),
      costUsd,
    };
  }

  checkpoint(): Promise<unknown> {
    return Promise.resolve({});
  }

  close(): Promise<void> {
    return this.#answering.completions?.close() ?? Promise.resolve();
  }
}

function strategyOf({ parents, isControl, plan }: Ask): string {
  if (isControl === true) return controlStrategy;
  if (parents.length === 0) return plan === undefined ? 'sample' : `plan: ${plan.name}`;
  return parents.some(({ feedback }) => feedback !== '') ? 'repair' : 'improve';
}
