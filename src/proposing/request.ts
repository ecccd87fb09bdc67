import type { Ask, Model, Parent, ProposalRequest } from '../ports/model.ts';
import type { Random } from '../ports/random.ts';
import type { Reality } from '../ports/reality.ts';
import type { Control } from './control.ts';
import type { Plans } from './plans.ts';
import type { Repairs } from './repairs.ts';

/** Where parents come from. */
export interface ParentSource {
  readonly islands: number;
  /** Up to `count` parents for one proposal, the best first; fewer while the archive is young. */
  parents(island: number, count: number, random: Random): readonly Parent[];
}

/** What a question may be about. */
export interface Sources {
  readonly survivors: ParentSource;
  /** None where there is nothing to mend. */
  readonly failures?: Pick<Repairs, 'take'> | undefined;
  /** Decides which questions are plain ones, about nothing. */
  readonly control?: Pick<Control, 'take'>;
  /** Ways to go about it, one for each question that starts anew. */
  readonly plans?: Pick<Plans, 'take'>;
}

/** Programs that a prolific model considers in one step of a problem of equality. */
const programsPerStep = 25_000;

/** Parents a proposal: one to change, one to cross it with. */
const parentsPerProposal = 2;

/** Of the questions to a model that is asked in words, one in so many is about a failure. */
const repairEvery = 2;

/**
 * What to ask of a model at one step. `most` bounds the candidates asked for, so that a budget in
 * candidates is met and not overrun. A model that is asked in words also repairs failures; the
 * other questions start from survivors, or anew, each by another plan.
 */
export function requestFor(
  step: number,
  { problem, batch }: Pick<Reality, 'problem' | 'batch'>,
  model: Pick<Model, 'prolific' | 'samplesPerAsk'>,
  { survivors, failures, control, plans }: Sources,
  random: Random,
  most: number,
): ProposalRequest {
  if (model.prolific && problem.kind === 'function' && problem.judgement.by === 'equality') {
    return { step, asks: [{ island: 0, parents: [], count: Math.min(programsPerStep, most) }] };
  }
  const island = step % survivors.islands;
  const asks: Ask[] = [];
  const samples = model.samplesPerAsk ?? 1;
  for (let left = Math.min(Math.max(batch, samples), most); left > 0; left -= samples) {
    const count = Math.min(samples, left);
    if (samples > 1 && control?.take() === true) {
      asks.push({ island, parents: [], count, isControl: true });
      continue;
    }
    const isRepair = samples > 1 && (step + asks.length) % repairEvery === 1;
    const failure = isRepair ? failures?.take() : undefined;
    const parents =
      failure === undefined ? survivors.parents(island, parentsPerProposal, random) : [failure];
    const plan = samples > 1 && parents.length === 0 ? plans?.take() : undefined;
    asks.push({ island, parents, count, ...(plan === undefined ? {} : { plan }) });
  }
  return { step, asks };
}

/** How many candidates a request asks for, in the unit of the budget. */
export function askedFor(request: ProposalRequest): number {
  return request.asks.reduce((sum, ask) => sum + ask.count, 0);
}
