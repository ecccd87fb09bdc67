import type { Archive } from '../archive/archive.ts';
import type { Climb } from '../gauntlet/climb.ts';
import type { ProposalRequest } from '../ports/model.ts';
import type { Random } from '../ports/random.ts';
import type { Reality } from '../ports/reality.ts';
import { Control } from '../proposing/control.ts';
import { Repairs, type RepairsCheckpoint } from '../proposing/repairs.ts';
import { requestFor } from '../proposing/request.ts';
import type { Proposer } from './steps.ts';

/** One step's question, and to whom it goes. */
export interface Question {
  readonly proposer: Proposer;
  readonly request: ProposalRequest;
}

/** What asking needs back when its run goes on. */
export interface AskingCheckpoint {
  readonly repairs: RepairsCheckpoint;
  /** Questions to language models so far. */
  readonly questions: number;
}

/** Whether it is a language model: it repairs, and is held against plain sampling. */
export function isAskedInWords({ model }: Proposer): boolean {
  return (model.samplesPerAsk ?? 1) > 1;
}

/** Decides, step by step, which model is asked and what about, by all that was folded before. */
export class Asking {
  readonly #reality: Reality;
  readonly #models: readonly Proposer[];
  readonly #repairs: Repairs;
  readonly #control: Control;

  constructor(
    { reality, models }: { reality: Reality; models: readonly Proposer[] },
    control: number,
    from: AskingCheckpoint | undefined,
  ) {
    this.#reality = reality;
    this.#models = models;
    this.#repairs = new Repairs(from?.repairs);
    this.#control = new Control(control, from?.questions);
  }

  /** `most`: how many candidates may be asked for. */
  next(step: number, archive: Archive, random: Random, most: number): Question {
    const proposer = this.#models[step % this.#models.length]!;
    // Where an answer is right there is nothing to mend: what is asked for is another idea.
    const isSolved =
      this.#reality.problem.judgement.by === 'equality' && archive.best() !== undefined;
    const failures = isSolved ? undefined : this.#repairs;
    const sources = { survivors: archive, failures, control: this.#control };
    const request = requestFor(step, this.#reality, proposer.model, sources, random, most);
    return { proposer, request };
  }

  /** Takes in what became of the proposals of one step. */
  fold({ proposer }: Question, climbs: readonly Climb[]): void {
    if (!isAskedInWords(proposer)) return;
    for (const { candidate, evidence, survived } of climbs) {
      if (!survived) this.#repairs.fold(candidate, evidence);
    }
  }

  checkpoint(): AskingCheckpoint {
    return { repairs: this.#repairs.checkpoint(), questions: this.#control.questions };
  }
}
