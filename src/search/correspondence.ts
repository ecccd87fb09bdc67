import { addCost } from '../domain/cost.ts';
import type { RunId } from '../domain/run.ts';
import { noCost } from '../domain/tally.ts';
import type { Completion, CompletionRequest, Completions } from '../ports/completions.ts';
import type { Answered, Correspondence, KeptReply } from '../ports/correspondence.ts';
import { idOf } from '../proposing/identify.ts';
import { resigned } from '../proposing/language/resigned.ts';
import { neverAnswered } from './never-answered.ts';
import type { RunRecord } from './record.ts';

/** Some samples of a request: answered before, or still to be asked for. */
type Piece =
  | { readonly kind: 'kept'; readonly completion: Completion }
  | { readonly kind: 'open'; readonly from: number; readonly samples: number };

/** What came of one piece. */
interface Came {
  readonly completion: Completion;
  readonly isKept: boolean;
}

/**
 * What the models of a run are asked and answer, on record before it is judged. A run that was
 * killed finds here what it has paid for; a run that is repeated finds nothing else.
 */
export class RecordedCorrespondence implements Correspondence {
  readonly isClosed: boolean;
  readonly #record: RunRecord;
  readonly #repeated: RunId | undefined;
  readonly #kept = new Map<string, KeptReply[]>();
  readonly #questions = new Set<string>();

  /** `kept`: what was answered before; all that there is to answer where a run is `repeated`. */
  constructor(record: RunRecord, kept: Iterable<KeptReply>, repeated: RunId | undefined) {
    this.isClosed = repeated !== undefined;
    this.#record = record;
    this.#repeated = repeated;
    for (const reply of kept) this.#keep(reply);
  }

  #keep(reply: KeptReply): void {
    const key = keyOf(reply.question, reply.seed);
    const replies = this.#kept.get(key) ?? [];
    // What was cut off was asked for again when the run went on.
    if (replies.at(-1)?.isCutOff === true) replies.pop();
    this.#kept.set(key, [...replies, reply]);
    this.#questions.add(reply.question);
  }

  async answer(
    model: string,
    request: CompletionRequest,
    completions: Completions | undefined,
    signal: AbortSignal,
  ): Promise<Answered> {
    const question = questionOf(model, request);
    const pieces = this.#piecesOf(question, request, completions?.samplesMost ?? Infinity);
    const came = await Promise.all(
      pieces.map(async (piece): Promise<Came> => {
        if (piece.kind === 'kept') return { completion: piece.completion, isKept: true };
        if (completions === undefined) throw this.#neverAnswered(question, model);
        const { from, samples } = piece;
        const part = { ...request, seed: request.seed + from, samples };
        let completion: Completion;
        // With nothing in between: what is settled and what came are written down together.
        try {
          completion = await completions.complete(part, signal);
        } catch (error) {
          completion = resigned(error, samples);
        }
        await this.#add(question, part, completion, signal.aborted);
        return { completion, isKept: false };
      }),
    );
    return this.#merged(came);
  }

  /** The newest reply to each part of a request, and the gaps between them. */
  #piecesOf(question: string, request: CompletionRequest, samplesMost: number): Piece[] {
    const pieces: Piece[] = [];
    for (let from = 0; from < request.samples;) {
      const kept = this.#take(question, request.seed + from, request.samples - from);
      if (kept !== undefined) {
        pieces.push({ kind: 'kept', completion: kept.completion });
        from += kept.samples;
        continue;
      }
      const last = pieces.at(-1);
      const isFull = last?.kind !== 'open' || last.samples >= samplesMost;
      if (isFull) pieces.push({ kind: 'open', from, samples: 1 });
      else pieces[pieces.length - 1] = { ...last, samples: last.samples + 1 };
      from++;
    }
    return pieces;
  }

  /** A reply is given once, and from then on takes no memory. */
  #take(
    question: string,
    seed: number,
    samplesMost: number,
  ): { readonly completion: Completion; readonly samples: number } | undefined {
    const key = keyOf(question, seed);
    const replies = this.#kept.get(key) ?? [];
    const [reply] = replies;
    if (reply === undefined || reply.samples > samplesMost) return undefined;
    if (replies.length === 1) this.#kept.delete(key);
    else this.#kept.set(key, replies.slice(1));
    const completion = reply.unpack();
    const isWhole = !reply.isCutOff && !completion.isSpent && completion.isHopeless !== true;
    if (this.isClosed || isWhole) return { completion, samples: reply.samples };
    // Whoever goes on may wait longer, and spend more, for what did not come then.
    const samples = completion.texts.length;
    const came = { ...completion, missing: [], isSpent: false, isHopeless: false };
    return samples === 0 ? undefined : { completion: came, samples };
  }

  async #add(
    question: string,
    { seed, samples }: CompletionRequest,
    completion: Completion,
    isAborted: boolean,
  ): Promise<void> {
    const isCutOff = isAborted && completion.missing.length > 0;
    await this.#record.keep({ question, seed, samples, isCutOff, completion });
  }

  #merged(came: readonly Came[]): Answered {
    const completions = came.map(({ completion }) => completion);
    const costOf = (isBefore: boolean) =>
      came
        .filter(({ isKept }) => (isKept && !this.isClosed) === isBefore)
        .map(({ completion }) => completion.cost)
        .reduce(addCost, noCost);
    return {
      texts: completions.flatMap(({ texts }) => texts),
      missing: completions.flatMap(({ missing }) => missing),
      cost: costOf(false),
      costBefore: costOf(true),
      isSpent: completions.some(({ isSpent }) => isSpent),
      ...(completions.some(({ isHopeless }) => isHopeless === true) ? { isHopeless: true } : {}),
    };
  }

  #neverAnswered(question: string, model: string): Error {
    return neverAnswered(this.#repeated!, model, this.#questions.has(question));
  }
}

const keyOf = (question: string, seed: number): string => `${question} ${seed}`;

function questionOf(model: string, { messages, outputTokensMost }: CompletionRequest): string {
  return idOf(JSON.stringify([model, outputTokensMost, messages]));
}
