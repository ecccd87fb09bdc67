import type { Archive } from '../archive/archive.ts';
import { shareRight } from '../domain/nearness.ts';
import type { RunHeader } from '../domain/run.ts';
import type { Climb } from '../gauntlet/climb.ts';
import type { ProposalRequest } from '../ports/model.ts';
import type { Random } from '../ports/random.ts';
import type { Reality } from '../ports/reality.ts';
import { Control } from '../proposing/control.ts';
import { Ensemble, type EnsembleCheckpoint } from '../proposing/ensemble.ts';
import { Plans } from '../proposing/plans.ts';
import { Repairs, type RepairsCheckpoint } from '../proposing/repairs.ts';
import { askedFor, requestFor } from '../proposing/request.ts';
import type { RecordedSizes } from './recorded-sizes.ts';
import { Silences, type Silence, type SilenceCheckpoint } from './silence.ts';
import { StepSize, type StepSizeCheckpoint, type StepTook } from './step-size.ts';
import type { Proposer, Step } from './steps.ts';

/** One step's question, and to whom it goes. */
export interface Question {
  readonly proposer: Proposer;
  readonly request: ProposalRequest;
  /** How many candidates it takes of the budget, at most. */
  readonly candidates: number;
  /** How many of its drafts are taken, where more may come than the budget has room for. */
  readonly draftsMost?: number;
  /** How many questions were to be asked, where that is on record: of a language model. */
  readonly asks?: number;
}

/** What asking needs back when its run goes on. */
export interface AskingCheckpoint {
  readonly ensemble: EnsembleCheckpoint;
  readonly repairs: RepairsCheckpoint;
  /** Questions to language models so far. */
  readonly questions: number;
  /** Of these, those that were given a plan; absent in older records. */
  readonly planned?: number;
  /** Of each model; absent in older records. */
  readonly sizes?: readonly StepSizeCheckpoint[];
  /** Absent in older records, and dropped where a run that has ended goes on. */
  readonly silences?: SilenceCheckpoint;
}

/** How large the steps of language models are. */
export interface Sizing {
  readonly recorded: RecordedSizes;
  /** They follow the speed of the model, from where on nothing is on record. */
  readonly adapts: boolean;
  /** How many steps are under way at once. */
  readonly lag: number;
  /** How many questions a step asks that is not on record, where that is set. */
  readonly asks?: number;
}

/** So many times the usual batch a step may be, where a model is quick. */
const growthMost = 4;

/** Whether it is a language model: it repairs, and is held against plain sampling. */
export function isAskedInWords({ model }: Proposer): boolean {
  return (model.samplesPerAsk ?? 1) > 1;
}

/** Who was given up, and has not fallen silent, is asked anew when the run goes on. */
function revived(models: readonly Proposer[], from: AskingCheckpoint): EnsembleCheckpoint {
  const isSilent = (at: number): boolean => (from.silences?.[at]?.why ?? null) !== null;
  return from.ensemble.map((member, at) =>
    isAskedInWords(models[at]!) && !isSilent(at) ? { ...member, isExhausted: false } : member,
  );
}

/** Decides, step by step, which model is asked and what about, by all that was folded before. */
export class Asking {
  readonly #reality: Reality;
  readonly #models: readonly Proposer[];
  readonly #ensemble: Ensemble;
  readonly #repairs: Repairs;
  readonly #control: Control;
  readonly #plans: Plans;
  readonly #sizing: Sizing;
  readonly #sizes: readonly StepSize[];
  /** Programs that a prolific model considers are no candidates where others are asked as well. */
  readonly #isMixed: boolean;
  readonly #silences: Silences;

  constructor(
    { reality, models }: { reality: Reality; models: readonly Proposer[] },
    { control = 0, plans = [] }: Pick<RunHeader, 'control' | 'plans'>,
    sizing: Sizing,
    from: AskingCheckpoint | undefined,
  ) {
    this.#reality = reality;
    this.#models = models;
    this.#ensemble = new Ensemble(models.length, from && revived(models, from));
    this.#repairs = new Repairs(from?.repairs);
    this.#control = new Control(control, from?.questions);
    this.#plans = new Plans(plans, from?.planned);
    this.#sizing = sizing;
    this.#sizes = models.map((proposer, index) => {
      const usual = this.#usualAsks(proposer);
      return new StepSize(usual > 1 ? usual * growthMost : 1, sizing.lag, from?.sizes?.[index]);
    });
    this.#isMixed = models.some(({ model }) => !model.prolific);
    this.#silences = new Silences(models.length, from?.silences);
  }

  /** Questions of a step whose size follows nothing. */
  #usualAsks({ model }: Proposer): number {
    return Math.ceil(this.#reality.batch / (model.samplesPerAsk ?? 1));
  }

  /** How many questions a step asks of one model. */
  #asksAt(step: number, index: number): number {
    const { recorded, adapts } = this.#sizing;
    const usual = this.#sizing.asks ?? this.#usualAsks(this.#models[index]!);
    return recorded.get(step) ?? (adapts ? this.#sizes[index]!.asks : usual);
  }

  /** `most`: how many candidates may be asked for. */
  next(step: number, archive: Archive, random: Random, most: number): Question {
    // A run that is repeated may go on after all have fallen silent: as many steps are taken again.
    const isAsked = (at: number) => this.#isSilent || !this.#silences.has(at);
    const index = this.#ensemble.choose(random.fork('model'), isAsked);
    const proposer = this.#models[index]!;
    const { model } = proposer;
    const { judgement } = this.#reality.problem;
    const isUncounted = this.#isMixed && model.prolific && judgement.by === 'equality';
    // Where an answer is right there is nothing to mend: what is asked for is another idea.
    const isSolved = judgement.by === 'equality' && archive.best() !== undefined;
    const failures = isSolved ? undefined : this.#repairs;
    const sources = { survivors: archive, failures, control: this.#control, plans: this.#plans };
    const limit = isUncounted ? Infinity : most;
    const { problem, batch: usual } = this.#reality;
    const isSized = isAskedInWords(proposer);
    const asks = this.#asksAt(step, index);
    const batch = isSized ? asks * (model.samplesPerAsk ?? 1) : usual;
    const request = requestFor(step, { problem, batch }, model, sources, random, limit);
    if (isUncounted) {
      // What it will find nobody knows: room is kept for some, never all that there is; where room is
      // short no more is taken.
      const share = Math.ceil(most / (2 * this.#models.length));
      const candidates = Math.min(usual * growthMost, share);
      const draftsMost = most === Infinity ? {} : { draftsMost: candidates };
      return { proposer, request, candidates, ...draftsMost };
    }
    return { proposer, request, candidates: askedFor(request), ...(isSized ? { asks } : {}) };
  }

  /**
   * Takes in what became of the proposals of one step; `admitted`: the archive took some in.
   * Answers why its model is asked no longer, where it has fallen silent.
   */
  fold(
    { proposer, asks }: Question,
    { answer, climbs }: Pick<Step, 'answer' | 'climbs'>,
    admitted: boolean,
    took: Omit<StepTook, 'asks'>,
  ): Silence | undefined {
    const index = this.#models.indexOf(proposer);
    if (asks !== undefined && !answer.isCutOff) this.#sizes[index]!.fold({ asks, ...took });
    const { costs } = answer;
    this.#ensemble.fold(index, {
      worth: admitted ? 1 : Math.max(0, ...climbs.map(nearTo)) / 2,
      dollars: costs.reduce((sum, { dollars }) => sum + dollars, 0),
      tokens: costs.reduce((sum, cost) => sum + cost.inputTokens + cost.outputTokens, 0),
    });
    if (answer.exhausted) this.#ensemble.exhaust(index);
    if (!isAskedInWords(proposer)) return undefined;
    for (const { candidate, evidence, survived } of climbs) {
      if (!survived) this.#repairs.fold(candidate, evidence);
    }
    const isNew = climbs.length > 0 || answer.isCutOff;
    return this.#silences.fold(index, { isNew, isSpent: answer.isSpent });
  }

  /** Whether a language model is among those that are asked. */
  get isInWords(): boolean {
    return this.#models.some(isAskedInWords);
  }

  /** No model has anything more to offer. */
  get isExhausted(): boolean {
    return this.#models.every((_, at) => this.#ensemble.isExhaustedAt(at));
  }

  /** Every model that has more to offer is asked no longer. */
  get #isSilent(): boolean {
    return this.#models.every(
      (_, at) => this.#ensemble.isExhaustedAt(at) || this.#silences.has(at),
    );
  }

  /** No language model is left; those that are embedded spend nothing that is counted in money. */
  get isSpeechless(): boolean {
    const asked = this.#models.entries().filter(([, proposer]) => isAskedInWords(proposer));
    const all = [...asked].map(([at]) => this.#silences.has(at));
    return all.length > 0 && all.every(Boolean);
  }

  checkpoint(): AskingCheckpoint {
    return {
      ensemble: this.#ensemble.checkpoint(),
      repairs: this.#repairs.checkpoint(),
      questions: this.#control.questions,
      planned: this.#plans.taken,
      sizes: this.#sizes.map((size) => size.checkpoint()),
      silences: this.#silences.checkpoint(),
    };
  }
}

const nearTo = ({ evidence, survived }: Climb): number =>
  survived ? 1 : shareRight(evidence.at(-1));
