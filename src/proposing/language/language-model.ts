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
import { extract, isWhole } from './extract.ts';
import { plansFor } from './plans-for.ts';
import { promptFor, sharedLetters } from './prompt.ts';
import { resigned } from './resigned.ts';
import { samplesPerAsk, seedFor } from './seed-for.ts';

/** The length of a reply, in tokens: a function and some thought before it, or a file. */
const outputTokensMost = { function: 2048, file: 8192 } as const;

/** Requests that come to nothing before anything has come of one: then nothing will. */
const patience = 8;

/** How much of a reply without source stands on record, in letters. */
const replyLettersMost = 2000;

/** A model that is asked in words, and answers in words. */
export function languageModel(source: CompletionSource): Model {
  return {
    id: source.id,
    deterministic: source.deterministic,
    prolific: false,
    samplesPerAsk,
    plansFor,
    isPriced: source.isPriced,
    check: async (allowance) => source.check?.(allowance),
    async open(problem, options): Promise<ModelSession> {
      const { correspondence, allowance = new Purse({}), seed } = options;
      // Where all that is asked has been answered nobody is connected to.
      const completions =
        correspondence?.isClosed === true ? undefined : await source.open(allowance);
      return new LanguageSession(source.id, { completions, correspondence }, problem, seed);
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
  readonly #problem: Problem;
  readonly #seed: number;
  #hasAnswered = false;
  #isHopeless = false;
  #failed = 0;

  constructor(id: string, answering: Answering, problem: Problem, seed: number) {
    this.#id = id;
    this.#answering = answering;
    this.#problem = problem;
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
    const messages = promptFor(this.#problem, ask.parents, ask.plan);
    const request = {
      messages,
      sharedLetters: sharedLetters(this.#problem, ask.parents),
      samples: ask.count,
      seed,
      outputTokensMost: outputTokensMost[this.#problem.kind],
      isWhole: (text: string) => isWhole(text, this.#problem),
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
    const extracted = extract(text, this.#problem);
    return {
      source: extracted.kind === 'source' ? extracted.source : text.slice(0, replyLettersMost),
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
