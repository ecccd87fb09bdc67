import type { Cost } from '../domain/run.ts';
import type { Completion, CompletionRequest, Completions } from './completions.ts';

/** An answer of a model to one request, as it is kept. */
export interface Reply {
  /** Equal for requests to one model of the same messages and length, whatever their seeds. */
  readonly question: string;
  /** Of its first sample; the others have the numbers that follow. */
  readonly seed: number;
  /** How many samples were asked for. */
  readonly samples: number;
  /** The run was ending, and what is missing was not waited for. */
  readonly isCutOff: boolean;
  readonly completion: Completion;
}

/** A reply in the store. */
export interface KeptReply extends Omit<Reply, 'completion'> {
  /** Its texts, which may be large, are only unpacked when they are wanted. */
  readonly unpack: () => Completion;
}

/** What came of a request, and what of it had been paid for in a life of the run before this one. */
export interface Answered extends Completion {
  readonly costBefore: Cost;
}

/** What the models of one run are asked and answer: kept, and never asked for twice. */
export interface Correspondence {
  /** Nothing is asked of anybody: what is not kept cannot be answered. */
  readonly isClosed: boolean;
  /** Answers out of what is kept, as far as that goes, and has the rest asked. */
  answer(
    model: string,
    request: CompletionRequest,
    completions: Completions | undefined,
    signal: AbortSignal,
  ): Promise<Answered>;
}
