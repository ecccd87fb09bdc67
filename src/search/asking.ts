import type { Archive } from '../archive/archive.ts';
import type { Climb } from '../gauntlet/climb.ts';
import type { ProposalRequest } from '../ports/model.ts';
import type { Random } from '../ports/random.ts';
import type { Reality } from '../ports/reality.ts';
import type { Answer } from '../proposing/collect.ts';
import { Control } from '../proposing/control.ts';
import { Ensemble, type EnsembleCheckpoint } from '../proposing/ensemble.ts';
import { Repairs, type RepairsCheckpoint } from '../proposing/repairs.ts';
import { askedFor, requestFor } from '../proposing/request.ts';
import type { Proposer } from './steps.ts';

/** One step's question, and to whom it goes. */
export interface Question {
  readonly proposer: Proposer;
  readonly request: ProposalRequest;
  /** How many candidates it takes of the budget, at most. */
  readonly candidates: number;
}

/** What asking needs back when its run goes on. */
export interface AskingCheckpoint {
  readonly ensemble: EnsembleCheckpoint;
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
  readonly #ensemble: Ensemble;
  readonly #repairs: Repairs;
  readonly #control: Control;
  /** Programs that a prolific model considers are no candidates where others are asked as well. */
  readonly #isMixed: boolean;

  constructor(
    { reality, models }: { reality: Reality; models: readonly Proposer[] },
    control: number,
    from: AskingCheckpoint | undefined,
  ) {
    this.#reality = reality;
    this.#models = models;
    this.#ensemble = new Ensemble(models.length, from?.ensemble);
    this.#repairs = new Repairs(from?.repairs);
    this.#control = new Control(control, from?.questions);
    this.#isMixed = models.some(({ model }) => !model.prolific);
  }

  /** `most`: how many candidates may be asked for. */
  next(step: number, archive: Archive, random: Random, most: number): Question {
    const proposer = this.#models[this.#ensemble.choose(random.fork('model'))]!;
    const { model } = proposer;
    const { judgement } = this.#reality.problem;
    const isUncounted = this.#isMixed && model.prolific && judgement.by === 'equality';
    // Where an answer is right there is nothing to mend: what is asked for is another idea.
    const isSolved = judgement.by === 'equality' && archive.best() !== undefined;
    const failures = isSolved ? undefined : this.#repairs;
    const sources = { survivors: archive, failures, control: this.#control };
    const limit = isUncounted ? Infinity : most;
    const request = requestFor(step, this.#reality, model, sources, random, limit);
    return { proposer, request, candidates: isUncounted ? 0 : askedFor(request) };
  }

  /** Takes in what became of the proposals of one step; `admitted`: the archive took some in. */
  fold({ proposer }: Question, answer: Answer, climbs: readonly Climb[], admitted: boolean): void {
    const index = this.#models.indexOf(proposer);
    const { costs } = answer;
    this.#ensemble.fold(index, {
      worth: admitted ? 1 : Math.max(0, ...climbs.map(nearness)) / 2,
      dollars: costs.reduce((sum, { dollars }) => sum + dollars, 0),
      tokens: costs.reduce((sum, cost) => sum + cost.inputTokens + cost.outputTokens, 0),
    });
    if (answer.exhausted) this.#ensemble.exhaust(index);
    if (!isAskedInWords(proposer)) return;
    for (const { candidate, evidence, survived } of climbs) {
      if (!survived) this.#repairs.fold(candidate, evidence);
    }
  }

  /** No model has anything more to offer. */
  get isExhausted(): boolean {
    return this.#ensemble.isExhausted;
  }

  checkpoint(): AskingCheckpoint {
    return {
      ensemble: this.#ensemble.checkpoint(),
      repairs: this.#repairs.checkpoint(),
      questions: this.#control.questions,
    };
  }
}

/** From 0 to 1: the share of the cases that it got right before its climb ended. */
function nearness({ evidence, survived }: Climb): number {
  const last = evidence.at(-1);
  if (survived) return 1;
  return last?.verdict === 'failed' ? last.passed / Math.max(1, last.total) : 0;
}
