import type { Candidate, CandidateId } from '../domain/candidate.ts';
import { Remembered } from '../domain/remembered.ts';
import type { CutStep } from '../domain/run.ts';
import { climb, openTerms, type Climb, type Terms } from '../gauntlet/climb.ts';
import type { Model, ModelSession, ProposalRequest } from '../ports/model.ts';
import type { Reality } from '../ports/reality.ts';
import { collect, type Answer } from '../proposing/collect.ts';
import { Forms } from '../proposing/forms.ts';
import { identify } from '../proposing/identify.ts';
import { Judged, type Judging } from './judged.ts';

/** How many candidates are known again; one that is older is run anew where it comes back. */
const seenMost = 1_000_000;

/** What happened in one step, in the order of its proposals. */
export interface Step {
  readonly answer: Answer;
  readonly duplicates: number;
  /** Of these, those that are equal letter by letter. */
  readonly exact: number;
  readonly climbs: readonly Climb[];
  /** Whether there was more to judge than time. */
  readonly isCutShort: boolean;
}

/** What is new of an answer. */
interface Identified {
  readonly batch: readonly Candidate[];
  readonly exact: number;
}

/** A model in conversation about the problem of a run. */
export interface Proposer {
  readonly model: Model;
  readonly session: ModelSession;
}

/** What is asked of whom, and how many of the drafts are taken: all, unless told. */
interface Asked {
  readonly proposer: Proposer;
  readonly request: ProposalRequest;
  readonly draftsMost?: number;
}

/** What ends a step before it is done. */
export interface Signals {
  /** Answers are waited for no longer: those that have come are judged. */
  readonly answering: AbortSignal;
  /** Nothing is judged any longer, */
  readonly judging: AbortSignal;
  /** save where nobody survives as yet: there, what has been proposed is judged for so long. */
  readonly late: () => AbortSignal;
  readonly isAnybody: () => boolean;
}

/** One step after the other, several at once: a model is asked, and what it proposes is judged. */
export class Steps {
  /** What candidates are told apart by, once they are not equal letter by letter. */
  readonly forms: Forms;
  readonly #judging: Judging;
  readonly #seen: Remembered;
  #collected: Promise<unknown> = Promise.resolve();
  readonly #cuts: ReadonlyMap<number, ReadonlySet<CandidateId>>;
  #isCutOff = false;

  /**
   * `growths`: what `checkpoint` has answered, in order, of a run that goes on. `cuts`: of which
   * steps not all is to be judged, since a run is repeated that had no time for it. `judged`: what
   * need not be judged.
   */
  constructor(
    reality: Judging & Pick<Reality, 'formOf'>,
    growths: readonly (readonly string[])[],
    cuts: readonly CutStep[] = [],
    judged = new Judged(),
  ) {
    this.forms = new Forms(reality);
    this.#judging = judged.by(reality);
    this.#cuts = new Map(cuts.map((cut) => [cut.step, new Set(cut.judged)]));
    this.#seen = new Remembered(seenMost, growths);
  }

  /** The candidates, and their forms, that came in since the last checkpoint. */
  checkpoint(): readonly string[] {
    return this.#seen.growth();
  }

  /** A step was cut off: what was recorded since the last checkpoint has a gap. */
  get isCutOff(): boolean {
    return this.#isCutOff;
  }

  /** `heard`: called when all has come that the model answers. */
  take(
    { proposer: { model, session }, request, draftsMost }: Asked,
    terms: Terms,
    signals: Signals,
    heard: () => void,
  ): Promise<Step> {
    const { answering, judging } = signals;
    // A model that computes what it proposes ends its turn by itself.
    const answered = collect(session, request, model.prolific ? judging : answering);
    // Duplicates are told in the order of the steps, whichever answer comes first.
    const earlier = this.#collected;
    const fresh = (async () => {
      const all = await answered;
      const answer = { ...all, drafts: all.drafts.slice(0, draftsMost) };
      heard();
      await earlier;
      return { answer, ...this.#identify(answer, model, request.step) };
    })();
    this.#collected = fresh.catch(() => undefined);
    return this.#judge(request.step, fresh, terms, signals);
  }

  /** Takes those through the gauntlet who had come through it once, but for whom this search knows. */
  async again(candidates: readonly Candidate[], signals: Signals): Promise<readonly Climb[]> {
    const batch = candidates.filter(({ id, source }) => {
      const isNew = this.#seen.add(id);
      this.#seen.add(this.forms.of(source));
      return isNew;
    });
    return this.#climb(batch, openTerms, signals);
  }

  /** Takes what was proposed through the gauntlet; what is judged before a cut-off is kept. */
  async #judge(
    step: number,
    fresh: Promise<{ readonly answer: Answer } & Identified>,
    terms: Terms,
    signals: Signals,
  ): Promise<Step> {
    const { answer, batch: proposed, exact } = await fresh;
    const cut = this.#cuts.get(step);
    const batch = cut === undefined ? proposed : proposed.filter(({ id }) => cut.has(id));
    if (answer.isCutOff) this.#isCutOff = true;
    const climbs = await this.#climb(batch, terms, signals);
    const isCutShort = climbs.length < proposed.length;
    return {
      answer,
      duplicates: answer.drafts.length - proposed.length,
      exact,
      climbs,
      isCutShort,
    };
  }

  /** In the order of the batch; a cut-off that leaves somebody out is noted. */
  async #climb(
    batch: readonly Candidate[],
    terms: Terms,
    { judging, late, isAnybody }: Signals,
  ): Promise<readonly Climb[]> {
    const climbs: Climb[] = [];
    const order = new Map(batch.map(({ id }, index) => [id, index]));
    const hasJudged = async (left: readonly Candidate[], signal: AbortSignal): Promise<boolean> =>
      hasEnded(climb(left, this.#judging, terms, signal), climbs, signal);
    if (!(await hasJudged(batch, judging))) {
      this.#isCutOff = true;
      const isEnough = isAnybody() || climbs.some(({ survived }) => survived);
      const known = new Set(climbs.map(({ candidate }) => candidate.id));
      if (!isEnough)
        await hasJudged(
          batch.filter(({ id }) => !known.has(id)),
          late(),
        );
    }
    climbs.sort((left, right) => order.get(left.candidate.id)! - order.get(right.candidate.id)!);
    return climbs;
  }

  #identify(answer: Answer, model: Model, step: number): Identified {
    // A prolific model has its own ways, and prints all that it writes alike.
    const isWritten = !model.prolific;
    const batch: Candidate[] = [];
    let exact = 0;
    for (const { draft, island } of answer.drafts) {
      const candidate = identify(draft, { model: model.id, step, island });
      if (!this.#seen.add(candidate.id)) exact++;
      else if (!isWritten || this.#seen.add(this.forms.of(candidate.source))) batch.push(candidate);
    }
    return { batch, exact };
  }
}

/** Whether all have climbed before the signal cut them off; those that have are in `climbs`. */
async function hasEnded(
  climbing: AsyncIterable<Climb>,
  climbs: Climb[],
  signal: AbortSignal,
): Promise<boolean> {
  try {
    for await (const climbed of climbing) climbs.push(climbed);
    return true;
  } catch (error) {
    if (!signal.aborted) throw error;
    return false;
  }
}
